import { describe, expect, test } from 'vitest';
import { CallRefused } from '../../../gateway/transport/call-refused.ts';
import { DEFAULT_TRANSPORT, type TransportSettings } from '../../../gateway/transport/transport-settings.ts';
import { createWays, type Way } from '../../../gateway/transport/ways.ts';
import { LinkFailure, type LinkFailureKind, type SubgraphLink } from '../../../schema/link/subgraph-link.ts';

const KOREA = 'registry-kr';

/** A link that is never used: what is sent over it is the test’s. */
const LINK: SubgraphLink = {
  request: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
  probe: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
  events: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
  close: async () => undefined,
};

function wayWith(settings: Partial<TransportSettings> = {}): Way {
  return createWays(new Map([[KOREA, LINK]]), { ...DEFAULT_TRANSPORT, ...settings }).to(KOREA);
}

/** Calls that wait until they are let go. */
function heldCalls() {
  const letGo: (() => void)[] = [];
  return {
    letGo: () => {
      for (const go of letGo.splice(0)) go();
    },
    call: () => new Promise<string>((resolve) => letGo.push(() => resolve('answer'))),
  };
}

describe('a call', () => {
  test.each<[LinkFailureKind, number]>([
    ['NOT_SENT', 2],
    ['UNAVAILABLE', 1],
    ['TIMEOUT', 1],
  ])('that ends as %s was made %i times', async (kind, times) => {
    let made = 0;
    const sent = wayWith().send(async () => {
      made += 1;
      throw new LinkFailure(kind);
    });
    await expect(sent).rejects.toMatchObject({ kind });
    expect(made).toBe(times);
  });

  test('that was not sent is answered at the second attempt, under what is left of its deadline', async () => {
    const deadlines: number[] = [];
    const answer = await wayWith({ registryTimeoutMs: 500 }).send(async (_link, timeoutMs) => {
      deadlines.push(timeoutMs);
      if (deadlines.length === 1) throw new LinkFailure('NOT_SENT');
      return 'answer';
    });
    expect(answer).toBe('answer');
    expect(deadlines).toEqual([500, expect.any(Number)]);
    expect(deadlines[1]).toBeLessThanOrEqual(500);
  });

  test('to a registry has that registry’s own deadline where it has one', async () => {
    const settings = { registryTimeoutMs: 3_000, timeoutsMs: new Map([[KOREA, 700]]) };
    expect(await wayWith(settings).send(async (_link, timeoutMs) => timeoutMs)).toBe(700);
  });

  test('to a subgraph without a link is silence', async () => {
    const sent = createWays(new Map(), DEFAULT_TRANSPORT)
      .to(KOREA)
      .send(async () => 'answer');
    await expect(sent).rejects.toThrow(LinkFailure);
  });
});

describe('calls to one registry', () => {
  test('are so many at once, as many again wait, and further ones are refused', async () => {
    const way = wayWith({ registryCalls: 3, queueMs: 60_000 });
    const held = heldCalls();
    const sent = Array.from({ length: 8 }, () => way.send(held.call));
    const settled = Promise.allSettled(sent);
    await expect(sent[7]).rejects.toMatchObject({ name: 'CallRefused', by: 'TOO_MANY_CALLS' });
    expect(way.state()).toEqual({ circuit: 'CLOSED', underWay: 3, queued: 3 });
    held.letGo();
    await expect.poll(() => way.state(), { timeout: 20_000 }).toMatchObject({ underWay: 3, queued: 0 });
    held.letGo();
    const statuses = (await settled).map(({ status }) => status);
    expect(statuses).toEqual([...Array(6).fill('fulfilled'), ...Array(2).fill('rejected')]);
    expect(way.state()).toEqual({ circuit: 'CLOSED', underWay: 0, queued: 0 });
  });

  test('that waited too long are refused, and not made after all', async () => {
    const way = wayWith({ registryCalls: 1, queueMs: 5 });
    const held = heldCalls();
    const first = way.send(held.call);
    let isMade = false;
    const second = way.send(async () => {
      isMade = true;
      return 'answer';
    });
    await expect(second).rejects.toThrow(CallRefused);
    held.letGo();
    expect(await first).toBe('answer');
    expect(await way.send(async () => 'third')).toBe('third');
    expect(isMade).toBe(false);
  });

  test('that are refused for their number say nothing against the registry', async () => {
    const way = wayWith({ registryCalls: 1, queueMs: 1, failuresToOpen: 2 });
    const held = heldCalls();
    const first = way.send(held.call);
    await Promise.allSettled(Array.from({ length: 10 }, () => way.send(held.call)));
    held.letGo();
    expect(await first).toBe('answer');
    expect(way.state().circuit).toBe('CLOSED');
  });
});
