import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASSISTANCE_STATES,
  type AssistanceState,
  isOpen,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-lifecycle.ts';
import { daysAfter, daysBetween } from '../../../../subgraphs/mutual-assistance/domain/calendar-date.ts';
import {
  advanceClock,
  type ClockStep,
  clockOfHistory,
  dueOnAt,
  isOverdue,
  startClock,
} from '../../../../subgraphs/mutual-assistance/domain/response-clock.ts';

const START = startClock('2026-11-24', 30);

function step(on: string, from: AssistanceState, to: AssistanceState, until: string | null = null): ClockStep {
  return { on, from, to, until };
}

describe('the day for the answer', () => {
  it('is the agreement’s response days after the submission, and 90 where it states none', () => {
    expect(startClock('2026-11-24', 30).dueOn).toBe('2026-12-24');
    expect(startClock('2026-11-24', null).dueOn).toBe('2027-02-22');
    expect(startClock('2028-02-28', 1).dueOn).toBe('2028-02-29');
  });

  it('has passed at the midnight after it, where the requested administration is', () => {
    const clock = startClock('2026-11-01', 30);
    const overdueAt = (instant: string) => isOverdue({ state: 'SUBMITTED', clock, requested: 'KR' }, new Date(instant));
    expect(overdueAt('2026-12-01T14:59:59.999Z')).toBe(false);
    expect(overdueAt('2026-12-01T15:00:00.000Z')).toBe(true);
  });

  it.each(ASSISTANCE_STATES)('is passed in %s only where an answer is owed', (state) => {
    expect(isOverdue({ state, clock: START, requested: 'KR' }, new Date('2027-06-01T00:00:00Z'))).toBe(isOpen(state));
  });
});

describe('the clock', () => {
  it('stands while information is owed, however long', () => {
    const asked = advanceClock(START, step('2026-12-04', 'SUBMITTED', 'INFORMATION_REQUESTED'));
    expect(dueOnAt(asked, '2026-12-04')).toBe('2026-12-24');
    expect(dueOnAt(asked, '2027-12-04')).toBe('2027-12-24');
    const supplied = advanceClock(asked, step('2026-12-14', 'INFORMATION_REQUESTED', 'ACKNOWLEDGED'));
    expect(supplied).toEqual({ dueOn: '2027-01-03', stoppedDays: 10, stop: null });
  });

  it('stands while postponed, up to the day of review', () => {
    const postponed = advanceClock(START, step('2026-12-04', 'ACKNOWLEDGED', 'POSTPONED', '2026-12-24'));
    expect(dueOnAt(postponed, '2026-12-20')).toBe('2027-01-09');
    expect(dueOnAt(postponed, '2027-03-01')).toBe('2027-01-13');
    const resumed = advanceClock(postponed, step('2027-01-10', 'POSTPONED', 'IN_EXECUTION'));
    expect(resumed).toEqual({ dueOn: '2027-01-13', stoppedDays: 20, stop: null });
  });

  it('takes no notice of a step that leads nowhere', () => {
    const postponed = advanceClock(START, step('2026-12-04', 'ACKNOWLEDGED', 'POSTPONED', '2026-12-24'));
    expect(advanceClock(postponed, step('2026-12-10', 'POSTPONED', 'POSTPONED'))).toBe(postponed);
  });

  it('follows from the history, whatever it is: what is due is the first day and every stop', () => {
    const steps = fc.array(
      fc.record({
        days: fc.nat(40),
        to: fc.constantFrom<AssistanceState>('ACKNOWLEDGED', 'IN_EXECUTION', 'INFORMATION_REQUESTED'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, (moves) => {
        let on = '2026-11-24';
        let from: AssistanceState = 'SUBMITTED';
        let stopped = 0;
        const history = moves.map(({ days, to }) => {
          if (from === 'INFORMATION_REQUESTED') stopped += days;
          on = daysAfter(on, days);
          const taken = step(on, from, to);
          from = to;
          return taken;
        });
        const clock = clockOfHistory(START, history);
        expect(daysBetween(START.dueOn, dueOnAt(clock, on))).toBe(stopped);
      }),
    );
  });
});
