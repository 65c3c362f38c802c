import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBudgets } from '../../gateway/limits/budgets.ts';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { createRegistry, type Registry } from '../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { callerOf, createParties, type Parties, pinnedTokens, silentLog } from '../support/parties.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

const KOREA = registrySubgraph('KR');

let database: OwnDatabase;
beforeAll(async () => {
  database = await createOwnDatabase('replicas');
});
afterAll(() => database.drop());

describe('what replicas share', () => {
  test('is the budget of a caller: what one gateway counts is spent at the other', async () => {
    const [one, other] = await Promise.all([
      openBudgets({ costPerMinute: 100, databaseUrl: database.url }),
      openBudgets({ costPerMinute: 100, databaseUrl: database.url }),
    ]);
    const caller = callerOf('JP');
    expect(await one.spend(caller, 60)).toBeUndefined();
    expect(await other.spend(caller, 60)).toBeGreaterThan(0);
    expect(await other.spend(callerOf('US'), 60)).toBeUndefined();
    await Promise.all([one.close(), other.close()]);
  });

  test('is the memory of the calls that were answered: what one replica has answered the other refuses', async () => {
    const parties: Parties = await createParties();
    const start = (): Promise<Registry> =>
      createRegistry({
        profile: getRegistryProfile('KR'),
        location: { kind: 'postgres', url: database.url },
        signer: parties.signer(KOREA),
        trust: parties.trust,
        clock: systemClock,
        log: silentLog,
        verifyToken: pinnedTokens(parties.trust, systemClock),
      });
    const one = await start();
    const other = await start();
    const body = JSON.stringify({
      query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on KrOperator { attestation } } }',
      variables: { of: [{ __typename: 'KrOperator', tin: 'KR1234567890' }] },
    });
    const call = { subgraph: KOREA, body };
    const assertion = await signCallerAssertion(parties.signer('gateway'), callerOf('JP'), call, new Date());
    const headers = { 'content-type': 'application/json', [CALLER_ASSERTION_HEADER]: assertion };
    const answers = await Promise.all(
      [one, other, one, other].map(({ endpoint }) => endpoint.answer({ headers, body })),
    );
    expect(answers.filter(({ body: text }) => !text.includes('UNAUTHENTICATED'))).toHaveLength(1);
    await Promise.all([one.stop(), other.stop()]);
  });
});
