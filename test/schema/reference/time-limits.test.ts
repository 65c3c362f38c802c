import { describe, expect, it } from 'vitest';
import { findAdministration } from '../../../schema/administrations.ts';
import { loadTimeLimits, TIME_LIMITS } from '../../../schema/reference/time-limits.ts';

const of = (code: string) => TIME_LIMITS.find(({ administration }) => administration === code);

describe('the time limits', () => {
  it('are those of domain.md 7, and null where it gives none', () => {
    expect(of('EU')).toMatchObject({ decisionDays: 120, extensionDays: 60, reapplicationBarYears: 3 });
    expect(of('KR')).toMatchObject({ decisionDays: null, reapplicationBarYears: 2, selfAssessmentDay: 15 });
    expect(TIME_LIMITS.filter(({ decisionDays }) => decisionDays !== null)).toHaveLength(1);
    for (const { administration, source } of TIME_LIMITS) {
      expect(findAdministration(administration)).toBeDefined();
      expect(source).not.toBe('');
    }
  });

  it('refuse a key that nobody knows', () => {
    expect(() => loadTimeLimits([{ ...of('EU'), decisionWeeks: 3 }])).toThrow('decisionWeeks');
  });
});
