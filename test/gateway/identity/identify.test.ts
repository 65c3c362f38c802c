import { beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../../gateway/identity/identify.ts';
import { GATEWAY_SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { signCallerAssertion, verifyCallerAssertion } from '../../../schema/trust/caller-assertion.ts';
import { demonstrationToken } from '../../../scripts/start/demonstration-token.ts';
import { callerOf, createParties, type Parties, pinnedTokens } from '../../support/parties.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const EIGHT_HOURS_LATER = new Date('2026-11-24T20:00:00Z');
let parties: Parties;
beforeAll(async () => {
  parties = await createParties();
});

async function identified(scopes: readonly Scope[], actor?: string) {
  const token = await demonstrationToken(parties.signer('demonstration-issuer'), 'EU', scopes, NOW, actor);
  const presented = { authorization: `Bearer ${token}`, dpop: undefined, url: 'http://localhost:4000/graphql' };
  return identify(
    presented,
    pinnedTokens(parties.trust, () => NOW),
  );
}

describe('a token', () => {
  it('of an officer names no actor and permits nothing of an actor’s', async () => {
    expect(await identified([...GATEWAY_SCOPES, 'vendor:self'])).toEqual({
      administration: 'EU',
      subject: 'officer@EU',
      scopes: GATEWAY_SCOPES,
      expiresAt: EIGHT_HOURS_LATER,
    });
  });

  it('of a vendor names it and permits that alone, whatever words it carries', async () => {
    expect(await identified([...GATEWAY_SCOPES, 'vendor:self'], 'CN4403960001')).toEqual({
      administration: 'EU',
      subject: 'vendor:CN4403960001',
      actor: 'CN4403960001',
      scopes: ['vendor:self'],
      expiresAt: EIGHT_HOURS_LATER,
    });
  });
});

describe('the gateway’s word', () => {
  it('takes the actor along to the subgraph, and again nothing of an officer’s', async () => {
    const caller = callerOf('EU', { actor: 'DE1234567', scopes: ['vendor:self', 'vendor:read'] });
    const call = { subgraph: 'vendor-registration', body: '{"query":"{ __typename }"}' };
    const word = await signCallerAssertion(parties.signer('gateway'), caller, call, NOW);
    const demand = { ...call, trust: parties.trust, from: ['GATEWAY'], now: NOW } as const;
    const believed = await verifyCallerAssertion(word, demand);
    expect(believed).toEqual({ ...caller, scopes: ['vendor:self'] });
  });
});
