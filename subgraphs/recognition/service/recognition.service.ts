import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { readIdentifier } from '../../../schema/contract/read-identifier.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { IDENTIFIER_SCHEMES } from '../../../schema/reference/identifier-schemes.ts';
import { draftAssistance } from '../domain/assistance-draft.ts';
import { type Decision, decide, qualityOf } from '../domain/decide.ts';
import { decodeQuestion } from '../domain/question-key.ts';
import { situationOf } from '../domain/situation-of.ts';
import { suspensionsOf } from '../store/benefit-suspension.store.ts';
import { appendConsultations, type Consultation, findConsultation } from '../store/consultation.store.ts';
import { keepLastKnown } from '../store/last-known.store.ts';
import { insertUnreferenced } from '../store/unreferenced-question.store.ts';
import { type AskedOperator, followAsked } from './follow-operators.ts';
import { type Conclusion, type Proof, prove } from './prove.ts';
import { type AskedQuestion, operatorReference, type ReadQuestion, readQuestion } from './read-questions.ts';
import { type AnswerableQuestion, type ReadSituation, readSituations } from './read-situations.ts';
import type { RecognitionParts } from './recognition-parts.ts';
import { toBeRelied } from './to-be-relied.ts';
import { type DeclaredOtherwise, watchNames } from './watch-names.ts';

/** A question and the statement that came with it, to be concluded. */
export interface OpenQuestion {
  /** The encoded question. */
  readonly question: string;
  /** What the home registry signed; null: nothing came. */
  readonly attestation: string | null;
}

/** Seconds by which a client's clock may run ahead before its `on` counts as the future. */
const FUTURE_TOLERANCE_MS = 60_000;

/** Reads the questions of one caller; one look at the store, however many. */
export async function readQuestions(
  { database, arrangements, clock }: RecognitionParts,
  { administration }: Caller,
  questions: readonly AskedQuestion[],
): Promise<ReadQuestion[]> {
  const now = clock();
  const today = calendarDate(now, 'UTC');
  const identifiers = questions.map(({ tin }) => readIdentifier(tin, administration, IDENTIFIER_SCHEMES, today));
  const tins = identifiers.flatMap(({ reading }) => (reading.ok ? [reading.tin] : []));
  const suspensions = await suspensionsOf(database.read, administration, tins);
  return questions.map((asked, index) =>
    readQuestion(asked, identifiers[index] ?? { reading: readTin(asked.tin), alias: null }, (home, key) =>
      situationOf({
        asking: administration,
        home,
        key,
        arrangements,
        suspensions: suspensions.get(key.tin) ?? [],
        statement: { kind: 'NOT_ASKED' },
        windows: [],
        now,
      }),
    ),
  );
}

/**
 * Concludes the open questions of one caller's request: verifies, decides, signs a receipt each, and keeps them all in
 * one transaction before any is given out. A question that cannot be put gives its refusal alone; one about no readable
 * identifier gives null.
 */
export async function conclude(
  parts: RecognitionParts,
  caller: Caller,
  open: readonly OpenQuestion[],
): Promise<(Conclusion | Refusal | null)[]> {
  const { database, clock } = parts;
  const now = clock();
  const questions = open.map((item) => readOpenQuestion(item, now));
  const answerable = questions.filter(isAnswerable);
  const situations = await readSituations(parts, caller, answerable, now);
  const proofs = await Promise.all(situations.map((one) => decideAndProve(parts, caller, one, now)));
  if (proofs.length > 0) {
    const keepMismatches = await watchNames(parts, proofs.flatMap(declaredOtherwise), now);
    const relied = toBeRelied(situations, now);
    const consultations = proofs.map(({ consultation }) => consultation);
    await appendConsultations(database, consultations, async (manager) => {
      await keepMismatches(manager);
      await insertUnreferenced(manager, proofs.flatMap(inVain));
      await followAsked(manager, caller.administration, proofs.flatMap(askedAbout), now);
      if (relied.statements.length + relied.without.length > 0)
        await keepLastKnown(manager, caller, relied.statements, relied.without, now);
    });
    for (const { home, conclusion } of proofs) {
      parts.metrics.decisions.inc({ partner: home.code, quality: qualityOf(conclusion) });
    }
  }
  const concluded = new Map(answerable.map((question, index) => [question, proofs[index]?.conclusion ?? null]));
  return questions.map((question) => (isAnswerable(question) ? (concluded.get(question) ?? null) : question));
}

