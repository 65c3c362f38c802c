import type { Administration } from '../../../schema/administrations.ts';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { readIdentifier } from '../../../schema/contract/read-identifier.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { IDENTIFIER_SCHEMES } from '../../../schema/reference/identifier-schemes.ts';
import { draftAssistance } from '../domain/assistance-draft.ts';
import { identifiersOf } from '../domain/benefit-suspension.ts';
import { decide } from '../domain/decide.ts';
import { decodeQuestion, type QuestionKey } from '../domain/question-key.ts';
import { situationOf } from '../domain/situation-of.ts';
import { suspensionsOf } from '../store/benefit-suspension.store.ts';
import { appendConsultations, type Consultation, findConsultation } from '../store/consultation.store.ts';
import { insertUnreferenced } from '../store/unreferenced-question.store.ts';
import { type AskedOperator, followAsked } from './follow-operators.ts';
import { type Conclusion, type MadeDecision, type Proof, prove } from './prove.ts';
import { type AskedQuestion, operatorReference, type ReadQuestion, readQuestion } from './read-questions.ts';
import { type ReadStatement, readStatement } from './read-statement.ts';
import type { RecognitionParts } from './recognition-parts.ts';
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
  const { database, arrangements, agreements, signer, clock } = parts;
  const now = clock();
  const today = calendarDate(now, 'UTC');
  const read = await Promise.all(
    open.map(async (item) => {
      const question = readOpenQuestion(item, now);
      if (!isAnswerable(question)) return question;
      const { key, home, attestation } = question;
      const statement: ReadStatement = key.consulted
        ? await readStatement(attestation, { home, tin: key.tin, caller }, parts, now)
        : { statement: { kind: 'NOT_ASKED' }, id: null, madeAt: null, jws: null };
      return { ...question, read: statement, identifiers: identifiersOf(key.tin, statement.statement) };
    }),
  );
  const identifiers = read.flatMap((item) => (item !== null && 'identifiers' in item ? item.identifiers : []));
  const known = await suspensionsOf(database.read, caller.administration, identifiers);
  const asking = caller.administration;
  const proven = await Promise.all(
    read.map(async (item) => {
      if (item === null || !('identifiers' in item)) return item;
      const { key, home, attestation, read: statement } = item;
      const suspensions = item.identifiers.flatMap((identifier) => known.get(identifier) ?? []);
      const situation = situationOf({
        asking,
        home,
        key,
        arrangements,
        suspensions,
        statement: statement.statement,
        now,
      });
      const assistance = draftAssistance(agreements, asking, home, { ...key, purpose: caller.purpose }, today) ?? null;
      const decision = decide(situation, assistance !== null);
      const { on } = situation.question;
      const hostRevision = suspensions.length;
      const made = { key, decision, read: statement, attestation, on, now, hostRevision, assistance };
      const proof = await prove(signer, caller, made);
      const otherwise = declaredOtherwise(made, proof.consultation, home);
      return { ...proof, otherwise, asked: askedAbout(made, home) };
    }),
  );
  const consultations = proven.flatMap((item) => (item !== null && 'consultation' in item ? [item.consultation] : []));
  const otherwise = proven.flatMap((item) => (item !== null && 'otherwise' in item ? item.otherwise : []));
  if (consultations.length > 0) {
    const keepMismatches = await watchNames(parts, otherwise, now);
    const asked = proven.flatMap((item) => (item !== null && 'asked' in item ? item.asked : []));
    const unreferenced = proven.flatMap((item) => (item !== null && 'consultation' in item ? inVain(item) : []));
    await appendConsultations(database, consultations, async (manager) => {
      await keepMismatches(manager);
      await insertUnreferenced(manager, unreferenced);
      await followAsked(manager, asking, asked, now);
    });
  }
  return proven.map((item) => (item !== null && 'conclusion' in item ? item.conclusion : item));
}

/** The consultation of a question of clearance that named no consignment and was in vain; empty otherwise. */
function inVain({ conclusion: { question, reasons }, consultation }: Proof): readonly Consultation[] {
  const counts = consultation.purpose === 'IMPORT_CLEARANCE' && !question.referenced;
  return counts && reasons.includes('UNKNOWN_OR_NOT_DISCLOSED') ? [consultation] : [];
}

/** The question as it counts for the operator, where the declared name is none of its own; empty otherwise. */
function declaredOtherwise(
  { key: { declaredName }, decision, read: { statement } }: MadeDecision,
  { number, askedAt, askedBy }: Consultation,
  { code: home }: Administration,
): readonly DeclaredOtherwise[] {
  if (!decision.reasons.includes('NAME_MISMATCH') || statement.kind !== 'OPERATOR' || declaredName === null) return [];
  const { tin, legalName, tradingNames } = statement.operator;
  return [{ id: number, tin, at: askedAt, askedBy, declaredName, home, names: [legalName, ...tradingNames] }];
}

/** Whom the question was about, as asked and as registered, where it has a registry here that can tell of changes. */
function askedAbout(
  { key, read: { statement, madeAt } }: MadeDecision,
  home: Administration,
): readonly AskedOperator[] {
  if (operatorReference(home, key.tin) === null) return [];
  const tins = new Set([key.tin, ...(statement.kind === 'OPERATOR' ? [statement.operator.tin] : [])]);
  return [...tins].map((tin) => ({ tin, toldAt: madeAt }));
}

interface AnswerableQuestion {
  readonly key: QuestionKey;
  readonly home: Administration;
  readonly attestation: string | null;
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
