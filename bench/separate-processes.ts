import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdministrationCode } from '../schema/administrations.ts';
import { REGISTRY_SCOPES } from '../schema/contract/scopes.ts';
import {
  HUB_SUBGRAPHS,
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../schema/contract/subgraph-names.ts';
import { freePort } from '../scripts/measure/started-server.ts';
import { demonstrationOperators } from '../scripts/seed/demonstration-operators.ts';
import { demonstrationToken } from '../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from '../scripts/start/trust-store.ts';

/** Every subgraph and the gateway as a process of its own, over loopback HTTP. */
export interface SeparateProcesses {
  readonly gatewayUrl: string;
  /** CPU milliseconds and resident bytes of each process until now, by its name. */
  usage(): ReadonlyMap<string, { readonly cpuMs: number; readonly residentBytes: number }>;
  stop(): Promise<void>;
}

/** Processes that start at a time: each compiles the sources for itself. */
const AT_A_TIME = 4;

const IMPORT = 'mutation M($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }';

/** Clock ticks a second of /proc (sysconf(_SC_CLK_TCK), 100 on every Linux that Node runs on). */
const TICKS = 100;
const PAGE_BYTES = 4_096;

async function untilAlive(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const isAlive = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isAlive) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

/** Starts them from the sources below `root`, with demonstration operators in every registry. */
export async function startSeparateProcesses(
  root: string,
  directory: string,
  codes: readonly AdministrationCode[],
): Promise<SeparateProcesses> {
  const children = new Map<string, ChildProcess>();
  const now = new Date();
  const { signerOf } = await openTrustStore(directory, now);
  const names = [...codes.map(registrySubgraph), ...HUB_SUBGRAPHS, 'gateway'];
  const urls = new Map<string, string>();
  for (const name of names) urls.set(name, `http://127.0.0.1:${await freePort()}`);
  const urlOf = (name: string) => urls.get(name) ?? '';
  const registries = Object.fromEntries(codes.map((code) => [`REGISTRY_${code}_URL`, urlOf(registrySubgraph(code))]));
  const hub = {
    RECOGNITION_URL: urlOf(RECOGNITION_SUBGRAPH),
    VENDOR_REGISTRATION_URL: urlOf(VENDOR_REGISTRATION_SUBGRAPH),
    MUTUAL_ASSISTANCE_URL: urlOf(MUTUAL_ASSISTANCE_SUBGRAPH),
  };

  async function run(name: string, file: string, variables: Readonly<Record<string, string>>): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        ...variables,
        PORT: new URL(urlOf(name)).port,
        DATA_DIR: join(directory, name),
        KEYS_DIR: join(directory, 'keys'),
        TRUST_LIST: join(directory, 'trust-list.json'),
        LOG_LEVEL: 'error',
      },
    });
    children.set(name, child);
    await untilAlive(urlOf(name));
  }

  async function seed(code: AdministrationCode): Promise<void> {
    const token = await demonstrationToken(signerOf(DEMONSTRATION_ISSUER), code, REGISTRY_SCOPES, now);
    const operators = demonstrationOperators(code).map(({ consents, national: _national, ...operator }) => ({
      ...operator,
      consents: consents.map(({ destination }) => destination),
    }));
    const answer = await fetch(`${urlOf(registrySubgraph(code))}/officer/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: IMPORT, variables: { operators } }),
    });
    if (!answer.ok) throw new Error(`${code}: the demonstration operators are refused`);
  }

  const starts = [
    ...codes.map((code) => async () => {
      const signals = { RECOGNITION_URL: hub.RECOGNITION_URL, MUTUAL_ASSISTANCE_URL: hub.MUTUAL_ASSISTANCE_URL };
      await run(registrySubgraph(code), 'subgraphs/aeo-registry/main.ts', { ADMINISTRATION: code, ...signals });
      await seed(code);
    }),
    ...HUB_SUBGRAPHS.map((name) => () => run(name, `subgraphs/${name}/main.ts`, { ...registries, ...hub })),
    () => run('gateway', 'gateway/main.ts', { ...registries, ...hub }),
  ];
  async function stop(): Promise<void> {
    const ended = [...children.values()].map(
      (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null))),
    );
    for (const child of children.values()) child.kill('SIGKILL');
    await Promise.all(ended);
  }
  try {
    while (starts.length > 0) await Promise.all(starts.splice(0, AT_A_TIME).map((start) => start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    gatewayUrl: urlOf('gateway'),
    usage: () => new Map([...children].map(([name, { pid }]) => [name, usageOf(pid ?? 0)])),
    stop,
  };
}

/** What a process has used until now; Linux only. */
export function usageOf(pid: number): { cpuMs: number; residentBytes: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS,
    residentBytes: Number(fields[21]) * PAGE_BYTES,
  };
}
