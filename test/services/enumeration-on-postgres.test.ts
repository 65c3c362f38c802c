import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistry, type Registry } from '../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { createInProcessLink } from '../../subgraphs/runtime/subgraph.ts';
import { claimsOf, partners } from '../subgraphs/aeo-registry/support/registry-harness.ts';
import { krTin } from '../subgraphs/aeo-registry/support/sample-operators.ts';
import { askSubgraph, callerOf, createParties, createTestClock, pinnedTokens, silentLog } from '../support/parties.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

let own: OwnDatabase;
const replicas: Registry[] = [];

beforeAll(async () => {
  own = await createOwnDatabase('enumeration');
});

afterAll(async () => {
  for (const replica of replicas) await replica.stop();
  await own.drop();
});

test('replicas of a registry count the guesses of a caller together', async () => {
  const parties = await createParties();
  const clock = createTestClock();
  for (let number = 0; number < 2; number += 1) {
    replicas.push(
      await createRegistry({
        profile: getRegistryProfile('KR'),
        location: { kind: 'postgres', url: own.url },
        signer: parties.signer('registry-kr'),
        verifyToken: pinnedTokens(parties.trust, clock),
        trust: parties.trust,
        ...{ clock, log: silentLog, isPartner: partners },
      }),
    );
  }
  const links = replicas.map(createInProcessLink);
  const refused: boolean[] = [];
  for (let index = 0; index < 10; index += 1) {
    const representations = Array.from({ length: 10 }, (_, place) => ({
      __typename: 'KrOperator',
      tin: krTin((index * 10 + place) * 7_919),
    }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on KrOperator { attestation } } }';
    const link = links[index % 2];
    if (link === undefined) throw new TypeError('no replica');
    const { data } = await askSubgraph<{ _entities: { attestation: string }[] }>(
      ...([parties, 'registry-kr', link, clock, callerOf('JP'), query, { r: representations }] as const),
    );
    refused.push(data?._entities.every(({ attestation }) => claimsOf(attestation).statement === 'REFUSED') ?? false);
  }
  expect(refused).toEqual([...Array.from({ length: 9 }, () => false), true]);
});
