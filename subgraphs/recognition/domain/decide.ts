import type { StandingCoverage } from '../../../schema/contract/coverage-on.ts';
import {
  type DecisionBasis,
  type NextStep,
  REASONS,
  RECOGNITION_REASONS,
  type ReasonEffect,
  type RecognitionNotice,
  type RecognitionOutcome,
  type RecognitionReason,
} from '../../../schema/contract/recognition.ts';
import { isValidationOverdue } from './authorization-reasons.ts';
import { isReliable } from './last-known.ts';
import { RULES } from './rules.ts';
import type { Question, Situation, Statement } from './situation.ts';

/** The decision on one question: what follows from the situation and nothing else. */
export interface Decision {
  readonly outcome: RecognitionOutcome;
  /** Every reason found, in the registry's order; empty when RECOGNISED. */
  readonly reasons: readonly RecognitionReason[];
  /** On what it was decided; LAST_KNOWN only where RECOGNISED. */
  readonly basis: DecisionBasis;
  readonly notices: readonly RecognitionNotice[];
  /** The row that was applied; null: none is in force for the role and mode. */
  readonly applied: StandingCoverage | null;
  /** Benefit codes of the row; empty unless RECOGNISED. */
  readonly benefits: readonly string[];
  readonly nextStep: NextStep;
  /** Seconds after which asking again makes sense, where the registry is in maintenance until that is over; null unless RETRY_LATER. */
  readonly retryAfterSeconds: number | null;
  readonly nameCompared: boolean;
}

/** Which effect wins: an own operator first, then any fact against, then any doubt. Doubt never makes a no, nor hides one. */
const PRECEDENCE: readonly (readonly [ReasonEffect, RecognitionOutcome])[] = [
  ['OWN', 'NOT_APPLICABLE'],
  ['AGAINST', 'NOT_RECOGNISED'],
  ['DOUBT', 'UNDETERMINED'],
];

const BEST_FIRST: readonly RecognitionOutcome[] = ['RECOGNISED', 'UNDETERMINED', 'NOT_RECOGNISED', 'NOT_APPLICABLE'];

/** What is decided on, by what the registry said; that it has declined is a statement too. */
const BASES = {
  NOT_ASKED: 'NONE',
  SILENT: 'NONE',
  REFUSED: 'LIVE',
  INVALID: 'NONE',
  TOO_OLD: 'NONE',
  NEGATIVE: 'LIVE',
  OPERATOR: 'LIVE',
} as const satisfies Record<Statement['kind'], DecisionBasis>;

/** Reasons that time may mend. */
const MENDED_BY_TIME: readonly RecognitionReason[] = [
  'REGISTRY_UNAVAILABLE',
  'REGISTRY_REFUSED',
  'ATTESTATION_INVALID',
  'ATTESTATION_TOO_OLD',
];

const RETRY_AFTER_SECONDS = 30;

/**
 * Decides. `assistanceIsPossible`: an agreement in force lets the asking administration ask the home one to validate.
 * With the statement NOT_ASKED it says what the hub knows by itself; `isDecidedWithoutRegistry` tells if that suffices.
 * Where two arrangements are in force in one direction (two-party and plurilateral), the one that is best for the operator counts.
 */
export function decide(situation: Situation, assistanceIsPossible: boolean): Decision {
  const inForce = situation.coverage.filter(({ standing }) => standing === 'IN_FORCE');
  const [first, ...others] = inForce.map((row) =>
    decideUnder({ ...situation, coverage: [row] }, row, assistanceIsPossible),
  );
  if (first === undefined) return decideUnder(situation, null, assistanceIsPossible);
  return others.reduce((best, other) => (isBetter(other, best) ? other : best), first);
}

/** `row`: the one row in force; null: none is. */
function decideUnder(situation: Situation, row: StandingCoverage | null, assistanceIsPossible: boolean): Decision {
  const applied = row !== null && appliesTo(row, situation.question) ? row : null;
  return onLastKnown(situation, applied) ?? decideOn(situation, applied, assistanceIsPossible);
}

/**
 * The decision on what a silent registry said before, if that may be relied on and recognises. A no never comes from it:
 * what has changed since may be in the operator’s favour, so that whatever would be one is left as undecided as silence is.
 */
function onLastKnown(situation: Situation, applied: StandingCoverage | null): Decision | undefined {
  const { statement } = situation;
  if (statement.kind !== 'SILENT' || statement.lastKnown === undefined || applied === null) return undefined;
  if (!isReliable(statement.lastKnown, situation, applied)) return undefined;
  const { operator } = statement.lastKnown;
  const decision = decideOn({ ...situation, statement: { kind: 'OPERATOR', operator } }, applied, false);
  return decision.outcome === 'RECOGNISED' ? { ...decision, basis: 'LAST_KNOWN' } : undefined;
}