/** A question that is decided, with its proof. */
interface DecidedQuestion extends Proof, ReadSituation {
  readonly decision: Decision;
}

async function decideAndProve(
  { agreements, signer }: RecognitionParts,
  caller: Caller,
  answered: ReadSituation,
  now: Date,
): Promise<DecidedQuestion> {
  const { key, home, read, situation, hostRevision } = answered;
  const asked = { ...key, purpose: caller.purpose };
  const today = calendarDate(now, 'UTC');
  const assistance = draftAssistance(agreements, caller.administration, home, asked, today) ?? null;
  const decision = decide(situation, assistance !== null);
  const { on } = situation.question;
  const proof = await prove(signer, caller, { key, decision, read, on, now, hostRevision, assistance });
  return { ...answered, ...proof, decision };
}

/** The consultation of a question of clearance that named no consignment and was in vain; empty otherwise. */
function inVain({ conclusion: { question, reasons }, consultation }: Proof): readonly Consultation[] {
  const counts = consultation.purpose === 'IMPORT_CLEARANCE' && !question.referenced;
  return counts && reasons.includes('UNKNOWN_OR_NOT_DISCLOSED') ? [consultation] : [];
}

/** The question as it counts for the operator, where the declared name is none of its own; empty otherwise. */
function declaredOtherwise({
  key: { declaredName, importer },
  decision,
  read: { statement },
  consultation: { number, askedAt, askedBy },
  home,
}: DecidedQuestion): readonly DeclaredOtherwise[] {
  if (!decision.reasons.includes('NAME_MISMATCH') || statement.kind !== 'OPERATOR' || declaredName === null) return [];
  const { tin, legalName, tradingNames } = statement.operator;
  const names = [legalName, ...tradingNames];
  return [{ id: number, tin, at: askedAt, askedBy, declaredName, importer, home: home.code, names }];
}

/** Whom the question was about, as asked and as registered, where it has a registry here that can tell of changes. */
function askedAbout({ key, home, read: { statement, proof } }: ReadSituation): readonly AskedOperator[] {
  if (operatorReference(home, key.tin) === null) return [];
  const tins = new Set([key.tin, ...(statement.kind === 'OPERATOR' ? [statement.operator.tin] : [])]);
  // What it said before it fell silent is no answer to this question.
  const toldAt = statement.kind === 'SILENT' ? null : (proof?.madeAt ?? null);
  return [...tins].map((tin) => ({ tin, toldAt }));
}

function isAnswerable(item: AnswerableQuestion | Refusal | null): item is AnswerableQuestion {
  return item !== null && 'key' in item;
}

/** Null where the identifier has a problem: its row says so, and there is nothing to decide. */
function readOpenQuestion({ question, attestation }: OpenQuestion, now: Date): AnswerableQuestion | Refusal | null {
  const key = decodeQuestion(question);
  if (key === undefined) {
    return { code: 'BAD_USER_INPUT', message: 'This is no question that was asked here.', field: 'question' };
  }
  const reading = readTin(key.tin);
  if (!reading.ok) return null;
  if (key.on !== null && Date.parse(key.on) > now.getTime() + FUTURE_TOLERANCE_MS) {
    return {
      code: 'BAD_USER_INPUT',
      message: 'Recognition in the future cannot be told.',
      field: 'on',
      rule: 'an instant that is not in the future',
    };
  }
  return { key, home: reading.administration, attestation };
}

/** The consultation of that number, if the caller's administration asked; undefined: none, or somebody else's. */
export function lookUpConsultation(
  { database }: RecognitionParts,
  { administration }: Caller,
  number: string,
): Promise<Consultation | undefined> {
  return findConsultation(database, number, administration);
}
