import { describe, expect, it } from 'vitest';
import { AUTHORIZATION_STATUSES } from '../../../../schema/contract/vocabulary.ts';
import {
  AUTHORIZATION_ACTIONS,
  AUTHORIZATION_LIFECYCLE,
  isFinal,
  nextStatus,
} from '../../../../subgraphs/aeo-registry/domain/authorization-lifecycle.ts';

const ALLOWED: Readonly<Record<string, string>> = {
  'AUTHORISED suspend': 'SUSPENDED',
  'AUTHORISED revoke': 'REVOKED',
  'AUTHORISED withdraw': 'WITHDRAWN',
  'SUSPENDED reinstate': 'AUTHORISED',
  'SUSPENDED revoke': 'REVOKED',
  'SUSPENDED withdraw': 'WITHDRAWN',
};

describe('the life cycle of an authorization', () => {
  const cells = AUTHORIZATION_STATUSES.flatMap((status) => AUTHORIZATION_ACTIONS.map((action) => ({ status, action })));

  it.each(cells)('says for $status × $action what becomes of it', ({ status, action }) => {
    const next = nextStatus(status, action);
    const expected = ALLOWED[`${status} ${action}`];
    expect(next.ok).toBe(expected !== undefined);
    if (next.ok) expect(next.value).toBe(expected);
    else expect(next.refusal.code).toBe('ILLEGAL_TRANSITION');
  });

  it('names what is allowed where it refuses', () => {
    const refusal = nextStatus('SUSPENDED', 'suspend');
    expect(refusal).toMatchObject({ ok: false });
    expect(JSON.stringify(refusal)).toContain('allowed are: reinstate, revoke, withdraw');
    expect(JSON.stringify(nextStatus('REVOKED', 'reinstate'))).toContain('no action is allowed');
  });

  it('ends with REVOKED and WITHDRAWN', () => {
    expect((['AUTHORISED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN'] as const).filter(isFinal)).toEqual([
      'REVOKED',
      'WITHDRAWN',
    ]);
    expect(Object.keys(AUTHORIZATION_LIFECYCLE)).toEqual([...AUTHORIZATION_STATUSES]);
  });
});
