import type { AttestedAuthorization, AttestedOperator } from '../../../schema/contract/attestation.ts';
import { endOfDay, startOfDay } from '../../../schema/contract/calendar-day.ts';
import type { RecognitionReason } from '../../../schema/contract/recognition.ts';
import type { AuthorizationStatus } from '../../../schema/contract/vocabulary.ts';
import type { ArrangementCoverage } from '../../../schema/reference/arrangements.ts';
import type { Question } from './situation.ts';

/** What a recorded status speaks against, at the instant asked about. A holder who withdrew has no authorization. */
const STATUS_REASONS = {
  AUTHORISED: null,
  SUSPENDED: 'AUTHORIZATION_SUSPENDED',
  REVOKED: 'AUTHORIZATION_REVOKED',
  WITHDRAWN: 'NO_AUTHORIZATION',
  EXPIRED: 'AUTHORIZATION_EXPIRED',
} as const satisfies Record<AuthorizationStatus, RecognitionReason | null>;

/**
 * The reasons that the operator's authorizations give against recognition; empty if one of them is good.
 * Authorizations for another role do not count. Of those for the role, the ones of a covered type are looked at first:
 * only where there is none does the type itself speak against (domain.md 0.1: EU AEOC is outside every arrangement).
 */
export function authorizationReasons(
  operator: AttestedOperator,
  coverage: ArrangementCoverage,
  question: Question,
  timeZone: string,
): RecognitionReason[] {
  const forRole = operator.authorizations.filter(({ roles }) => roles.includes(question.role));
  if (forRole.length === 0) return ['NO_AUTHORIZATION'];
  const covered = forRole.filter(({ type }) => isTypeCovered(type, coverage));
  const ofType: RecognitionReason[] = covered.length === 0 ? ['AUTHORIZATION_TYPE_NOT_COVERED'] : [];
  const looked = covered.length === 0 ? forRole : covered;
  const reasons = looked.map((one) => reasonsOf(one, coverage, question, timeZone));
  return reasons.some((of) => of.length === 0) ? ofType : union([ofType, ...reasons]);
}

/** True if the arrangement's row takes authorizations of this type; a row that names none takes all. */
function isTypeCovered(type: string, { authorizationTypes }: ArrangementCoverage): boolean {
  return authorizationTypes.length === 0 || authorizationTypes.includes(type);
}

function reasonsOf(
  authorization: AttestedAuthorization,
  coverage: ArrangementCoverage,
  question: Question,
  timeZone: string,
): RecognitionReason[] {
  return [
    ...validityReasons(authorization, question.on, timeZone),
    ...validationReasons(authorization, coverage, question.on, timeZone),
    ...(coverage.requiresCurrentValidation && isValidationOverdue(authorization, question.on, timeZone)
      ? (['VALIDATION_OVERDUE'] as const)
      : []),
  ];
}

/**
 * Status and validity at the instant, by the dated history of the attestation; dates are days of the home administration.
 * What was revoked or withdrawn stays so and cannot expire; a suspended authorization expires as any other.
 */
function validityReasons(
  { history, validFrom, validTo }: AttestedAuthorization,
  on: Date,
  timeZone: string,
): RecognitionReason[] {
  const reasons: RecognitionReason[] = [];
  const status = statusAt(history, on);
  if (status === undefined || on.getTime() < startOfDay(validFrom, timeZone)) {
    reasons.push('AUTHORIZATION_NOT_YET_VALID');
  }
  const reason = status === undefined ? null : STATUS_REASONS[status];
  if (reason !== null) reasons.push(reason);
  const mayExpire = status === 'AUTHORISED' || status === 'SUSPENDED';
  if (mayExpire && validTo !== null && on.getTime() >= endOfDay(validTo, timeZone)) {
    reasons.push('AUTHORIZATION_EXPIRED');
  }
  return reasons;
}

/** The last step in force at the instant, in whatever order the steps stand; of two at one instant, the one stated last. */
function statusAt(history: AttestedAuthorization['history'], on: Date): AuthorizationStatus | undefined {
  return history
    .filter(({ effectiveFrom }) => Date.parse(effectiveFrom) <= on.getTime())
    .sort((one, other) => Date.parse(one.effectiveFrom) - Date.parse(other.effectiveFrom))
    .at(-1)?.status;
}

/**
 * Facts on the newest validation that the arrangement makes matter (note, VIII: third-party validators). One that was
 * performed after the instant asked about says nothing of it.
 */
function validationReasons(
  { validation }: AttestedAuthorization,
  coverage: ArrangementCoverage,
  on: Date,
  timeZone: string,
): RecognitionReason[] {
  if (validation === null || on.getTime() < startOfDay(validation.performedOn, timeZone)) return [];
  const reasons: RecognitionReason[] = [];
  if (validation.method === 'THIRD_PARTY' && !coverage.acceptsThirdPartyValidation) {
    reasons.push('THIRD_PARTY_VALIDATION_NOT_ACCEPTED');
  }
  if (validation.criteriaNotMet.length > 0) reasons.push('CRITERIA_NOT_MET');
  return reasons;
}

/** True if the authorization's newest validation was due for renewal before the instant. */
export function isValidationOverdue({ validation }: AttestedAuthorization, on: Date, timeZone: string): boolean {
  return (
    validation !== null && validation.nextDueOn !== null && on.getTime() >= endOfDay(validation.nextDueOn, timeZone)
  );
}

function union(lists: readonly (readonly RecognitionReason[])[]): RecognitionReason[] {
  return [...new Set(lists.flat())];
}
