import { createHash, randomUUID } from 'node:crypto';
import type { Administration } from '../../../schema/administrations.ts';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { arrangementsBetween, coverageOn } from '../../../schema/contract/coverage-on.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { findLegalBasis } from '../../../schema/contract/legal-basis.ts';
import { RECEIPT_ISSUER, RECEIPT_TYPE, type ReceiptClaims } from '../../../schema/contract/receipt.ts';
import type { DecisionBasis, RecognitionNotice } from '../../../schema/contract/recognition.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import { type Decision, decide } from '../domain/decide.ts';
import { decodeQuestion, type QuestionKey } from '../domain/question-key.ts';
import { RULES_VERSION } from '../domain/rules.ts';
import type { Situation, Statement } from '../domain/situation.ts';
import { suspendedTins } from '../store/benefit-suspension.store.ts';
import { appendConsultations, type Consultation } from '../store/consultation.store.ts';
import { type AskedQuestion, type ReadQuestion, readableTins, readQuestion } from './read-questions.ts';
import { type ReadStatement, readStatement } from './read-statement.ts';

/** What the service is made of. */
export interface RecognitionParts {
  readonly database: Database;
  readonly arrangements: readonly Arrangement[];
  readonly agreements: readonly AssistanceAgreement[];
  readonly trust: TrustList;
  readonly signer: Signer;
  readonly clock: Clock;
}

/** A question and the statement that came with it, to be concluded. */
export interface OpenQuestion {
  /** The encoded question. */
  readonly question: string;
  /** What the home registry signed; null: nothing came. */
  readonly attestation: string | null;
}

/** A decision with its proof. */
export interface Conclusion extends Decision {
  readonly question: QuestionKey;
  readonly on: Date;
  readonly basis: DecisionBasis;
  readonly factsAsOf: Date;
  /** The statement decided on; null: none was needed or had. */
  readonly attestation: string | null;
  readonly consultationNumber: string;
  readonly receipt: string;
}

/** Seconds by which a client's clock may run ahead before its `on` counts as the future. */
const FUTURE_TOLERANCE_MS = 60_000;

/** Reads the questions of one caller; one look at the store, however many. */
export async function readQuestions(
  parts: RecognitionParts,
  caller: Caller,
  questions: readonly AskedQuestion[],
): Promise<ReadQuestion[]> {
  const suspended = await suspendedTins(parts.database, caller.administration, readableTins(questions));
  return questions.map((asked) =>
    readQuestion(asked, (home, key) =>
      situationOf(parts, caller, home, key, suspended.has(key.tin), { kind: 'NOT_ASKED' }),
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
  const now = parts.clock();
  const questions = open.map((item) => readOpenQuestion(item, now));
  const tins = questions.flatMap((item) => (isAnswerable(item) ? [item.key.tin] : []));
  const suspended = await suspendedTins(parts.database, caller.administration, tins);
  const proven = await Promise.all(
    questions.map(async (item) => {
      if (!isAnswerable(item)) return item;
      const { key, home, attestation } = item;
      const read: ReadStatement = key.consulted
        ? await readStatement(attestation, { home, tin: key.tin, caller }, parts.trust, now)
        : { statement: { kind: 'NOT_ASKED' }, id: null, madeAt: null };
      const situation = situationOf(parts, caller, home, key, suspended.has(key.tin), read.statement);
      const decision = decide(situation, isAssistancePossible(parts, caller, home, now));
      return prove(parts, caller, { key, decision, read, attestation, on: situation.question.on, now });
    }),
  );
  const consultations = proven.flatMap((item) => (item !== null && 'consultation' in item ? [item.consultation] : []));
  if (consultations.length > 0) await appendConsultations(parts.database, consultations);
  return proven.map((item) => (item !== null && 'conclusion' in item ? item.conclusion : item));
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

function situationOf(
  { arrangements, clock }: RecognitionParts,
  caller: Caller,
  home: Administration,
  key: QuestionKey,
  benefitsSuspended: boolean,
  statement: Statement,
): Situation {
  const on = key.on === null ? clock() : new Date(key.on);
  return {
    asking: caller.administration,
    home,
    question: { role: key.role, mode: key.mode, on, declaredName: key.declaredName },
    arrangements: arrangementsBetween(arrangements, home.code, caller.administration),
    coverage: coverageOn(arrangements, home.code, caller.administration, on),
    benefitsSuspended,
    statement,
  };
}

function isAssistancePossible(
  { agreements }: RecognitionParts,
  caller: Caller,
  home: Administration,
  now: Date,
): boolean {
  const today = calendarDate(now, 'UTC');
  return findLegalBasis(agreements, caller.administration, home.code, 'OPERATOR_VALIDATION', today) !== undefined;
}

async function prove(
  { signer }: RecognitionParts,
  caller: Caller,
  made: {
    readonly key: QuestionKey;
    readonly decision: Decision;
    readonly read: ReadStatement;
    readonly attestation: string | null;
    readonly on: Date;
    readonly now: Date;
  },
): Promise<{ conclusion: Conclusion; consultation: Consultation }> {
  const { key, decision, read, attestation, on, now } = made;
  const consultationNumber = `${caller.administration}-${randomUUID()}`;
  const believed = read.id === null ? null : attestation;
  const factsAsOf = read.madeAt ?? now;
  const basis: DecisionBasis = read.id === null ? 'NONE' : 'LIVE';
  const { applied } = decision;
  const claims: ReceiptClaims = {
    iss: RECEIPT_ISSUER,
    aud: administrationAudience(caller.administration),
    sub: key.tin,
    jti: consultationNumber,
    iat: Math.floor(now.getTime() / 1000),
    purpose: caller.purpose,
    requestId: caller.requestId,
    evaluated: { role: key.role, mode: key.mode, on: on.toISOString(), nameCompared: decision.nameCompared },
    outcome: decision.outcome,
    reasons: decision.reasons,
    basis,
    factsAsOf: factsAsOf.toISOString(),
    arrangement:
      applied === null
        ? null
        : {
            id: applied.arrangement.id,
            version: applied.arrangement.version,
            inForceFrom: applied.coverage.inForceFrom,
          },
    attestation:
      read.id === null || believed === null
        ? null
        : { id: read.id, sha256: createHash('sha256').update(believed).digest('hex') },
    rules: RULES_VERSION,
  };
  const receipt = await signer.sign(claims, RECEIPT_TYPE);
  const notices: RecognitionNotice[] = [
    ...(key.normalised ? (['IDENTIFIER_NORMALISED'] as const) : []),
    ...decision.notices,
  ];
  return {
    conclusion: {
      ...decision,
      notices,
      question: key,
      on,
      basis,
      factsAsOf,
      attestation: believed,
      consultationNumber,
      receipt,
    },
    consultation: {
      number: consultationNumber,
      askedAt: now.toISOString(),
      askedBy: caller.administration,
      subject: caller.subject,
      purpose: caller.purpose,
      requestId: caller.requestId,
      tin: key.tin,
      outcome: decision.outcome,
      receipt,
    },
  };
}
