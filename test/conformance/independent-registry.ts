import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('./independent-registry/server.mjs', import.meta.url));

/** Operators of its own file, by what the EU may know of them. */
export const KNOWN = 'JP7168562612913';
export const KNOWN_SUSPENDED = 'JP6083085672049';
export const WITHHELD = 'JP4054698139792';

/** A registry that is not built on our code, as a process of its own. */
export interface IndependentRegistry {
  readonly url: string;
  readonly kid: string;
  readonly jwk: Record<string, unknown>;
  readonly directory: string;
  stop(): Promise<void>;
}

/** Starts it; `trustList` names the gateway whose word it takes. The directory keeps its key and its ledger. */
export async function startIndependentRegistry(
  trustList: string,
  mutilation = 'none',
  directory = mkdtempSync(join(tmpdir(), 'aeo-independent-')),
): Promise<IndependentRegistry> {
  const child = spawn(
    process.execPath,
    [SERVER, '--data', directory, '--trust-list', trustList, '--mutilation', mutilation],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { url, kid, jwk } = JSON.parse(await firstLine(child)) as Pick<IndependentRegistry, 'url' | 'kid' | 'jwk'>;
  return {
    url,
    kid,
    jwk,
    directory,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new TypeError('the registry says nothing');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the registry ended before it listened');
}
