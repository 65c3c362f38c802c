import { describe, expect, it } from 'vitest';
import {
  ACTING_SIDES,
  ASSISTANCE_ACTIONS,
  ASSISTANCE_STATES,
  type AssistanceAction,
  type AssistanceState,
  allowedActions,
  isOpen,
  nextState,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-lifecycle.ts';

/** The life cycle as the issue words it, written down a second time: action, side, from, to. */
const OPEN = ['SUBMITTED', 'ACKNOWLEDGED', 'INFORMATION_REQUESTED', 'IN_EXECUTION', 'POSTPONED'] as const;
const ANSWERABLE = ['ACKNOWLEDGED', 'IN_EXECUTION', 'POSTPONED'] as const;
const ANSWERED = ['COMPLETED', 'PARTLY_COMPLETED', 'CLOSED'] as const;
type Rule = readonly [
  AssistanceAction,
  'REQUESTING' | 'REQUESTED',
  readonly AssistanceState[],
  AssistanceState | 'STAYS',
];
const RULES: readonly Rule[] = [
  ['saveAssistanceDraft', 'REQUESTING', ['DRAFT'], 'STAYS'],
  ['submitAssistanceRequest', 'REQUESTING', ['DRAFT'], 'SUBMITTED'],
  ['confirmAssistanceRequest', 'REQUESTING', OPEN, 'STAYS'],
  ['acknowledgeAssistanceRequest', 'REQUESTED', ['SUBMITTED'], 'ACKNOWLEDGED'],
  ['startExecution', 'REQUESTED', ['ACKNOWLEDGED'], 'IN_EXECUTION'],
  ['askForInformation', 'REQUESTED', ['SUBMITTED', 'ACKNOWLEDGED', 'IN_EXECUTION'], 'INFORMATION_REQUESTED'],
  ['supplyInformation', 'REQUESTING', ['INFORMATION_REQUESTED'], 'ACKNOWLEDGED'],
  ['postponeAssistanceRequest', 'REQUESTED', ['ACKNOWLEDGED', 'IN_EXECUTION'], 'POSTPONED'],
  ['resumeAssistanceRequest', 'REQUESTED', ['POSTPONED'], 'IN_EXECUTION'],
  ['completeAssistanceRequest', 'REQUESTED', ANSWERABLE, 'COMPLETED'],
  ['completeAssistanceRequestInPart', 'REQUESTED', ANSWERABLE, 'PARTLY_COMPLETED'],
  ['refuseAssistanceRequest', 'REQUESTED', OPEN, 'REFUSED'],
  ['withdrawAssistanceRequest', 'REQUESTING', OPEN, 'WITHDRAWN'],
  ['closeAssistanceRequest', 'REQUESTING', ['COMPLETED', 'PARTLY_COMPLETED'], 'CLOSED'],
  ['requestFurtherUse', 'REQUESTING', ANSWERED, 'STAYS'],
  ['grantFurtherUse', 'REQUESTED', ANSWERED, 'STAYS'],
  ['refuseFurtherUse', 'REQUESTED', ANSWERED, 'STAYS'],
];

const CELLS = ASSISTANCE_STATES.flatMap((state) =>
  RULES.flatMap(([action, owner, from, to]) =>
    (['REQUESTING', 'REQUESTED'] as const).map((side) => ({
      state,
      action,
      side,
      owner,
      expected: side === owner && from.includes(state) ? (to === 'STAYS' ? state : to) : null,
    })),
  ),
);

describe('the life cycle of a request', () => {
  it('has a rule for every action', () => {
    expect(RULES.map(([action]) => action)).toEqual(ASSISTANCE_ACTIONS);
  });

  it.each(CELLS)('$state, $action by the $side side: $expected', ({ state, action, side, owner, expected }) => {
    const next = nextState(state, action, side);
    if (expected !== null) {
      expect(next).toEqual({ ok: true, value: expected });
      return;
    }
    if (next.ok) throw new Error(`leads to ${next.value}`);
    expect(next.refusal.code).toBe('ILLEGAL_TRANSITION');
    expect(next.refusal.message).toContain(action);
    if (side !== owner) expect(next.refusal.message).toContain(`a step of the ${owner.toLowerCase()} administration`);
    for (const allowed of allowedActions(state, side)) expect(next.refusal.message).toContain(allowed);
  });

  it('owes an answer in the five open states only', () => {
    expect(ASSISTANCE_STATES.filter(isOpen)).toEqual(OPEN);
  });

  it('lets only the requesting side submit, complete, withdraw and close', () => {
    expect(ASSISTANCE_ACTIONS.filter((action) => ACTING_SIDES[action] === 'REQUESTING')).toEqual([
      'saveAssistanceDraft',
      'submitAssistanceRequest',
      'confirmAssistanceRequest',
      'supplyInformation',
      'withdrawAssistanceRequest',
      'closeAssistanceRequest',
      'requestFurtherUse',
    ]);
  });
});
