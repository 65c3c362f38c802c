import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../../schema/contract/subgraph-names.ts';
import { openTrustStore, type TrustStore } from '../../../scripts/start/trust-store.ts';
import type { DatabaseLocation } from '../../../subgraphs/runtime/database.ts';
import { ROOT } from '../../support/npm-start.ts';
import { lastingPort } from './lasting-port.ts';

/** Administrations with a registry in a history; Japan asks too, and has none here. */
export const HOMES = ['KR', 'CN', 'EU'] as const;
export type Home = (typeof HOMES)[number];

export const GATEWAYS = ['gateway-1', 'gateway-2'] as const;

/** Every process of a federation, by name; any of them may be killed. */
export const PROCESSES: readonly string[] = [
  ...HOMES.map(registrySubgraph),
  RECOGNITION_SUBGRAPH,
  VENDOR_REGISTRATION_SUBGRAPH,
  MUTUAL_ASSISTANCE_SUBGRAPH,
  ...GATEWAYS,
];

/** A federation of which each subgraph and each gateway is a process of its own, over HTTP. */
export interface FederationProcesses {
  readonly trustStore: TrustStore;
  readonly trustList: string;
  urlOf(name: string): string;
  pidOf(name: string): number | undefined;
  /** Where the databases of a subgraph are. */
  locationOf(name: string): DatabaseLocation;
  /** Starts one, and waits until it answers. */
  start(name: string): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(name: string): Promise<void>;
  startAll(): Promise<void>;
  /** Tells all to stop, and gives the names of those that did not end with 0. */
  stopAll(): Promise<readonly string[]>;
  killAll(): Promise<void>;
  /** Tells a process something, and gives what it answers; only where a preload listens. */
  tell(name: string, message: object): Promise<unknown>;
  /** What they said of errors, a line each. */
  readonly said: readonly string[];
}

export interface ProcessesOptions {
  readonly directory: string;
  /** Undefined: SQLite files below the directory. */
  readonly databaseUrl?: string | undefined;
  /** Events travel over this broker; undefined: readers ask. */
  readonly natsUrl?: string | undefined;
  /** A module that every process loads before its own. */
  readonly preload?: string | undefined;
  /** Options of Node for every process. */
  readonly nodeOptions?: readonly string[];
}

const PATIENCE_MS = 240_000;

/** Prepares keys and ports; nothing runs before it is started. */
export async function federationProcesses(options: ProcessesOptions): Promise<FederationProcesses> {
  const { directory, databaseUrl, natsUrl, preload, nodeOptions = [] } = options;
  const trustStore = await openTrustStore(directory, new Date());
  const ports = new Map<string, number>();
  for (const name of PROCESSES) ports.set(name, await lastingPort(new Set(ports.values())));
  const running = new Map<string, { readonly child: ChildProcess; readonly ended: Promise<number | null> }>();
  const said: string[] = [];
  // Whoever ends leaves nobody behind.
  process.once('exit', () => {
    for (const { child } of running.values()) child.kill('SIGKILL');
  });
  const urlOf = (name: string) => `http://127.0.0.1:${ports.get(name)}`;
  const trustList = join(directory, 'trust-list.json');

  function environmentOf(name: string): Record<string, string> {
    const registries = Object.fromEntries(HOMES.map((code) => [`REGISTRY_${code}_URL`, urlOf(registrySubgraph(code))]));
    const hub = {
      RECOGNITION_URL: urlOf(RECOGNITION_SUBGRAPH),
      VENDOR_REGISTRATION_URL: urlOf(VENDOR_REGISTRATION_SUBGRAPH),
      MUTUAL_ASSISTANCE_URL: urlOf(MUTUAL_ASSISTANCE_SUBGRAPH),
    };
    const home = HOMES.find((code) => registrySubgraph(code) === name);
    return {
      PATH: process.env['PATH'] ?? '',
      PORT: String(ports.get(name)),
      DATA_DIR: join(directory, name),
      KEYS_DIR: join(directory, 'keys'),
      TRUST_LIST: trustList,
      LOG_LEVEL: 'error',
      // A busy machine is slow, not silent: only who is gone is taken for silent.
      REGISTRY_TIMEOUT_MS: '45000',
      SERVICE_TIMEOUT_MS: '60000',
      ...hub,
      ...(home === undefined ? registries : { ADMINISTRATION: home }),
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(natsUrl === undefined ? {} : { NATS_URL: natsUrl }),
    };
  }

  async function start(name: string): Promise<void> {
    mkdirSync(join(directory, name), { recursive: true });
    const preloads = preload === undefined ? [] : ['--import', preload];
    const child = spawn(process.execPath, [...nodeOptions, '--import', 'tsx', ...preloads, mainOf(name)], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', preload === undefined ? 'ignore' : 'ipc'],
      env: environmentOf(name),
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) =>
        said.push(
          ...chunk
            .toString()
            .trimEnd()
            .split('\n')
            .map((line) => `${name}: ${line}`),
        ),
      );
    }
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    running.set(name, { child, ended });
    for (const begin = performance.now(); ; await delay(20)) {
      if (await isHealthy(urlOf(name))) return;
      if (child.exitCode !== null) await ended;
      if (child.exitCode !== null || performance.now() - begin > PATIENCE_MS)
        throw new Error(`${name} does not start: ${said.slice(-5).join('\n')}`);
    }
  }

  async function signal(name: string, how: NodeJS.Signals): Promise<number | null> {
    const started = running.get(name);
    started?.child.kill(how);
    return (await started?.ended) ?? null;
  }

  return {
    trustStore,
    trustList,
    urlOf,
    pidOf: (name) => running.get(name)?.child.pid,
    locationOf: (name) =>
      databaseUrl === undefined
        ? { kind: 'sqlite', directory: join(directory, name), synchronous: 'FULL' }
        : { kind: 'postgres', url: databaseUrl },
    start,
    async kill(name) {
      await signal(name, 'SIGKILL');
    },
    async startAll() {
      await Promise.all(PROCESSES.map(start));
    },
    async stopAll() {
      const codes = await Promise.all(
        [...running.keys()].map(async (name) => [name, await signal(name, 'SIGTERM')] as const),
      );
      running.clear();
      return codes.filter(([, code]) => code !== 0).map(([name, code]) => `${name}: ${code}`);
    },
    async killAll() {
      await Promise.all([...running.keys()].map((name) => signal(name, 'SIGKILL')));
      trustStore.close();
    },
    async tell(name, message) {
      const child = running.get(name)?.child;
      if (child === undefined) throw new TypeError(`${name} does not run`);
      const answered = new Promise((resolve) => child.once('message', resolve));
      child.send(message);
      return answered;
    },
    said,
  };
}

function mainOf(name: string): string {
  if ((GATEWAYS as readonly string[]).includes(name)) return 'gateway/main.ts';
  return HOMES.some((code) => registrySubgraph(code) === name)
    ? 'subgraphs/aeo-registry/main.ts'
    : `subgraphs/${name}/main.ts`;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