function decideOn(situation: Situation, applied: StandingCoverage | null, assistanceIsPossible: boolean): Decision {
  const found = new Set<RecognitionReason>(RULES.flatMap(({ find }) => find(situation, applied?.coverage)));
  // Where nothing speaks against and no registry has spoken, nothing is known: recognition needs a statement.
  if (found.size === 0 && situation.statement.kind !== 'OPERATOR') found.add('REGISTRY_UNAVAILABLE');
  const reasons = RECOGNITION_REASONS.filter((reason) => found.has(reason));
  const outcome = outcomeOf(reasons);
  const nextStep = nextStepOf(outcome, reasons, assistanceIsPossible);
  return {
    outcome,
    reasons,
    basis: BASES[situation.statement.kind],
    notices: noticesOf(situation, applied),
    applied,
    benefits: outcome === 'RECOGNISED' && applied !== null ? applied.coverage.benefits : [],
    nextStep,
    retryAfterSeconds: nextStep === 'RETRY_LATER' ? retryAfter(situation) : null,
    nameCompared: situation.question.declaredName !== null && situation.statement.kind === 'OPERATOR',
  };
}

/** A registry that is silent by announcement is not asked before its maintenance is over. */
function retryAfter({ statement, maintenance, now }: Situation): number {
  if (statement.kind !== 'SILENT' || maintenance === null) return RETRY_AFTER_SECONDS;
  return Math.ceil((Date.parse(maintenance.until) - now.getTime()) / 1_000);
}

/** True if the hub’s own knowledge decides: nobody needs to be asked, so nothing need be disclosed. */
export function isDecidedWithoutRegistry(situation: Situation): boolean {
  const { outcome, reasons } = decide({ ...situation, statement: { kind: 'NOT_ASKED' } }, false);
  return outcome === 'NOT_APPLICABLE' || outcome === 'NOT_RECOGNISED' || reasons.includes('REGISTRY_NOT_CONNECTED');
}

/** What a decision is worth: on what it rests, or that it could not be made. */
export function qualityOf({ outcome, basis }: Pick<Decision, 'outcome' | 'basis'>): DecisionBasis | 'UNDETERMINED' {
  return outcome === 'UNDETERMINED' ? 'UNDETERMINED' : basis;
}

/** The outcome that the reasons give by the order of precedence. */
export function outcomeOf(reasons: readonly RecognitionReason[]): RecognitionOutcome {
  for (const [effect, outcome] of PRECEDENCE) {
    if (reasons.some((reason) => REASONS[reason].effect === effect)) return outcome;
  }
  return 'RECOGNISED';
}

/** True if the row is for the role and mode; for a mode that is not stated too, as it may be the one. */
function appliesTo({ coverage: { roles, modes } }: StandingCoverage, { role, mode }: Question): boolean {
  return roles.includes(role) && (modes.length === 0 || mode === null || modes.includes(mode));
}

/** Better for the operator: by outcome, then by fewer reasons; of equals the one that stands first. */
function isBetter(one: Decision, other: Decision): boolean {
  const rank = ({ outcome }: Decision) => BEST_FIRST.indexOf(outcome);
  return rank(one) < rank(other) || (rank(one) === rank(other) && one.reasons.length < other.reasons.length);
}

function nextStepOf(
  outcome: RecognitionOutcome,
  reasons: readonly RecognitionReason[],
  assistanceIsPossible: boolean,
): NextStep {
  if (outcome === 'RECOGNISED') return 'GRANT_BENEFITS';
  if (outcome === 'NOT_APPLICABLE') return 'USE_NATIONAL_PROGRAMME';
  if (outcome === 'UNDETERMINED' && reasons.some((reason) => MENDED_BY_TIME.includes(reason))) return 'RETRY_LATER';
  return reasons.includes('NO_ARRANGEMENT') && assistanceIsPossible ? 'ASK_FOR_ASSISTANCE' : 'APPLY_NORMAL_CONTROLS';
}

function noticesOf(situation: Situation, applied: StandingCoverage | null): RecognitionNotice[] {
  const { statement, question, home, maintenance } = situation;
  const notices: RecognitionNotice[] = [];
  if (applied?.arrangement.status === 'PILOT') notices.push('PILOT');
  if (maintenance !== null && statement.kind !== 'NOT_ASKED') notices.push('REGISTRY_IN_MAINTENANCE');
  if (statement.kind !== 'OPERATOR') return notices;
  const { tin, successor, authorizations } = statement.operator;
  if (question.alias !== null || tin !== question.tin) notices.push('ALIAS_USED');
  if (authorizations.some(({ validation }) => validation?.designationWithdrawn === true)) {
    notices.push('VALIDATOR_DESIGNATION_WITHDRAWN');
  }
  if (successor !== null) notices.push('OPERATOR_SUCCEEDED');
  if (authorizations.some((one) => isValidationOverdue(one, question.on, home.timeZone)))
    notices.push('VALIDATION_OVERDUE');
  return notices;
}
