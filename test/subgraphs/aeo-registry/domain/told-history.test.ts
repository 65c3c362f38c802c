import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttestedStatus } from '../../../../schema/contract/attestation.ts';
import { cutHistory, earliestTold } from '../../../../subgraphs/aeo-registry/domain/told-history.ts';
import { arrangementOfJapanAndKorea, coverageTowardJapan } from '../support/arrangements.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const at = (status: AttestedStatus['status'], effectiveFrom: string): AttestedStatus => ({ status, effectiveFrom });
const statusOn = (history: readonly AttestedStatus[], instant: number) =>
  history.findLast(({ effectiveFrom }) => Date.parse(effectiveFrom) <= instant)?.status;

describe('how far back a partner is told', () => {
  const told = (...months: (number | null)[]) =>
    earliestTold(
      months.map((historyMonths, index) =>
        arrangementOfJapanAndKorea([coverageTowardJapan({ historyMonths })], { id: `JP-KR-${index}` }),
      ),
      'KR',
      'JP',
      NOW,
    )?.toISOString();

  it('is what the coverage in force says, in months from now', () => {
    expect(told(24)).toBe('2024-11-24T12:00:00.000Z');
    expect(told(null)).toBeUndefined();
    expect(told()).toBeUndefined();
  });

  it('is the furthest of several, since each entitles', () => {
    expect(told(12, 36)).toBe('2023-11-24T12:00:00.000Z');
    expect(told(12, null)).toBeUndefined();
  });

  it('is not limited by what is not in force, or is the other direction, or somebody else’s', () => {
    const limited = coverageTowardJapan({ historyMonths: 1 });
    const of = (given: Partial<typeof limited>) =>
      earliestTold([arrangementOfJapanAndKorea([{ ...limited, ...given }])], 'KR', 'JP', NOW);
    expect(of({})).not.toBeNull();
    expect(of({ inForceTo: '2020-12-31' })).toBeNull();
    expect(of({ inForceFrom: '2027-01-01' })).toBeNull();
    expect(of({ authorising: 'JP', recognising: 'KR' })).toBeNull();
    expect(earliestTold([arrangementOfJapanAndKorea([limited])], 'KR', 'US', NOW)).toBeNull();
  });

  it('counts a month that is shorter to its last day, so never less than the recognising side allows', () => {
    const march = new Date('2026-03-31T12:00:00.000Z');
    const arrangement = arrangementOfJapanAndKorea([coverageTowardJapan({ historyMonths: 1 })]);
    expect(earliestTold([arrangement], 'KR', 'JP', march)?.toISOString()).toBe('2026-02-28T12:00:00.000Z');
  });
});

describe('a history that is cut', () => {
  const history = [
    at('AUTHORISED', '2015-01-01T00:00:00.000Z'),
    at('SUSPENDED', '2020-01-01T00:00:00.000Z'),
    at('AUTHORISED', '2024-06-01T00:00:00.000Z'),
  ];

  it('begins with the status of its earliest instant', () => {
    expect(cutHistory(history, new Date('2023-01-01T00:00:00.000Z'))).toEqual([
      at('SUSPENDED', '2023-01-01T00:00:00.000Z'),
      at('AUTHORISED', '2024-06-01T00:00:00.000Z'),
    ]);
    expect(cutHistory(history, new Date('2025-01-01T00:00:00.000Z'))).toEqual([
      at('AUTHORISED', '2025-01-01T00:00:00.000Z'),
    ]);
    expect(cutHistory(history, new Date('2024-06-01T00:00:00.000Z'))).toEqual(history.slice(2));
    expect(cutHistory(history, new Date('2014-01-01T00:00:00.000Z'))).toEqual(history);
    expect(cutHistory([], new Date('2014-01-01T00:00:00.000Z'))).toEqual([]);
    expect(cutHistory(history, null)).toEqual(history);
  });

  it('has nothing older, and says the same as the whole of every instant that may be told', () => {
    const instants = fc.integer({ min: 0, max: 1_000 }).map((day) => Date.UTC(2024, 0, 1 + day));
    const histories = fc
      .array(fc.record({ status: fc.constantFrom('AUTHORISED', 'SUSPENDED', 'REVOKED'), on: instants }))
      .map((steps) =>
        steps
          .toSorted((a, b) => a.on - b.on)
          .filter((step, index, all) => step.on !== all[index + 1]?.on)
          .map(({ status, on }) => at(status as AttestedStatus['status'], new Date(on).toISOString())),
      );
    fc.assert(
      fc.property(histories, instants, instants, (whole, earliest, asked) => {
        const cut = cutHistory(whole, new Date(earliest));
        expect(cut.every(({ effectiveFrom }) => Date.parse(effectiveFrom) >= earliest)).toBe(true);
        if (asked >= earliest) expect(statusOn(cut, asked)).toBe(statusOn(whole, asked));
      }),
      { numRuns: 2_000 },
    );
  });
});
