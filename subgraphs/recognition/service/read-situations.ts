import type { Administration } from '../../../schema/administrations.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { identifiersOf } from '../domain/benefit-suspension.ts';
import { mayRely } from '../domain/last-known.ts';
import type { QuestionKey } from '../domain/question-key.ts';
import type { Situation } from '../domain/situation.ts';
import { situationOf } from '../domain/situation-of.ts';
import { suspensionsOf } from '../store/benefit-suspension.store.ts';
import { findWindows } from '../store/maintenance-window.store.ts';
import { NOT_ASKED, type ReadStatement, readStatement } from './read-statement.ts';
import { recallStatements } from './recall-statements.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** A question that can be put, and what came for it. */
export interface AnswerableQuestion {
  readonly key: QuestionKey;
  readonly home: Administration;
  /** What the home registry signed; null: nothing came. */
  readonly attestation: string | null;
}

/** A question with everything that it is decided on. */
export interface ReadSituation {
  readonly key: QuestionKey;
  readonly home: Administration;
  readonly read: ReadStatement;
  readonly situation: Situation;
  /** Steps of the asking side that were known about this operator. */
  readonly hostRevision: number;
}

/** Reads what came, and what is known beside it: one look at each store and at each silent registry, however many questions. */
export async function readSituations(
  parts: RecognitionParts,
  caller: Caller,
  questions: readonly AnswerableQuestion[],
  now: Date,
): Promise<ReadSituation[]> {
  const { database, arrangements } = parts;
  const asking = caller.administration;
  const came = await Promise.all(
    questions.map(async ({ key, home, attestation }) => {
      const { tin, consulted } = key;
      return consulted ? readStatement(attestation, { home, tin, caller }, parts, now) : NOT_ASKED;
    }),
  );
  const silent = questions.flatMap(({ key, home }, index) => {
    if (came[index]?.statement.kind !== 'SILENT') return [];
    return mayRely({ arrangements, home, asking, now }) ? [{ tin: key.tin, home }] : [];
  });
  const recalled = await recallStatements(parts, caller, silent, now);
  const read = questions.map(({ key, home }, index) => {
    const statement = came[index] ?? NOT_ASKED;
    const known = statement.statement.kind === 'SILENT' ? recalled.get(key.tin) : undefined;
    const believed = known ?? statement;
    return { key, home, read: believed, identifiers: identifiersOf(key.tin, believed.statement) };
  });
  const suspensions = await suspensionsOf(
    database.read,
    asking,
    read.flatMap(({ identifiers }) => identifiers),
  );
  const asked = questions.flatMap(({ key, home }) => (key.consulted ? [home.code] : []));
  const windows = await findWindows(database.read, asked, now);
  return read.map(({ identifiers, ...one }) => {
    const steps = identifiers.flatMap((identifier) => suspensions.get(identifier) ?? []);
    const situation = situationOf({
      asking,
      home: one.home,
      key: one.key,
      arrangements,
      suspensions: steps,
      statement: one.read.statement,
      windows: windows.get(one.home.code) ?? [],
      now,
    });
    return { ...one, situation, hostRevision: steps.length };
  });
}
