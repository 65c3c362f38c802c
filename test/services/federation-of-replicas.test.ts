import { setTimeout as delay } from 'node:timers/promises';
import { BalancedPool } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { createInProcessLink } from '../../subgraphs/runtime/subgraph.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';
import { createOwnNats } from './own-nats.ts';

const TIN = KOREAN_EXPORTER.tin;
const RECOGNISED = `{ recognitions(questions: [{ tin: "${TIN}", role: EXPORTER }]) { decision { outcome reasons } } }`;
const SIGNALS = `{ partnerSignals(tin: "${TIN}") { kind from } }`;
const HELD = `{ operator(tin: "${TIN}") { version record { authorizations { number status } } } }`;

/** Until it holds; generous, since a machine may be busy. */
const SOON = { timeout: 20_000, interval: 50 } as const;

describe('two replicas of every subgraph and two gateways, on PostgreSQL and NATS, behind one balancer', () => {
  const nats = createOwnNats();
  const replicas: TestFederation[] = [];
  let database: OwnDatabase;
  let balancer: BalancedPool;

  beforeAll(async () => {
    database = await createOwnDatabase('federation_of_replicas');
    const settings = nats.settings();
    const running = ['KR', 'JP', 'EU'];
    const without = ADMINISTRATIONS.map(({ code }) => code).filter((code) => !running.includes(code));
    const location = { kind: 'postgres', url: database.url } as const;
    const one = await startFederation({ location, nats: settings, without });
    const { dataDirectory } = one;
    replicas.push(one, await startFederation({ location, nats: settings, without, dataDirectory }));
    balance(replicas);
    balancer = new BalancedPool(replicas.map(({ url }) => url));
  }, 120_000);

  afterAll(async () => {
    await balancer.close();
    for (const replica of replicas) await replica.stop();
    await nats.remove();
    await database.drop();
  });

  async function ask(path: string, query: string, token: string): Promise<Record<string, unknown>> {
    const headers = {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
      'purpose-of-use': 'IMPORT_CLEARANCE',
    };
    const { body } = await balancer.request({ method: 'POST', path, headers, body: JSON.stringify({ query }) });
    const { data, errors } = (await body.json()) as { data: Record<string, unknown>; errors?: object[] };
    expect(errors).toBeUndefined();
    return data;
  }

  const atGateway = async (administration: string, query: string) =>
    ask('/graphql', query, (await replicas[0]?.token(administration)) ?? '');
  const outcomes = async (times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => atGateway('JP', RECOGNISED)));
    return new Set(answers.map((answer) => JSON.stringify(answer['recognitions'])));
  };
  const answer = (outcome: string, ...reasons: string[]) =>
    new Set([JSON.stringify([{ decision: { outcome, reasons } }])]);

  test('answer alike, wherever a call comes to', async () => {
    expect(await outcomes(24)).toEqual(answer('RECOGNISED'));
  });

  test('decide by a suspension of benefits from the moment on at which one of them has acknowledged it', async () => {
    await atGateway('JP', `mutation { suspendBenefits(tin: "${TIN}", remark: "Undeclared goods") { tin } }`);
    expect(await outcomes(12)).toEqual(answer('NOT_RECOGNISED', 'BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE'));
  });

  test('tell the home registry of it once, and both of its replicas show it', async () => {
    const shown = () =>
      Promise.all(replicas.map(async (replica) => (await replica.askOfficer('KR', SIGNALS)).data['partnerSignals']));
    const once = [{ kind: 'BENEFITS_SUSPENDED', from: 'JP' }];
    await expect.poll(shown, SOON).toEqual([once, once]);
    await delay(500);
    expect(await shown()).toEqual([once, once]);
  });

  test('refuse at the other what was changed at one meanwhile', async () => {
    const [one, other] = replicas;
    const held = await one?.askOfficer<{
      operator: { version: number; record: { authorizations: { number: string }[] } };
    }>('KR', HELD);
    const number = held?.data.operator.record.authorizations[0]?.number;
    const suspend = `mutation M($version: Int!) { suspendAuthorization(number: "${number}", ground: "Suspicion", version: $version) { status } }`;
    const version = held?.data.operator.version;
    expect((await other?.askOfficer('KR', suspend, { version }))?.errors).toEqual([]);
    expect((await one?.askOfficer('KR', suspend, { version }))?.errors).toMatchObject([
      { extensions: { code: 'VERSION_CONFLICT' } },
    ]);
  });
});

/** Sends the calls of each gateway to the replicas of each subgraph by turns, as a balancer between processes does. */
function balance(replicas: readonly TestFederation[]): void {
  const subgraphsOf = ({ embedded }: TestFederation) => [
    ...embedded.services.values(),
    ...embedded.registries.values(),
  ];
  const all = replicas.map((replica) => new Map(subgraphsOf(replica).map((subgraph) => [subgraph.name, subgraph])));
  for (const { embedded } of replicas) {
    for (const name of embedded.links.keys()) {
      const links = all.flatMap((subgraphs) => {
        const subgraph = subgraphs.get(name);
        return subgraph === undefined ? [] : [createInProcessLink(subgraph)];
      });
      (embedded.links as Map<string, SubgraphLink>).set(name, byTurns(links));
    }
  }
}

function byTurns(links: readonly SubgraphLink[]): SubgraphLink {
  let turn = 0;
  const next = (): SubgraphLink => {
    turn += 1;
    const link = links[turn % links.length];
    if (link === undefined) throw new TypeError('a subgraph without replicas');
    return link;
  };
  return {
    request: (request) => next().request(request),
    probe: (timeoutMs) => next().probe(timeoutMs),
    events: (request) => next().events(request),
    close: async () => undefined,
  };
}
