import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { VENDOR_REGISTRATION_SUBGRAPH } from '../../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../../schema/link/http-link.ts';
import type { SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import { serveSubgraph } from '../../../subgraphs/runtime/serve.ts';
import { type Follower, PROTOCOLS, type Told } from '../../support/stream-clients.ts';
import { type FollowedFederation, REGISTRATION, startFollowed } from './followed-federation.ts';

function idOf(told: Told | undefined): unknown {
  return (told?.data?.['vendorRegistrationChanged'] as { id: string } | undefined)?.id;
}

/** How the stream of a server that stops ended: complete over SSE, with 1001 over a WebSocket. */
async function endOf(follower: Follower): Promise<unknown> {
  try {
    return (await follower.next()) ?? 'complete';
  } catch (error) {
    return (error as { code: number }).code;
  }
}

test('a client goes on from its cursor after everything was stopped and started: nothing is missed, nothing told twice', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'aeo-streams-'));
  const before = await startFollowed({ dataDirectory });
  const ids = [await before.apply(), await before.apply()];
  const followers = await Promise.all(
    PROTOCOLS.map((protocol) => before.followAs(protocol, 'EU', REGISTRATION, { after: '0' })),
  );
  const read = await Promise.all(followers.map(async (one) => [await one.next(), await one.next()]));
  const cursors = read.map(([first]) => first?.extensions?.cursor ?? '');
  expect(read.map((told) => told.map(idOf))).toEqual([ids, ids]);
  const ends = Promise.all(followers.map(endOf));
  await before.embedded.stop();
  expect(await ends).toEqual(['complete', 1001]);

  const after = await startFollowed({ dataDirectory });
  ids.push(await after.apply());
  for (const [at, protocol] of PROTOCOLS.entries()) {
    const follower = await after.followAs(protocol, 'EU', REGISTRATION, { after: cursors[at] ?? null });
    expect([idOf(await follower.next()), idOf(await follower.next())]).toEqual(ids.slice(1));
  }
  await after.closeAll();
  await after.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}, 120_000);

describe('between processes', () => {
  let federation: FollowedFederation;
  let server: Server;
  let link: SubgraphLink;
  let upstream = 0;

  beforeAll(async () => {
    federation = await startFollowed();
    const subgraph = federation.embedded.services.get(VENDOR_REGISTRATION_SUBGRAPH);
    if (subgraph === undefined) throw new TypeError('no such subgraph');
    server = await serveSubgraph(subgraph, 0, '127.0.0.1');
    server.on('request', ({ url }, response) => {
      if (url !== '/graphql/stream') return;
      upstream += 1;
      response.once('close', () => {
        upstream -= 1;
      });
    });
    const address = server.address();
    link = createHttpLink(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    (federation.embedded.links as Map<string, SubgraphLink>).set(VENDOR_REGISTRATION_SUBGRAPH, link);
    await federation.apply();
  });
  afterEach(() => federation.closeAll());
  afterAll(async () => {
    await link.close();
    server.closeAllConnections();
    server.close();
    await federation.stop();
  });

  test.each(PROTOCOLS)('over %s a subgraph that is lost is found again, behind the last event', async (protocol) => {
    const follower = await federation.followAs(protocol, 'EU', REGISTRATION, { after: '0' });
    const first = await follower.next();
    let cursor = Number(first?.extensions?.cursor);
    for (let lost = 0; lost < 3; lost += 1) {
      const id = await federation.apply();
      for (let told = await follower.next(); ; told = await follower.next()) {
        cursor += 1;
        expect(told?.extensions?.cursor).toBe(String(cursor));
        if (idOf(told) === id) break;
      }
      server.closeAllConnections();
    }
  });

  test.each(PROTOCOLS)('over %s a client that leaves takes its stream at the subgraph with it', async (protocol) => {
    const followers = await Promise.all(
      [1, 2, 3].map(() => federation.followAs(protocol, 'EU', REGISTRATION, { after: '0' })),
    );
    for (const follower of followers) expect(idOf(await follower.next())).toBeDefined();
    expect(upstream).toBe(3);
    await federation.closeAll();
    await expect.poll(() => upstream).toBe(0);
    expect(await federation.openStreams()).toBe(0);
  });

  test('a hundred clients are each told once, in order', async () => {
    const query = 'subscription ($after: Cursor) { vendorRegistrationChanged(after: $after) { id } }';
    const followers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        federation.followAs(PROTOCOLS[at % 2] ?? 'sse', 'EU', query, { after: '0' }),
      ),
    );
    const known = await Promise.all(followers.map((follower) => follower.next()));
    expect(new Set(known.map(idOf)).size).toBe(1);
    const ids = [await federation.apply(), await federation.apply()];
    const told = await Promise.all(
      followers.map(async (follower) => {
        const seen: unknown[] = [];
        while (seen.at(-1) !== ids[1]) seen.push(idOf(await follower.next()));
        return seen.slice(-2);
      }),
    );
    expect(told).toEqual(followers.map(() => ids));
  });
});
