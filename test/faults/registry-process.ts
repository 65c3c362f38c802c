import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { GATEWAY_SCOPES, REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { demonstrationToken } from '../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, GATEWAY, openTrustStore } from '../../scripts/start/trust-store.ts';
import { freePort, ROOT } from '../support/npm-start.ts';

/** One answer, as it came. */
export interface ProcessAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** The registry of Korea in a process of its own, which can be killed and started again on the same data and port. */
export interface RegistryProcess {
  /** Starts it, and waits until it answers. */
  start(): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks its officer endpoint; rejects where it died before it answered. */
  officer(query: string, variables: object): Promise<ProcessAnswer>;
  /** Asks as Japan, through the gateway, in a request of its own. */
  partner(query: string, variables: object): Promise<ProcessAnswer>;
}

const PATIENCE_MS = 30_000;

export async function registryProcess(dataDirectory: string): Promise<RegistryProcess> {
  const now = new Date();
  const { signerOf } = await openTrustStore(dataDirectory, now);
  const token = await demonstrationToken(signerOf(DEMONSTRATION_ISSUER), 'KR', REGISTRY_SCOPES, now);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let ended: Promise<unknown> = Promise.resolve();
  let kill = (): void => undefined;

  async function post(path: string, headers: Readonly<Record<string, string>>, body: object): Promise<ProcessAnswer> {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as ProcessAnswer;
  }

  return {
    async start() {
      const child = spawn(process.execPath, ['--import', 'tsx', 'subgraphs/aeo-registry/main.ts'], {
        cwd: ROOT,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          PATH: process.env['PATH'],
          ...{ ADMINISTRATION: 'KR', DATA_DIR: dataDirectory, PORT: String(port), LOG_LEVEL: 'error' },
        },
      });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      ended = new Promise((resolve) => child.on('close', resolve));
      kill = () => child.kill('SIGKILL');
      for (const begin = performance.now(); ; await delay(20)) {
        const isHealthy = await fetch(`${base}/health`).then(
          ({ ok }) => ok,
          () => false,
        );
        if (isHealthy) return;
        if (child.exitCode !== null || performance.now() - begin > PATIENCE_MS)
          throw new Error(`the registry does not start: ${said}`);
      }
    },
    async kill() {
      kill();
      await ended;
    },
    officer: (query, variables) => post('/officer/graphql', { authorization: `Bearer ${token}` }, { query, variables }),
    async partner(query, variables) {
      const asking = { administration: 'JP', subject: 'officer@JP', scopes: GATEWAY_SCOPES } as const;
      const caller = { ...asking, purpose: 'IMPORT_CLEARANCE', requestId: randomUUID() } as const;
      const call = { subgraph: 'registry-kr', body: JSON.stringify({ query, variables }) };
      const assertion = await signCallerAssertion(signerOf(GATEWAY), caller, call, new Date());
      return post('/graphql', { [CALLER_ASSERTION_HEADER]: assertion }, { query, variables });
    },
  };
}
