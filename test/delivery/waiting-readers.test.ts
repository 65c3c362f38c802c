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

  async function ask(after: string, wait: string, party = READER, signal?: AbortSignal): Promise<Response> {
    const signer = world.trustStore.signerOf(party);
    const call = { subgraph: SOURCE, body: after };
    const assertion = await signCallerAssertion(signer, callerOf(party.slice(-2).toUpperCase()), call, systemClock());
    const url = `http://127.0.0.1:${way.port()}/events?after=${after}&wait=${wait}`;
    return fetch(url, {
      headers: { [CALLER_ASSERTION_HEADER]: assertion },
      ...(signal === undefined ? {} : { signal }),
    });
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
    const gone = new AbortController();
    const waiting = Array.from({ length: WAITS }, () =>
      ask('1', '25', READER, gone.signal).catch(() => 'gone' as const),
    );
    // Once they all wait, whoever comes next is not made to; before that it waits as they do, and is sent away.
    await expect
      .poll(async () => (await ask('1', '25', READER, AbortSignal.timeout(500)).catch(() => undefined))?.json(), {
        timeout: 20_000,
      })
      .toEqual({ events: [] });
    gone.abort();
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: WAITS }, () => 'gone'));
    // Those who left make room for others.
    const next = ask('1', '25');
    await telling.tell(['more']);
    expect(await (await next).json()).toMatchObject({ events: [{ cursor: '2' }] });
  });

  test('are let go when the one that tells stops, which is not an answer that there is nothing new', async () => {
    const waiting = ask('2', '25');
    await new Promise((resolve) => setTimeout(resolve, 200));
    telling.subgraph.feed?.release();
    expect((await waiting).status).toBe(503);
    await serving.stop();
  });
});
