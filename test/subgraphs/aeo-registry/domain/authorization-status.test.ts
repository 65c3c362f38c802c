import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveHistory, statusAt } from '../../../../subgraphs/aeo-registry/domain/authorization-status.ts';
import type { RecordedStatus, StatusEvent } from '../../../../subgraphs/aeo-registry/domain/registered-operator.ts';

const SEOUL = 'Asia/Seoul';

function history(...steps: readonly (readonly [RecordedStatus, string])[]): StatusEvent[] {
  return steps.map(([status, effectiveFrom], index) => ({
    sequence: index + 1,
    status,
    effectiveFrom,
    recordedAt: effectiveFrom,
    recordedBy: 'test',
    ground: null,
  }));
}

const at = (instant: string) => new Date(instant);

describe('the status of an authorization at an instant', () => {
  const granted = { validFrom: '2025-03-01', validTo: '2026-02-28' };
  const decided = history(['AUTHORISED', '2025-02-10T03:00:00.000Z']);

  it('begins at midnight of its first day in the administration’s time zone', () => {
    const before = statusAt({ ...granted, history: decided }, at('2025-02-28T14:59:59.999Z'), SEOUL);
    expect(before).toEqual({ status: 'AUTHORISED', since: '2025-02-28T15:00:00.000Z' });
    const later = statusAt({ ...granted, history: decided }, at('2025-05-01T00:00:00.000Z'), SEOUL);
    expect(later).toEqual(before);
  });

  it('ends with the last moment of its last day there', () => {
    const authorization = { ...granted, history: decided };
    expect(statusAt(authorization, at('2026-02-28T14:59:59.999Z'), SEOUL).status).toBe('AUTHORISED');
    expect(statusAt(authorization, at('2026-02-28T15:00:00.000Z'), SEOUL)).toEqual({
      status: 'EXPIRED',
      since: '2026-02-28T15:00:00.000Z',
    });
    expect(statusAt(authorization, at('2026-02-28T15:00:00.000Z'), 'America/New_York').status).toBe('AUTHORISED');
  });

  it('ends where the day has 23 hours as where it has 24', () => {
    const authorization = { validFrom: '2025-01-01', validTo: '2026-03-29', history: decided };
    expect(statusAt(authorization, at('2026-03-29T21:59:59.999Z'), 'Europe/Brussels').status).toBe('AUTHORISED');
    expect(statusAt(authorization, at('2026-03-29T22:00:00.000Z'), 'Europe/Brussels').status).toBe('EXPIRED');
  });

  it('is the last step that has taken effect, since the first of equal ones', () => {
    const authorization = {
      validFrom: '2025-01-01',
      validTo: null,
      history: history(
        ['AUTHORISED', '2025-01-01T00:00:00.000Z'],
        ['SUSPENDED', '2025-06-01T10:00:00.000Z'],
        ['SUSPENDED', '2025-07-01T10:00:00.000Z'],
        ['AUTHORISED', '2025-08-01T10:00:00.000Z'],
      ),
    };
    expect(statusAt(authorization, at('2025-06-01T09:59:59.999Z'), SEOUL).status).toBe('AUTHORISED');
    expect(statusAt(authorization, at('2025-07-15T00:00:00.000Z'), SEOUL)).toEqual({
      status: 'SUSPENDED',
      since: '2025-06-01T10:00:00.000Z',
    });
    expect(statusAt(authorization, at('2025-08-01T10:00:00.000Z'), SEOUL).status).toBe('AUTHORISED');
  });

  it('stays REVOKED after the last day, and whatever was planned before', () => {
    const authorization = {
      ...granted,
      history: history(
        ['AUTHORISED', '2025-03-01T00:00:00.000Z'],
        ['SUSPENDED', '2025-04-01T00:00:00.000Z'],
        ['AUTHORISED', '2025-06-01T00:00:00.000Z'],
        ['REVOKED', '2025-05-01T00:00:00.000Z'],
      ),
    };
    for (const instant of ['2025-05-01T00:00:00.000Z', '2025-07-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z']) {
      expect(statusAt(authorization, at(instant), SEOUL).status).toBe('REVOKED');
    }
  });

  it('is not made good by the planned end of an earlier suspension', () => {
    const authorization = {
      validFrom: '2025-01-01',
      validTo: null,
      history: history(
        ['AUTHORISED', '2025-01-01T00:00:00.000Z'],
        ['SUSPENDED', '2025-02-01T00:00:00.000Z'],
        ['AUTHORISED', '2025-12-31T00:00:00.000Z'],
        ['AUTHORISED', '2025-03-01T00:00:00.000Z'],
        ['SUSPENDED', '2025-10-01T00:00:00.000Z'],
      ),
    };
    expect(statusAt(authorization, at('2026-01-15T00:00:00.000Z'), SEOUL).status).toBe('SUSPENDED');
  });

  it('is found by anyone as the last step of the history in force, whatever was recorded in which order', () => {
    const step = fc.record({
      status: fc.constantFrom<RecordedStatus>('AUTHORISED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN'),
      hour: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 0, max: 120 }), (steps, hour) => {
        const instantOf = (hours: number) => new Date(Date.UTC(2025, 0, 1, hours)).toISOString();
        const recorded = history(
          ['AUTHORISED', instantOf(0)],
          ...steps.map((one) => [one.status, instantOf(one.hour)] as const),
        );
        const inForce = effectiveHistory(recorded);
        const times = inForce.map(({ effectiveFrom }) => effectiveFrom);
        expect(times).toEqual([...new Set(times)].toSorted());
        expect(inForce.slice(0, -1).every(({ status }) => status === 'AUTHORISED' || status === 'SUSPENDED')).toBe(
          true,
        );
        const now = instantOf(hour);
        const read = inForce.findLast(({ effectiveFrom }) => effectiveFrom <= now);
        const authorization = { validFrom: '2024-01-01', validTo: null, history: recorded };
        expect(statusAt(authorization, new Date(now), 'Etc/UTC').status).toBe(read?.status ?? 'AUTHORISED');
      }),
    );
  });
});
