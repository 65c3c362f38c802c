import { accepted, type Result, refused } from './result.ts';

/** Where a request stands (domain.md 3.5). Overdue is a flag and never a state. */
export const ASSISTANCE_STATES = [
  'SUBMITTED',
  'ACKNOWLEDGED',
  'INFORMATION_REQUESTED',
  'IN_EXECUTION',
  'POSTPONED',
  'COMPLETED',
  'REFUSED',
  'WITHDRAWN',
] as const;
/** One of `ASSISTANCE_STATES`. */
export type AssistanceState = (typeof ASSISTANCE_STATES)[number];

/** What may be done to a request after its submission, by the name of the mutation that does it. */
export const ASSISTANCE_ACTIONS = [
  'acknowledgeAssistanceRequest',
  'askForInformation',
  'supplyInformation',
  'postponeAssistanceRequest',
  'completeAssistanceRequest',
  'refuseAssistanceRequest',
  'withdrawAssistanceRequest',
] as const;
/** One of `ASSISTANCE_ACTIONS`. */
export type AssistanceAction = (typeof ASSISTANCE_ACTIONS)[number];

/** The two parties of a request; there is no third. */
export type AssistanceSide = 'REQUESTING' | 'REQUESTED';

/**
 * The life cycle: state × action → state; a state without actions is final. Derived from the clauses on completion,
 * execution, postponement and refusal in domain.md 3.3 and 3.5. No action leads to IN_EXECUTION yet; its row stands so
 * that the step which begins execution is one cell.
 */
export const ASSISTANCE_LIFECYCLE = {
  SUBMITTED: {
    acknowledgeAssistanceRequest: 'ACKNOWLEDGED',
    askForInformation: 'INFORMATION_REQUESTED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  ACKNOWLEDGED: {
    askForInformation: 'INFORMATION_REQUESTED',
    postponeAssistanceRequest: 'POSTPONED',
    completeAssistanceRequest: 'COMPLETED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  INFORMATION_REQUESTED: {
    supplyInformation: 'ACKNOWLEDGED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  IN_EXECUTION: {
    askForInformation: 'INFORMATION_REQUESTED',
    postponeAssistanceRequest: 'POSTPONED',
    completeAssistanceRequest: 'COMPLETED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  POSTPONED: {
    completeAssistanceRequest: 'COMPLETED',
    refuseAssistanceRequest: 'REFUSED',
    withdrawAssistanceRequest: 'WITHDRAWN',
  },
  COMPLETED: {},
  REFUSED: {},
  WITHDRAWN: {},
} as const satisfies Record<AssistanceState, Partial<Record<AssistanceAction, AssistanceState>>>;

/** Whose step each action is: only the requester supplies and withdraws, only the requested side answers (domain.md 3.5). */
export const ACTING_SIDES = {
  acknowledgeAssistanceRequest: 'REQUESTED',
  askForInformation: 'REQUESTED',
  supplyInformation: 'REQUESTING',
  postponeAssistanceRequest: 'REQUESTED',
  completeAssistanceRequest: 'REQUESTED',
  refuseAssistanceRequest: 'REQUESTED',
  withdrawAssistanceRequest: 'REQUESTING',
} as const satisfies Record<AssistanceAction, AssistanceSide>;

const WORDS = { REQUESTING: 'requesting', REQUESTED: 'requested' } as const satisfies Record<AssistanceSide, string>;

/** True if nothing can be done any more. */
export function isFinal(state: AssistanceState): boolean {
  return Object.keys(ASSISTANCE_LIFECYCLE[state]).length === 0;
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
