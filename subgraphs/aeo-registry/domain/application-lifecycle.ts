import { type Result, refused } from '../../../schema/contract/result.ts';

/** Where an application stands, from its first draft to the decision (note, VIII). */
export const APPLICATION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'SELF_ASSESSED',
  'VALIDATION_PLANNED',
  'VALIDATED',
  'AUTHORISED',
  'REJECTED',
  'WITHDRAWN',
] as const;
/** One of `APPLICATION_STATES`. */
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What the applicant or an officer does to an application. `extend` and `addEvidence` leave the state as it is. */
export const APPLICATION_ACTIONS = [
  'submit',
  'return',
  'accept',
  'recordSelfAssessment',
  'planValidation',
  'recordValidation',
  'authorise',
  'reject',
  'withdraw',
  'extend',
  'addEvidence',
] as const;
/** One of `APPLICATION_ACTIONS`. */
export type ApplicationAction = (typeof APPLICATION_ACTIONS)[number];

/** No action leads anywhere: what is decided or withdrawn stays so, and whoever wants more applies anew. */
const FINAL = {
  submit: null,
  return: null,
  accept: null,
  recordSelfAssessment: null,
  planValidation: null,
  recordValidation: null,
  authorise: null,
  reject: null,
  withdraw: null,
  extend: null,
  addEvidence: null,
} as const;

/** The life cycle: what each action makes of each state; null: not allowed. */
export const APPLICATION_LIFECYCLE = {
  DRAFT: { ...FINAL, submit: 'SUBMITTED', withdraw: 'WITHDRAWN', addEvidence: 'DRAFT' },
  SUBMITTED: {
    ...FINAL,
    return: 'RETURNED',
    accept: 'ACCEPTED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    extend: 'SUBMITTED',
    addEvidence: 'SUBMITTED',
  },
  RETURNED: {
    ...FINAL,
    submit: 'SUBMITTED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    extend: 'RETURNED',
    addEvidence: 'RETURNED',
  },
  ACCEPTED: {
    ...FINAL,
    return: 'RETURNED',
    recordSelfAssessment: 'SELF_ASSESSED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    extend: 'ACCEPTED',
    addEvidence: 'ACCEPTED',
  },
  SELF_ASSESSED: {
    ...FINAL,
    return: 'RETURNED',
    recordSelfAssessment: 'SELF_ASSESSED',
    planValidation: 'VALIDATION_PLANNED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    extend: 'SELF_ASSESSED',
    addEvidence: 'SELF_ASSESSED',
  },
  VALIDATION_PLANNED: {
    ...FINAL,
    planValidation: 'VALIDATION_PLANNED',
    recordValidation: 'VALIDATED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    extend: 'VALIDATION_PLANNED',
    addEvidence: 'VALIDATION_PLANNED',
  },
  VALIDATED: {
    ...FINAL,
    planValidation: 'VALIDATION_PLANNED',
    authorise: 'AUTHORISED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
    extend: 'VALIDATED',
    addEvidence: 'VALIDATED',
  },
  AUTHORISED: FINAL,
  REJECTED: FINAL,
  WITHDRAWN: FINAL,
} as const satisfies Record<ApplicationState, Record<ApplicationAction, ApplicationState | null>>;

/** The state that the action leads to, or ILLEGAL_TRANSITION naming the actions that are allowed. */
export function nextApplicationState(state: ApplicationState, action: ApplicationAction): Result<ApplicationState> {
  const next = APPLICATION_LIFECYCLE[state][action];
  if (next !== null) return { ok: true, value: next };
  const allowed = APPLICATION_ACTIONS.filter((other) => APPLICATION_LIFECYCLE[state][other] !== null);
  const possible = allowed.length === 0 ? 'no action is allowed' : `allowed are: ${allowed.join(', ')}`;
  return refused('ILLEGAL_TRANSITION', `An application that is ${state} cannot be changed by ${action}; ${possible}.`);
}

/** True for a state that nothing follows. */
export function isDecided(state: ApplicationState): boolean {
  return APPLICATION_ACTIONS.every((action) => APPLICATION_LIFECYCLE[state][action] === null);
}
