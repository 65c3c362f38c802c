import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createParties } from '../../support/parties.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

function startProcess(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'subgraphs/aeo-registry/main.ts'], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

describe('the process of one registry', () => {
  let child: ChildProcess | undefined;

  afterEach(() => {
    child?.kill('SIGKILL');
  });

  it('answers by itself, keeps its officers’ endpoint closed to strangers, and stops when it is asked to', async () => {
    const { directory, trust } = await createParties();
    const keys = trust.keys.map(({ key: _key, from, ...row }) => ({ ...row, from: from.toISOString() }));
    writeFileSync(join(directory, 'trust-list.json'), JSON.stringify({ keys }));
    const port = await freePort();
    child = startProcess({ ADMINISTRATION: 'KR', DATA_DIR: directory, PORT: String(port) });
    const base = `http://127.0.0.1:${port}`;
    const healthy = () =>
      fetch(`${base}/health`)
        .then((answer) => answer.json())
        .catch(() => undefined);
    await expect.poll(healthy, { timeout: 20_000 }).toMatchObject({ status: 'ok', subgraph: 'registry-kr' });
    const answer = await fetch(`${base}/officer/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { types { name } } }' }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('names every wrong setting at once and does not start', async () => {
    child = startProcess({ ADMINISTRATION: 'XX', PORT: 'x', SQLITE_SYNCHRONOUS: 'OFF', RECOGNITION_URL: 'hub' });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(child, 'exit')).toEqual([1, null]);
    for (const variable of ['ADMINISTRATION', 'PORT', 'SQLITE_SYNCHRONOUS', 'RECOGNITION_URL'])
      expect(said).toContain(variable);
  });
});
