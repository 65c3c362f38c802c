import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpLink } from '../../../schema/link/http-link.ts';
import type { LinkFailureKind, SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import { openTlsFiles } from '../../../schema/link/tls-files.ts';
import { createTestAuthority } from '../../support/certificates.ts';
import { type Fault, SOUND, saying, startFaultProxy } from '../../support/fault-proxy.ts';
import { silentLog } from '../../support/parties.ts';

const TIMEOUT_MS = 300;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

/** Answers over HTTP on a port of its own. */
async function serve(answer: RequestListener): Promise<number> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => void server.close().closeAllConnections() });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function opening(link: SubgraphLink): SubgraphLink {
  opened.push(link);
  return link;
}

const send = (link: SubgraphLink) => link.request({ headers: {}, body: '{}', timeoutMs: TIMEOUT_MS });

describe('a request over HTTP', () => {
  test.each<[LinkFailureKind, string, Fault, number]>([
    ['NOT_SENT', 'nobody listens', { refuses: true }, 0],
    ['UNAVAILABLE', 'the connection is reset', { asked: (client) => client.resetAndDestroy() }, 0],
    ['UNAVAILABLE', 'the answer is lost', { answered: (client) => client.resetAndDestroy() }, 1],
    ['UNAVAILABLE', 'what answers speaks no HTTP', saying('SSH-2.0\r\n'), 0],
    ['TIMEOUT', 'nothing comes', { asked: () => undefined }, 0],
    ['TIMEOUT', 'the answer does not come', { answered: () => undefined }, 1],
  ])('ends as %s where %s', async (kind, _what, fault, arrived) => {
    let count = 0;
    const port = await serve((_request, response) => {
      count += 1;
      response.end('{}');
    });
    const proxy = await startFaultProxy(port);
    opened.push(proxy);
    const link = opening(createHttpLink(`http://127.0.0.1:${proxy.port}`));
    await proxy.set(fault);
    await expect(send(link)).rejects.toMatchObject({ kind });
    expect(count).toBe(arrived);
    await proxy.set(SOUND);
    expect(await send(link)).toBe('{}');
  });

  test.each([502, 503, 504])('that a proxy answers with %i has no answer', async (status) => {
    const port = await serve((_request, response) => response.writeHead(status).end('{"data":{}}'));
    await expect(send(opening(createHttpLink(`http://127.0.0.1:${port}`)))).rejects.toMatchObject({
      kind: 'UNAVAILABLE',
    });
  });

  test('is not sent where the other side cannot show who it is', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'aeo-link-'));
    const authority = await createTestAuthority(directory);
    const tls = openTlsFiles(await authority.certify('own', new Date(0), new Date('2039-01-01')), silentLog);
    if (tls === undefined) throw new TypeError('no files');
    opened.push(tls);
    const port = await serve((_request, response) => response.end('{}'));
    await expect(send(opening(createHttpLink(`https://127.0.0.1:${port}`, tls)))).rejects.toMatchObject({
      kind: 'NOT_SENT',
    });
    rmSync(directory, { recursive: true });
  });
});
