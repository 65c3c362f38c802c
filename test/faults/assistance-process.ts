import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { MUTUAL_ASSISTANCE_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { GATEWAY, openTrustStore } from '../../scripts/start/trust-store.ts';
import { type HttpAnswer, post } from '../support/federation.ts';
import { freePort, ROOT } from '../support/npm-start.ts';
import { callerOf } from '../support/parties.ts';

/** Mutual assistance as a process of its own, asked as the gateway asks it. */
export interface AssistanceProcess {
  readonly url: string;
  ask<Data>(administration: string, query: string, variables: object): Promise<HttpAnswer<Data>>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Starts it on a directory, with one case system, and waits until it answers. */
export async function startAssistanceProcess(
  dataDirectory: string,
  caseSystem: { readonly administration: string; readonly url: string },
): Promise<AssistanceProcess> {
  const { signerOf } = await openTrustStore(dataDirectory, new Date());
  const caseSystems = join(dataDirectory, 'case-systems.json');
  writeFileSync(caseSystems, JSON.stringify([caseSystem]));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'subgraphs/mutual-assistance/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ ...process.env, PORT: String(port), DATA_DIR: dataDirectory, CASE_SYSTEMS: caseSystems },
      // Nobody is there: no vendor of a registration is asked about.
      VENDOR_REGISTRATION_URL: 'http://127.0.0.1:1',
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));

  const end = Date.now() + PATIENCE_MS;
  while (!(await isAlive(url))) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`it does not answer: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async ask(administration, query, variables) {
      const caller = callerOf(administration, { purpose: 'AEO_VALIDATION' });
      const call = { subgraph: MUTUAL_ASSISTANCE_SUBGRAPH, body: JSON.stringify({ query, variables }) };
      const assertion = await signCallerAssertion(signerOf(GATEWAY), caller, call, new Date());
      return post(`${url}/graphql`, { query, variables }, { [CALLER_ASSERTION_HEADER]: assertion });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function isAlive(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
