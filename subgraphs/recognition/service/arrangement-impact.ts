import { findAdministration } from '../../../schema/administrations.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { type ArrangementDraft, type ArrangementImpact, impactOf, withDraft } from '../domain/arrangement-impact.ts';
import { identifiersOf } from '../domain/benefit-suspension.ts';
import { decodeQuestion, type QuestionKey } from '../domain/question-key.ts';
import type { Situation, Statement } from '../domain/situation.ts';
import { situationOf } from '../domain/situation-of.ts';
import { suspensionsOf } from '../store/benefit-suspension.store.ts';
import { consultationsBetween } from '../store/consultation.store.ts';
import type { AskedQuestion } from './read-questions.ts';
import { readKeptStatement } from './read-statement.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** Questions that are replayed at most. */
export const MAXIMUM_REPLAYED = 10_000;

/** What is replayed: the caller's own past questions of a time, or the ones given. */
export interface Replay {
  readonly since: string;
  readonly until: string;
  /** Null: the past ones. */
  readonly questions: readonly AskedQuestion[] | null;
}

/**
 * How answers would change under a draft arrangement. Asks no registry: it decides again on the statements kept with the
 * consultations, and says of how many questions it cannot know. Writes nothing.
 */
export async function arrangementImpact(
  parts: RecognitionParts,
  { administration }: Caller,
  draft: ArrangementDraft,
  replay: Replay,
): Promise<{ ok: true; value: ArrangementImpact & { truncated: boolean } } | { ok: false; refusal: Refusal }> {
  const { database, arrangements, clock } = parts;
  const own = findAdministration(administration);
  const partner = findAdministration(draft.partner);
  if (own === undefined || partner === undefined || partner.code === administration) {
    const message = 'An arrangement is with another administration that is known here.';
    return { ok: false, refusal: { code: 'BAD_USER_INPUT', message, field: 'draft.partner' } };
  }
  const asked =
    replay.questions === null
      ? await consultationsBetween(database, administration, replay.since, replay.until, MAXIMUM_REPLAYED + 1)
      : replay.questions.map((question) => ({
          question: givenQuestion(question),
          attestation: null,
          askedAt: replay.until,
        }));
  const drafted = withDraft(arrangements, administration, draft, own.timeZone);
  const now = clock();
  const replayed = asked.slice(0, MAXIMUM_REPLAYED).flatMap(({ question, attestation, askedAt }) => {
    const key = typeof question === 'string' ? decodeQuestion(question) : question;
    const reading = key === undefined ? undefined : readTin(key.tin);
    if (key === undefined || reading === undefined || !reading.ok || reading.administration.code !== partner.code)
      return [];
    return [{ key, attestation, keptSince: new Date(askedAt) }];
  });
  const questions = await Promise.all(
    replayed.map(async ({ key, attestation, keptSince }) => {
      const statement: Statement =
        attestation === null
          ? { kind: key.consulted ? 'SILENT' : 'NOT_ASKED' }
          : await readKeptStatement(attestation, partner, parts, { now, keptSince });
      return { key, statement, identifiers: identifiersOf(key.tin, statement) };
    }),
  );
  const suspensions = await suspensionsOf(
    database.read,
    administration,
    questions.flatMap(({ identifiers }) => identifiers),
  );
  const pairs = questions.map(({ key, statement, identifiers }) => {
    const under = (of: typeof arrangements): Situation =>
      situationOf({
        asking: administration,
        home: partner,
        key,
        arrangements: of,
        suspensions: identifiers.flatMap((identifier) => suspensions.get(identifier) ?? []),
        statement,
        now,
      });
    return { before: under(arrangements), after: under(drafted) };
  });
  return { ok: true, value: { ...impactOf(pairs), truncated: asked.length > MAXIMUM_REPLAYED } };
}

function givenQuestion({ tin, role, mode, on, declaredName }: AskedQuestion): QuestionKey {
  const reading = readTin(tin);
  return {
    tin: reading.ok ? reading.tin : tin,
    alias: null,
    role,
    mode: mode ?? null,
    on: on ?? null,
    declaredName: declaredName ?? null,
    normalised: false,
    consulted: false,
    referenced: false,
  };
}
