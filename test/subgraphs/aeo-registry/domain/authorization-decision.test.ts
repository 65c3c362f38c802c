import { describe, expect, it } from 'vitest';
import {
  type AuthorizationDecision,
  decideOnAuthorization,
} from '../../../../subgraphs/aeo-registry/domain/authorization-decision.ts';
import type { Authorization, RecordedStatus } from '../../../../subgraphs/aeo-registry/domain/registered-operator.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');

function authorization(...steps: readonly (readonly [RecordedStatus, string])[]): Authorization {
  const history = [['AUTHORISED', '2025-01-01T00:00:00.000Z'] as const, ...steps].map(
    ([status, effectiveFrom], index) => ({
      sequence: index + 1,
      status,
      effectiveFrom,
      recordedAt: '2025-01-01T00:00:00.000Z',
      recordedBy: 'test',
      ground: null,
    }),
  );
  return {
    number: '1',
    type: 'A',
    roles: ['EXPORTER'],
    validFrom: '2025-01-01',
    validTo: null,
    decidedBy: 'KR',
    legalBasis: null,
    terms: [],
    history,
    validations: [],
  };
}

function decide(held: Authorization, given: Partial<AuthorizationDecision>) {
  const decision = {
    action: 'suspend',
    ground: 'g',
    effectiveFrom: undefined,
    until: undefined,
    by: 'o',
    ...given,
  } as const;
  return decideOnAuthorization(held, decision, NOW, 'Asia/Seoul', undefined);
}

describe('a decision on an authorization', () => {
  it('takes effect now unless it says otherwise', () => {
    expect(decide(authorization(), {})).toMatchObject({
      ok: true,
      value: [{ sequence: 2, status: 'SUSPENDED', effectiveFrom: NOW.toISOString(), recordedAt: NOW.toISOString() }],
    });
  });

  it('may take effect in the past, but not before the status that is in force began', () => {
    const held = authorization(['SUSPENDED', '2026-05-01T00:00:00.000Z']);
    const past = (instant: string) => decide(held, { action: 'reinstate', effectiveFrom: new Date(instant) });
    expect(past('2026-05-02T00:00:00.000Z').ok).toBe(true);
    expect(past('2026-04-30T00:00:00.000Z')).toMatchObject({
      refusal: { code: 'BAD_USER_INPUT', field: 'effectiveFrom', rule: 'NOT_BEFORE_LAST_EVENT' },
    });
  });

  it('is judged by the status at the instant of its effect', () => {
    const held = authorization(['SUSPENDED', '2026-05-01T00:00:00.000Z'], ['AUTHORISED', '2026-12-31T00:00:00.000Z']);
    expect(decide(held, {})).toMatchObject({ refusal: { code: 'ILLEGAL_TRANSITION' } });
    expect(decide(held, { effectiveFrom: new Date('2026-12-31T00:00:00.000Z') }).ok).toBe(true);
    expect(
      decide({ ...held, validTo: '2026-11-30' }, { action: 'revoke', effectiveFrom: new Date('2027-01-01') }),
    ).toMatchObject({
      refusal: { code: 'ILLEGAL_TRANSITION' },
    });
  });

  it('records the end of a suspension with it', () => {
    const until = new Date('2027-01-01T00:00:00.000Z');
    expect(decide(authorization(), { until })).toMatchObject({
      value: [
        { sequence: 2, status: 'SUSPENDED' },
        { sequence: 3, status: 'AUTHORISED', effectiveFrom: until.toISOString() },
      ],
    });
    expect(decide(authorization(), { until: NOW })).toMatchObject({ refusal: { field: 'until' } });
    const planned = authorization(['REVOKED', '2026-12-01T00:00:00.000Z']);
    expect(decide(planned, { until })).toMatchObject({ refusal: { field: 'until', rule: 'BEFORE_PLANNED_EVENT' } });
  });
});
