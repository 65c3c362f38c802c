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

/** Who can change what the reason names. */
export type ReasonOwner =
  | 'OPERATOR'
  | 'DECLARANT'
  | 'HOME_ADMINISTRATION'
  | 'ASKING_ADMINISTRATION'
  | 'BOTH_ADMINISTRATIONS';

/** What a reason tells whoever has to act on it. */
export interface ReasonEntry {
  readonly effect: ReasonEffect;
  readonly meaning: string;
  /** Who can remedy it. */
  readonly owner: ReasonOwner;
  readonly remedy: string;
}

/** Every reason that may stand in an answer, in the order in which an answer lists them. */
export const REASONS = {
  NO_ARRANGEMENT: {
    effect: 'AGAINST',
    meaning: 'No mutual recognition arrangement covers operators of the home administration here.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy:
      'Apply normal controls; where `nextStep` is ASK_FOR_ASSISTANCE, send the request that comes with the decision.',
  },
  ARRANGEMENT_NOT_YET_IN_FORCE: {
    effect: 'AGAINST',
    meaning: 'An arrangement exists, but nothing of it was in force in this direction at that instant.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy: 'Apply normal controls until its first day.',
  },
  ARRANGEMENT_SUSPENDED: {
    effect: 'AGAINST',
    meaning: 'The arrangement was suspended in this direction at that instant.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy: 'Apply normal controls until it is reinstated.',
  },
  ARRANGEMENT_TERMINATED: {
    effect: 'AGAINST',
    meaning: 'The arrangement had ended in this direction.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy: 'Apply normal controls.',
  },
  ARRANGEMENT_UNCONFIRMED: {
    effect: 'AGAINST',
    meaning: 'Only unconfirmed sources speak of an arrangement in force; they never decide.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy: 'Have a party confirm the row with its source; until then apply normal controls.',
  },
  ROLE_NOT_COVERED: {
    effect: 'AGAINST',
    meaning: 'The arrangement does not recognise operators in this role.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy: 'Ask in the role in which the operator acts, if it was another; otherwise apply normal controls.',
  },
  AUTHORIZATION_TYPE_NOT_COVERED: {
    effect: 'AGAINST',
    meaning: 'The operator’s authorization is of a type that the arrangement does not recognise.',
    owner: 'OPERATOR',
    remedy: 'The operator may apply at home for a type that is recognised.',
  },
  MODE_NOT_COVERED: {
    effect: 'AGAINST',
    meaning: 'The arrangement does not recognise in this mode of transport at that instant.',
    owner: 'BOTH_ADMINISTRATIONS',
    remedy: 'Apply normal controls.',
  },
  THIRD_PARTY_VALIDATION_NOT_ACCEPTED: {
    effect: 'AGAINST',
    meaning: 'A third party validated, and the arrangement does not accept that.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'The home administration may validate by itself.',
  },
  NO_AUTHORIZATION: {
    effect: 'AGAINST',
    meaning: 'The operator has no authorization for this role.',
    owner: 'OPERATOR',
    remedy: 'The operator may apply at home.',
  },
  BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE: {
    effect: 'AGAINST',
    meaning: 'The asking administration has suspended the benefits of this operator on its own side.',
    owner: 'ASKING_ADMINISTRATION',
    remedy: '`reinstateBenefits` once the ground is gone.',
  },
  NAME_MISMATCH: {
    effect: 'AGAINST',
    meaning: 'The declared name is none of the names in the operator’s record.',
    owner: 'DECLARANT',
    remedy: 'Compare the declaration with the invoice; somebody else may use this number.',
  },
  UNKNOWN_OR_NOT_DISCLOSED: {
    effect: 'AGAINST',
    meaning:
      'The home administration knows no such operator, or may not tell the asking one of it: one answer for both.',
    owner: 'OPERATOR',
    remedy: 'Check the number; the operator may consent at home to disclosure to this administration.',
  },
  MODE_NOT_STATED: {
    effect: 'DOUBT',
    meaning: 'Whether the arrangement covers depends on the mode of transport, which was not stated.',
    owner: 'DECLARANT',
    remedy: 'Ask again with `mode`.',
  },
  AUTHORIZATION_NOT_YET_VALID: {
    effect: 'AGAINST',
    meaning: 'The authorization was not yet valid at that instant.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Ask again from its first day.',
  },
  AUTHORIZATION_SUSPENDED: {
    effect: 'AGAINST',
    meaning: 'The home administration had suspended the authorization at that instant.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Apply normal controls until it is reinstated.',
  },
  AUTHORIZATION_REVOKED: {
    effect: 'AGAINST',
    meaning: 'The home administration had revoked the authorization.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Apply normal controls.',
  },
  AUTHORIZATION_EXPIRED: {
    effect: 'AGAINST',
    meaning: 'The authorization had expired.',
    owner: 'OPERATOR',
    remedy: 'The operator may renew it at home.',
  },
  CRITERIA_NOT_MET: {
    effect: 'AGAINST',
    meaning: 'The newest validation found a criterion of SAFE, Annex IV, not met.',
    owner: 'OPERATOR',
    remedy: 'The operator has to mend it and be validated again.',
  },
  VALIDATION_OVERDUE: {
    effect: 'AGAINST',
    meaning: 'The arrangement demands a current validation, and the newest is overdue.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'The home administration may validate again.',
  },
  OWN_OPERATOR: {
    effect: 'OWN',
    meaning: 'The operator is one of the asking administration’s own.',
    owner: 'ASKING_ADMINISTRATION',
    remedy: 'Use the national programme.',
  },
  REGISTRY_UNAVAILABLE: {
    effect: 'DOUBT',
    meaning: 'The home registry gave no answer. This says nothing about the operator.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Ask again after `retryAfterSeconds`; never read it as a no.',
  },
  REGISTRY_NOT_CONNECTED: {
    effect: 'DOUBT',
    meaning: 'The home administration is a party to arrangements, but has no registry here.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Use the channel that the arrangement provides.',
  },
  REGISTRY_REFUSED: {
    effect: 'DOUBT',
    meaning: 'The home registry answered that it declines to answer this question.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Ask again later, or ask that administration why.',
  },
  ATTESTATION_INVALID: {
    effect: 'DOUBT',
    meaning:
      'A statement came that is not believed: its signature, addressee, subject, purpose, time or words do not fit.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Ask again; if it stays, tell the home administration.',
  },
  ATTESTATION_TOO_OLD: {
    effect: 'DOUBT',
    meaning: 'The last-known statement is older than the arrangement lets one rely on.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Ask again when the registry answers.',
  },
  HISTORY_UNAVAILABLE: {
    effect: 'DOUBT',
    meaning: 'The instant asked about is before the history that a partner may be told.',
    owner: 'HOME_ADMINISTRATION',
    remedy: 'Ask the home administration through mutual assistance.',
  },
} as const satisfies Record<string, ReasonEntry>;
export type RecognitionReason = keyof typeof REASONS;

/** The reasons in the order in which an answer lists them. */
export const RECOGNITION_REASONS = Object.keys(REASONS) as [RecognitionReason, ...RecognitionReason[]];
