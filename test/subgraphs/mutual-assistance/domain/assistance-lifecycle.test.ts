import { describe, expect, it } from 'vitest';
import {
  ACTING_SIDES,
  ASSISTANCE_ACTIONS,
  ASSISTANCE_STATES,
  type AssistanceAction,
  type AssistanceState,
  allowedActions,
  isFinal,
  nextState,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-lifecycle.ts';

/** The life cycle as the issue words it, written down a second time: action, side, from, to. */
const RULES: readonly [AssistanceAction, 'REQUESTING' | 'REQUESTED', readonly AssistanceState[], AssistanceState][] = [
  ['acknowledgeAssistanceRequest', 'REQUESTED', ['SUBMITTED'], 'ACKNOWLEDGED'],
  ['askForInformation', 'REQUESTED', ['SUBMITTED', 'ACKNOWLEDGED', 'IN_EXECUTION'], 'INFORMATION_REQUESTED'],
  ['supplyInformation', 'REQUESTING', ['INFORMATION_REQUESTED'], 'ACKNOWLEDGED'],
  ['postponeAssistanceRequest', 'REQUESTED', ['ACKNOWLEDGED', 'IN_EXECUTION'], 'POSTPONED'],
  ['completeAssistanceRequest', 'REQUESTED', ['ACKNOWLEDGED', 'IN_EXECUTION', 'POSTPONED'], 'COMPLETED'],
  [
    'refuseAssistanceRequest',
    'REQUESTED',
    ['SUBMITTED', 'ACKNOWLEDGED', 'INFORMATION_REQUESTED', 'IN_EXECUTION', 'POSTPONED'],
    'REFUSED',
  ],
  [
    'withdrawAssistanceRequest',
    'REQUESTING',
    ['SUBMITTED', 'ACKNOWLEDGED', 'INFORMATION_REQUESTED', 'IN_EXECUTION', 'POSTPONED'],
    'WITHDRAWN',
  ],
];

const CELLS = ASSISTANCE_STATES.flatMap((state) =>
  RULES.flatMap(([action, owner, from, to]) =>
    (['REQUESTING', 'REQUESTED'] as const).map((side) => ({
      state,
      action,
      side,
      owner,
      expected: side === owner && from.includes(state) ? to : null,
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

  it('is final in COMPLETED, REFUSED and WITHDRAWN only', () => {
    expect(ASSISTANCE_STATES.filter(isFinal)).toEqual(['COMPLETED', 'REFUSED', 'WITHDRAWN']);
  });

  it('lets only the requesting side supply and withdraw', () => {
    expect(ASSISTANCE_ACTIONS.filter((action) => ACTING_SIDES[action] === 'REQUESTING')).toEqual([
      'supplyInformation',
      'withdrawAssistanceRequest',
    ]);
  });
});
