import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { callerOf } from '../support/parties.ts';
import { overHttp, type Serving } from './delivery-way.ts';
import { createDeliveryWorld, type DeliveryWorld, READER, SOURCE, type Telling } from './delivery-world.ts';

/** Waits of one reader that a feed allows at once. */
const WAITS = 8;

describe('readers that wait at a feed', () => {
  const way = overHttp();
  let world: DeliveryWorld;
  let telling: Telling;
  let serving: Serving;

  beforeAll(async () => {
    world = await createDeliveryWorld();
    telling = await world.openTelling();
    serving = await way.serve(world, telling);
  });
  afterAll(() => world.remove());

  function assertionOf(party: string, after: string): Promise<string> {
    const call = { subgraph: SOURCE, body: after };
    const caller = callerOf(party.slice(-2).toUpperCase());
    return signCallerAssertion(world.trustStore.signerOf(party), caller, call, systemClock());
  }

  async function ask(after: string, wait: string, party = READER): Promise<Response> {
    const headers = { [CALLER_ASSERTION_HEADER]: await assertionOf(party, after) };
    return fetch(`http://127.0.0.1:${way.port()}/events?after=${after}&wait=${wait}`, { headers });
  }

  test('are answered as soon as there is something for them, and not by what is for another', async () => {
    const other = ask('0', '0.5', 'registry-jp');
    const own = ask('0', '25');
    await telling.tell(['news']);
    expect(await (await own).json()).toMatchObject({ events: [{ cursor: '1' }] });
    expect(await (await other).json()).toEqual({ events: [] });
  });

  test('are answered at once where they ask for no sensible wait, or there are too many of them', async () => {
    for (const wait of ['0', '-1', 'x', 'NaN']) expect(await (await ask('1', wait)).json()).toEqual({ events: [] });
    // Nine at once: one is not made to wait, and eight are told.
    const nine = Array.from({ length: WAITS + 1 }, () => ask('1', '25').then((answer) => answer.json()));
    expect(await Promise.race(nine)).toEqual({ events: [] });
    await telling.tell(['more']);
    const answers = (await Promise.all(nine)) as { events: { cursor: string }[] }[];
    expect(answers.map(({ events }) => events.map(({ cursor }) => cursor).join()).sort()).toEqual([
      '',
      ...Array.from({ length: WAITS }, () => '2'),
    ]);
  });

  test('make room for others when they leave', async () => {
    const gone = new AbortController();
    const { feed } = telling.subgraph;
    const wait = { ms: 25_000, signal: gone.signal };
    const leaving = Array.from({ length: WAITS }, async () => feed?.read(await assertionOf(READER, '2'), '2', wait));
    gone.abort();
    expect(await Promise.all(leaving)).toEqual(Array.from({ length: WAITS }, () => []));
    const next = ask('2', '25');
    await telling.tell(['even more']);
    expect(await (await next).json()).toMatchObject({ events: [{ cursor: '3' }] });
  });

  test('are let go when the one that tells stops, which is not an answer that there is nothing new', async () => {
    const waiting = ask('3', '25');
    telling.subgraph.feed?.release();
    expect((await waiting).status).toBe(503);
    await serving.stop();
  });
});
