import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSuspendedAt } from '../../../../subgraphs/recognition/domain/benefit-suspension.ts';
import { laterSwitches, type Plan, takeUpPlan } from '../../../../subgraphs/recognition/domain/planned-change.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000).toISOString();

function plan(administrations: readonly string[], hours: readonly number[], given: Partial<Plan> = {}): Plan {
  const later = hours.map((hour) => ({ at: inHours(hour), kind: 'OPERATOR_CHANGED' as const }));
  return { tin: 'KR1', kinds: ['OPERATOR_CHANGED'], administrations, later, ...given };
}

describe('what is planned', () => {
  it('is replaced for those that are told anew, and stays for all others', () => {
    const planned = takeUpPlan(takeUpPlan([], plan(['JP', 'US'], [1, 2])), plan(['JP'], [2, 3]));
    expect(planned.map(({ at, administrations }) => [at, administrations])).toEqual([
      [inHours(1), ['US']],
      [inHours(2), ['US', 'JP']],
      [inHours(3), ['JP']],
    ]);
    expect(takeUpPlan(planned, plan(['JP', 'US'], []))).toEqual([]);
  });

  it('of another operator or another kind stays', () => {
    const planned = takeUpPlan([], plan(['JP'], [1]));
    expect(takeUpPlan(planned, plan(['JP'], [], { tin: 'KR2' }))).toEqual(planned);
    expect(takeUpPlan(planned, plan(['JP'], [], { kinds: ['BENEFITS_SUSPENDED'] }))).toEqual(planned);
  });

  it('is there once, however often it is planned', () => {
    const planned = takeUpPlan([], plan(['JP'], [1]));
    expect(takeUpPlan(planned, plan(['JP'], [1, 1]))).toEqual(planned);
  });
});

describe('the later switches of benefits', () => {
  it('are the hours at which they are suspended and were not, or the other way round', () => {
    const steps = fc.array(fc.record({ suspended: fc.boolean(), hours: fc.integer({ min: -5, max: 20 }) }));
    fc.assert(
      fc.property(steps, (said) => {
        const recorded = said.map(({ suspended, hours }) => {
          return { identifier: 'KR1', suspended, effectiveFrom: inHours(hours) };
        });
        const isSuspended = (hour: number) => isSuspendedAt(recorded, new Date(inHours(hour)));
        const switches = Array.from({ length: 20 }, (_, index) => index + 1)
          .filter((hour) => isSuspended(hour) !== isSuspended(hour - 1))
          .map((hour) => ({
            at: inHours(hour),
            kind: isSuspended(hour) ? 'BENEFITS_SUSPENDED' : 'BENEFITS_REINSTATED',
          }));
        expect(laterSwitches(recorded, NOW)).toEqual(switches);
      }),
    );
  });
});
