/** UNDETERMINED is never a "no", and never cached as one; NOT_APPLICABLE: the asking administration's own operator. */
export const RECOGNITION_OUTCOMES = ['RECOGNISED', 'NOT_RECOGNISED', 'UNDETERMINED', 'NOT_APPLICABLE'] as const;
export type RecognitionOutcome = (typeof RECOGNITION_OUTCOMES)[number];

/** What the officer can do now. ASK_FOR_ASSISTANCE: no arrangement, but an assistance agreement in force allows a request. */
export const NEXT_STEPS = [
  'GRANT_BENEFITS',
  'APPLY_NORMAL_CONTROLS',
  'RETRY_LATER',
  'ASK_FOR_ASSISTANCE',
  'USE_NATIONAL_PROGRAMME',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** LIVE: on a statement made for this request. LAST_KNOWN: on an earlier one. NONE: no statement was needed or had. */
export const DECISION_BASES = ['LIVE', 'LAST_KNOWN', 'NONE'] as const;
export type DecisionBasis = (typeof DECISION_BASES)[number];

/** What did not decide but should be known. */
export const RECOGNITION_NOTICES = [
  'IDENTIFIER_NORMALISED',
  'ALIAS_USED',
  'VALIDATOR_DESIGNATION_WITHDRAWN',
  'VALIDATION_OVERDUE',
  'OPERATOR_SUCCEEDED',
  'REGISTRY_IN_MAINTENANCE',
  'PILOT',
] as const;
export type RecognitionNotice = (typeof RECOGNITION_NOTICES)[number];

/**
 * What a reason does to the outcome. AGAINST: a fact that by itself decides NOT_RECOGNISED, whatever else is in doubt.
 * DOUBT: facts are missing, so nothing is decided: UNDETERMINED. OWN: the question does not arise.
 */
export type ReasonEffect = 'AGAINST' | 'DOUBT' | 'OWN';

/** Every reason that may stand in an answer, and what it does to the outcome. */
export const REASON_EFFECTS = {
  NO_ARRANGEMENT: 'AGAINST',
  ARRANGEMENT_NOT_YET_IN_FORCE: 'AGAINST',
  ARRANGEMENT_SUSPENDED: 'AGAINST',
  ARRANGEMENT_TERMINATED: 'AGAINST',
  ARRANGEMENT_UNCONFIRMED: 'AGAINST',
  ROLE_NOT_COVERED: 'AGAINST',
  AUTHORIZATION_TYPE_NOT_COVERED: 'AGAINST',
  MODE_NOT_COVERED: 'AGAINST',
  THIRD_PARTY_VALIDATION_NOT_ACCEPTED: 'AGAINST',
  NO_AUTHORIZATION: 'AGAINST',
  BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE: 'AGAINST',
  NAME_MISMATCH: 'AGAINST',
  UNKNOWN_OR_NOT_DISCLOSED: 'AGAINST',
  MODE_NOT_STATED: 'DOUBT',
  AUTHORIZATION_NOT_YET_VALID: 'AGAINST',
  AUTHORIZATION_SUSPENDED: 'AGAINST',
  AUTHORIZATION_REVOKED: 'AGAINST',
  AUTHORIZATION_EXPIRED: 'AGAINST',
  CRITERIA_NOT_MET: 'AGAINST',
  VALIDATION_OVERDUE: 'AGAINST',
  OWN_OPERATOR: 'OWN',
  REGISTRY_UNAVAILABLE: 'DOUBT',
  REGISTRY_NOT_CONNECTED: 'DOUBT',
  REGISTRY_REFUSED: 'DOUBT',
  ATTESTATION_INVALID: 'DOUBT',
  ATTESTATION_TOO_OLD: 'DOUBT',
  HISTORY_UNAVAILABLE: 'DOUBT',
} as const satisfies Record<string, ReasonEffect>;
export type RecognitionReason = keyof typeof REASON_EFFECTS;

/** The reasons in the order in which an answer lists them. */
export const RECOGNITION_REASONS = Object.keys(REASON_EFFECTS) as [RecognitionReason, ...RecognitionReason[]];
