import { accepted, type Result, refused } from '../../../schema/contract/result.ts';

/**
 * Where a request stands (domain.md 3.5). Overdue is a flag and never a state. DRAFT: only its own side knows of it.
 * LAPSED: it was made orally and not confirmed in writing in time.
 */
export const ASSISTANCE_STATES = [
  'DRAFT',
  'SUBMITTED',
  'ACKNOWLEDGED',
  'INFORMATION_REQUESTED',
  'IN_EXECUTION',
  'POSTPONED',
  'COMPLETED',
  'PARTLY_COMPLETED',
  'REFUSED',
  'WITHDRAWN',
  'LAPSED',
  'CLOSED',
] as const;
/** One of `ASSISTANCE_STATES`. */
export type AssistanceState = (typeof ASSISTANCE_STATES)[number];

/** States in which an answer is still owed. */
export const OPEN_STATES = [
  'SUBMITTED',
  'ACKNOWLEDGED',
  'INFORMATION_REQUESTED',
  'IN_EXECUTION',
  'POSTPONED',
] as const satisfies readonly AssistanceState[];

/** What may be done, by the name of the mutation that does it; a draft is submitted as a request is. */
export const ASSISTANCE_ACTIONS = [
  'saveAssistanceDraft',
  'submitAssistanceRequest',
  'confirmAssistanceRequest',
  'acknowledgeAssistanceRequest',
  'startExecution',
  'askForInformation',
  'supplyInformation',
  'postponeAssistanceRequest',
  'resumeAssistanceRequest',
  'completeAssistanceRequest',
  'completeAssistanceRequestInPart',
  'refuseAssistanceRequest',
  'withdrawAssistanceRequest',
  'closeAssistanceRequest',
  'requestFurtherUse',
  'grantFurtherUse',
  'refuseFurtherUse',
] as const;
/** One of `ASSISTANCE_ACTIONS`. */
export type AssistanceAction = (typeof ASSISTANCE_ACTIONS)[number];

/** The two parties of a request; there is no third. */
export const ASSISTANCE_SIDES = ['REQUESTING', 'REQUESTED'] as const;
/** One of `ASSISTANCE_SIDES`. */
export type AssistanceSide = (typeof ASSISTANCE_SIDES)[number];

/** What may follow an answer: the case is closed, and the use of the answer for another purpose is settled. */
const FURTHER_USE = <State extends AssistanceState>(state: State) => ({
  requestFurtherUse: state,
  grantFurtherUse: state,
  refuseFurtherUse: state,
});

/**
 * The life cycle: state × action → state; a state without actions is final. Derived from the clauses on completion,
 * execution, postponement, refusal and use in domain.md 3.2, 3.3 and 3.5. An action that leads to where it starts
 * (confirmation in writing, further use) changes the case and not where it stands.
 */
export const ASSISTANCE_LIFECYCLE = {
  DRAFT: { saveAssistanceDraft: 'DRAFT', submitAssistanceRequest: 'SUBMITTED' },
  SUBMITTED: {
    confirmAssistanceRequest: 'SUBMITTED',
    acknowledgeAssistanceRequest: 'ACKNOWLEDGED',
    askForInformation: 'INFORMATION_REQUESTED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  ACKNOWLEDGED: {
    confirmAssistanceRequest: 'ACKNOWLEDGED',
    startExecution: 'IN_EXECUTION',
    askForInformation: 'INFORMATION_REQUESTED',
    postponeAssistanceRequest: 'POSTPONED',
    completeAssistanceRequest: 'COMPLETED',
    completeAssistanceRequestInPart: 'PARTLY_COMPLETED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  INFORMATION_REQUESTED: {
    confirmAssistanceRequest: 'INFORMATION_REQUESTED',
    supplyInformation: 'ACKNOWLEDGED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  IN_EXECUTION: {
    confirmAssistanceRequest: 'IN_EXECUTION',
    askForInformation: 'INFORMATION_REQUESTED',
    postponeAssistanceRequest: 'POSTPONED',
    completeAssistanceRequest: 'COMPLETED',
    completeAssistanceRequestInPart: 'PARTLY_COMPLETED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  POSTPONED: {
    confirmAssistanceRequest: 'POSTPONED',
    resumeAssistanceRequest: 'IN_EXECUTION',
    completeAssistanceRequest: 'COMPLETED',
    completeAssistanceRequestInPart: 'PARTLY_COMPLETED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  COMPLETED: { closeAssistanceRequest: 'CLOSED', ...FURTHER_USE('COMPLETED') },
  PARTLY_COMPLETED: { closeAssistanceRequest: 'CLOSED', ...FURTHER_USE('PARTLY_COMPLETED') },
  REFUSED: {},
  WITHDRAWN: {},
  LAPSED: {},
  CLOSED: FURTHER_USE('CLOSED'),
} as const satisfies Record<AssistanceState, Partial<Record<AssistanceAction, AssistanceState>>>;

/** Whose step each action is: only the requester submits, completes, withdraws and closes (domain.md 3.5). */
export const ACTING_SIDES = {
  saveAssistanceDraft: 'REQUESTING',
  submitAssistanceRequest: 'REQUESTING',
  confirmAssistanceRequest: 'REQUESTING',
  acknowledgeAssistanceRequest: 'REQUESTED',
  startExecution: 'REQUESTED',
  askForInformation: 'REQUESTED',
  supplyInformation: 'REQUESTING',
  postponeAssistanceRequest: 'REQUESTED',
  resumeAssistanceRequest: 'REQUESTED',
  completeAssistanceRequest: 'REQUESTED',
  completeAssistanceRequestInPart: 'REQUESTED',
  refuseAssistanceRequest: 'REQUESTED',
  withdrawAssistanceRequest: 'REQUESTING',
  closeAssistanceRequest: 'REQUESTING',
  requestFurtherUse: 'REQUESTING',
  grantFurtherUse: 'REQUESTED',
  refuseFurtherUse: 'REQUESTED',
} as const satisfies Record<AssistanceAction, AssistanceSide>;

const WORDS = { REQUESTING: 'requesting', REQUESTED: 'requested' } as const satisfies Record<AssistanceSide, string>;

/** True while an answer is owed. */
export function isOpen(state: AssistanceState): boolean {
  return (OPEN_STATES as readonly AssistanceState[]).includes(state);
}

/** The actions that one side may take in a state, in the order of `ASSISTANCE_ACTIONS`. */
export function allowedActions(state: AssistanceState, side: AssistanceSide): readonly AssistanceAction[] {
  return ASSISTANCE_ACTIONS.filter((action) => ACTING_SIDES[action] === side && action in ASSISTANCE_LIFECYCLE[state]);
}

/** The state to which an action by a side leads; ILLEGAL_TRANSITION names whose step it is and what is allowed now. */
export function nextState(
  state: AssistanceState,
  action: AssistanceAction,
  side: AssistanceSide,
): Result<AssistanceState> {
  const allowed = allowedActions(state, side);
  const now = `In state ${state} the ${WORDS[side]} administration may: ${allowed.join(', ') || 'nothing'}.`;
  if (ACTING_SIDES[action] !== side) {
    const owner = WORDS[ACTING_SIDES[action]];
    return refused('ILLEGAL_TRANSITION', `${action} is a step of the ${owner} administration. ${now}`);
  }
  const transitions: Partial<Record<AssistanceAction, AssistanceState>> = ASSISTANCE_LIFECYCLE[state];
  const next = transitions[action];
  return next === undefined
    ? refused('ILLEGAL_TRANSITION', `${action} is not allowed in state ${state}. ${now}`)
    : accepted(next);
}
