import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseLocation } from '../../subgraphs/runtime/database.ts';
import { deliveryContract } from '../delivery/delivery-contract.ts';
import { type DeliveryWay, overHttp, throughBroker } from '../delivery/delivery-way.ts';
import { createDeliveryWorld, type Telling, type Told } from '../delivery/delivery-world.ts';
import { numbered, SOON } from '../delivery/numbered.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';
import { createOwnNats } from './own-nats.ts';

const databases: OwnDatabase[] = [];
const nats = createOwnNats();

async function ownLocation(): Promise<DatabaseLocation> {
  const database = await createOwnDatabase(`delivery_${databases.length}`);
  databases.push(database);
  return { kind: 'postgres', url: database.url };
}

afterAll(async () => {
  await nats.remove();
  for (const database of databases) await database.drop();
});

describe('events on PostgreSQL over HTTP', () => deliveryContract(overHttp, { location: ownLocation, many: 1_000 }));

/** One place, where each side runs twice. */
describe.each([
  ['HTTP', () => [overHttp(), overHttp()]],
  [
    'NATS',
    () => {
      const settings = nats.settings();
      return [throughBroker(nats.open(settings)), throughBroker(nats.open(settings))];
    },
  ],
] as const)('events between replicas over %s', (_name, openWays) => {
  let ways: readonly DeliveryWay[];
  const tellings: Telling[] = [];
  const told: Told[] = [];
  const running: { stop(): Promise<void> }[] = [];

  beforeAll(async () => {
    const world = await createDeliveryWorld(await ownLocation());
    ways = openWays();
    for (const way of ways) {
      const telling = await world.openTelling();
      tellings.push(telling);
      running.push(await way.serve(world, telling));
    }
    for (const way of ways) {
      const one = await world.openTold();
      told.push(one);
      running.push(way.read(world, one));
    }
  });
  afterAll(async () => {
    for (const one of running.reverse()) await one.stop();
    for (const { database } of told) await database.close();
  });

  test('arrive whichever replica tells, and wherever its reader waits', async () => {
    const [one, other] = tellings;
    await one?.tell(['from the one']);
    await expect.poll(() => told[0]?.kept(), SOON).toEqual(['from the one']);
    await other?.tell(['from the other']);
    await expect.poll(() => told[0]?.kept(), SOON).toEqual(['from the one', 'from the other']);
  });

  test('are kept once, in the order in which they were told, while all tell and read at once', async () => {
    await Promise.all(tellings.map((telling, index) => telling.tell(numbered(1, 60).map((of) => `${of} of ${index}`))));
    await expect.poll(async () => (await told[0]?.kept())?.length, SOON).toBe(122);
    const kept = (await told[1]?.kept()) ?? [];
    for (const index of [0, 1]) {
      expect(kept.filter((remark) => remark.endsWith(` of ${index}`))).toEqual(
        numbered(1, 60).map((of) => `${of} of ${index}`),
      );
    }
    expect(await told[0]?.aside()).toEqual([]);
  });
});
