import { describe, expect, it } from 'vitest';
import { maintenanceAnnouncedSchema } from '../../../schema/contract/registry-event.ts';

describe('a maintenance window that a registry announces', () => {
  const isBelieved = (from: string, until: string) =>
    maintenanceAnnouncedSchema.safeParse({
      ...{ iss: 'urn:aeo:registry:KR', aud: 'urn:aeo:hub', sub: 'KR', jti: '1', iat: 1_795_521_600 },
      kind: 'MAINTENANCE_ANNOUNCED',
      window: { id: '1', from, until, fallbackAllowed: true, remark: null, isWithdrawn: false },
    }).success;

  it('lasts, and three days at most: nobody is put off for ever', () => {
    expect(isBelieved('2026-11-24T12:00:00Z', '2026-11-24T12:00:01Z')).toBe(true);
    expect(isBelieved('2026-11-24T12:00:00Z', '2026-11-27T12:00:00Z')).toBe(true);
    expect(isBelieved('2026-11-24T12:00:00Z', '2026-11-27T12:00:01Z')).toBe(false);
    expect(isBelieved('2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z')).toBe(false);
    expect(isBelieved('2026-11-24T12:00:00Z', '9999-01-01T00:00:00Z')).toBe(false);
  });
});
