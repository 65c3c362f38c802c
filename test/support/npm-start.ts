import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, type Scope } from '../../schema/contract/scopes.ts';
import { demonstrationToken } from '../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from '../../scripts/start/trust-store.ts';
import { type HttpAnswer, post } from './federation.ts';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What `/ready` says. */
export interface Readiness {
  readonly ready: boolean;
  readonly registries: Readonly<Record<string, string>>;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How it became ready. */
export interface Start {
  readonly readiness: Readiness;
  /** From the call. */
  readonly milliseconds: number;
  /** What the process computed in that time, on all cores; 0 where the system does not tell. */
  readonly cpuMilliseconds: number;
}

/** What `npm start` runs, as a process of its own. */
export interface StartedProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Everything that it printed so far. */
  output(): string;
  readonly ended: Promise<Ending>;
  /** Resolves when it is ready; rejects if it ends before. */
  readonly ready: Promise<Start>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  ask<Data>(administration: string, query: string, variables?: object): Promise<HttpAnswer<Data>>;
  askOfficer<Data>(administration: string, query: string, variables?: object): Promise<HttpAnswer<Data>>;
}

export interface StartOptions {
  readonly dataDirectory: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 60_000;

/** Runs the command of `npm start` on a free port. */
export async function npmStart({
  dataDirectory,
  arguments: args = [],
  environment,
}: StartOptions): Promise<StartedProcess> {
  const port = environment?.['PORT'] === undefined ? await freePort() : Number(environment['PORT']);
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDirectory, ...environment },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<Ending>((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  const url = `http://127.0.0.1:${port}`;

  async function untilReady(): Promise<Start> {
    for (;;) {
      const readiness = await readinessAt(url);
      const milliseconds = performance.now() - begin;
      if (readiness?.ready === true) {
        return { readiness, milliseconds, cpuMilliseconds: computedBy(child.pid) };
      }
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`it ended before it was ready: ${printed}`);
      if (milliseconds > PATIENCE_MS) throw new Error(`it is not ready after ${PATIENCE_MS} ms: ${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function tokenOf(administration: string, scopes: readonly Scope[]): Promise<string> {
    const now = new Date();
    const { signerOf } = await openTrustStore(dataDirectory, now);
    return demonstrationToken(signerOf(DEMONSTRATION_ISSUER), administration, scopes, now);
  }

  const ready = untilReady();
  ready.catch(() => undefined);
  return {
    url,
    port,
    child,
    output: () => printed,
    ended,
    ready,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async ask(administration, query, variables = {}) {
      return post(
        `${url}/graphql`,
        { query, variables },
        {
          authorization: `Bearer ${await tokenOf(administration, GATEWAY_SCOPES)}`,
          'purpose-of-use': 'IMPORT_CLEARANCE',
        },
      );
    },
    async askOfficer(administration, query, variables = {}) {
      return post(
        `${url}/registries/${administration}/graphql`,
        { query, variables },
        { authorization: `Bearer ${await tokenOf(administration, REGISTRY_SCOPES)}` },
      );
    },
  };
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new TypeError('a server without a port');
  return address.port;
}

/** Time in user and system mode, from fields 14 and 15 of Linux's `stat`, in hundredths of a second. */
function computedBy(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return 0;
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function readinessAt(url: string): Promise<Readiness | undefined> {
  try {
    const response = await fetch(`${url}/ready`);
    return (await response.json()) as Readiness;
  } catch {
    return undefined;
  }
}
