import { describe, expect, it } from 'vitest';
import { ASSISTANCE_STATES, isFinal } from '../../../../subgraphs/mutual-assistance/domain/assistance-lifecycle.ts';
import { dueDate, isOverdue } from '../../../../subgraphs/mutual-assistance/domain/response-deadline.ts';

const OPEN = { dueOn: '2026-12-01', postponedUntil: null, requested: 'KR' } as const;

describe('the day for the answer', () => {
  it('is the agreement’s response days after the submission, and 90 where it states none', () => {
    expect(dueDate('2026-11-24', 30)).toBe('2026-12-24');
    expect(dueDate('2026-11-24', null)).toBe('2027-02-22');
    expect(dueDate('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('has passed at the midnight after it, where the requested administration is', () => {
    const overdueAt = (instant: string) => isOverdue({ ...OPEN, state: 'SUBMITTED' }, new Date(instant));
    expect(overdueAt('2026-12-01T14:59:59.999Z')).toBe(false);
    expect(overdueAt('2026-12-01T15:00:00.000Z')).toBe(true);
  });

  it.each(ASSISTANCE_STATES)('is never passed in %s where that is final, and passed where it is not', (state) => {
    expect(isOverdue({ ...OPEN, state }, new Date('2027-06-01T00:00:00Z'))).toBe(!isFinal(state));
  });

  it('waits for the end of a postponement, as long as it is postponed', () => {
    const postponed = { ...OPEN, postponedUntil: '2027-01-31' } as const;
    const now = new Date('2027-01-15T00:00:00Z');
    expect(isOverdue({ ...postponed, state: 'POSTPONED' }, now)).toBe(false);
    expect(isOverdue({ ...postponed, state: 'POSTPONED' }, new Date('2027-02-01T00:00:00Z'))).toBe(true);
    expect(isOverdue({ ...postponed, state: 'ACKNOWLEDGED' }, now)).toBe(true);
    expect(isOverdue({ ...postponed, postponedUntil: '2026-11-25', state: 'POSTPONED' }, now)).toBe(true);
  });
});
