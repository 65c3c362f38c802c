import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { Command } from 'commander';
import { REGISTRY_SCOPES } from '../schema/contract/scopes.ts';
import { VENDOR_REGISTRATION_SUBGRAPH } from '../schema/contract/subgraph-names.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { endProcess, type StartedServer, startServer } from './measure/started-server.ts';
import { demonstrationOperators } from './seed/demonstration-operators.ts';
import { EU_FULFILMENT_CENTRE } from './seed/worth-asking.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from './start/trust-store.ts';

const { changes, nats } = new Command('npm run measure:events --')
  .description(
    'Measures how long after an officer’s change was acknowledged by its registry the hub has it in its database.',
  )
  .option('--changes <n>', 'how many changes, one after another', Number, 200)
  .option('--nats <url>', 'a NATS server with JetStream; without it that way is left out')
  .parse()
  .opts<{ changes: number; nats?: string }>();

const REGISTER = `mutation M($tin: TIN!, $vendors: [RepresentedVendorInput!]!) {
  registerRepresentedVendors(tin: $tin, vendors: $vendors) { written }
}`;
const IMPORT = 'mutation M($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }';

/** A federation that runs: where the European Union’s officers change, and where the hub keeps what it is told. */
interface Running {
  readonly officerUrl: string;
  readonly hubDatabase: string;
}

/** One way in which processes stand to each other. */
interface Arrangement {
  readonly name: string;
  start(directory: string, run: Run): Promise<Running>;
}

/** Starts a process, and gives its address when it answers. */
type Run = (file: string, variables: Readonly<Record<string, string>>) => Promise<string>;

const inOneProcess: Arrangement = {
  name: 'in process',
  async start(directory, run) {
    const url = await run('scripts/start.ts', { DATA_DIR: directory });
    return { officerUrl: `${url}/registries/EU/graphql`, hubDatabase: join(directory, 'databases') };
  },
};

function inProcesses(name: string, variables: Readonly<Record<string, string>>): Arrangement {
  return {
    name,
    async start(directory, run) {
      const shared = {
        ...variables,
        TRUST_LIST: join(directory, 'trust-list.json'),
        KEYS_DIR: join(directory, 'keys'),
      };
      const registry = await run('subgraphs/aeo-registry/main.ts', {
        ...{ ...shared, ADMINISTRATION: 'EU', DATA_DIR: join(directory, 'eu'), SQLITE_SYNCHRONOUS: 'NORMAL' },
      });
      const hubDatabase = join(directory, 'hub');
      await run('subgraphs/vendor-registration/main.ts', {
        ...{ ...shared, DATA_DIR: hubDatabase, REGISTRY_EU_URL: registry, SQLITE_SYNCHRONOUS: 'NORMAL' },
        MUTUAL_ASSISTANCE_URL: 'http://127.0.0.1:1',
      });
      return { officerUrl: `${registry}/officer/graphql`, hubDatabase };
    },
  };
}

async function measure({ name, start }: Arrangement): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-events-'));
  const servers: StartedServer[] = [];
  const { signerOf } = await openTrustStore(directory, systemClock());
  const { officerUrl, hubDatabase } = await start(directory, async (file, variables) => {
    const server = await startServer(file, variables);
    servers.push(server);
    return server.url;
  });
  const token = await demonstrationToken(signerOf(DEMONSTRATION_ISSUER), 'EU', REGISTRY_SCOPES, systemClock());

  async function officer(query: string, variables: object): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify({ query, variables });
    const answer = (await (await fetch(officerUrl, { method: 'POST', headers, body })).json()) as { errors?: unknown };
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  }

  const operators = demonstrationOperators('EU').map(({ consents, national: _national, ...operator }) => {
    return { ...operator, consents: consents.map(({ destination }) => destination) };
  });
  await officer(IMPORT, { operators });
  const database = new Sqlite(join(hubDatabase, `${VENDOR_REGISTRATION_SUBGRAPH}.sqlite`), { readonly: true });
  const count = database.prepare('SELECT count(*) FROM registry_event').pluck();
  const delays: number[] = [];
  // The first ones warm both sides up.
  for (let change = -20; change < changes; change += 1) {
    const known = count.get();
    const vendor = { name: `Vendor ${change}`, establishedIn: 'CN', from: '2026-01-01' };
    await officer(REGISTER, { tin: EU_FULFILMENT_CENTRE.tin, vendors: [vendor] });
    const acknowledged = performance.now();
    while (count.get() === known) await delay(1);
    if (change >= 0) delays.push(performance.now() - acknowledged);
  }
  database.close();
  await Promise.all(servers.map(endProcess));
  rmSync(directory, { recursive: true, force: true });
  delays.sort((a, b) => a - b);
  const at = (share: number) => `${(delays[Math.ceil(delays.length * share) - 1] ?? 0).toFixed(1)} ms`;
  console.log(
    `${name.padEnd(12)} p50 ${at(0.5).padStart(9)}   p99 ${at(0.99).padStart(9)}   longest ${at(1).padStart(9)}`,
  );
}

async function removeStream(url: string, prefix: string): Promise<void> {
  const { connect } = await import('@nats-io/transport-node');
  const { jetstreamManager } = await import('@nats-io/jetstream');
  const connection = await connect({ servers: url });
  await (await jetstreamManager(connection)).streams.delete(`${prefix}-events`);
  await connection.close();
}

console.log(`${changes} changes: from the registry’s acknowledgement to the row at the hub`);
await measure(inOneProcess);
await measure(inProcesses('over HTTP', {}));
if (nats !== undefined) {
  const prefix = `measure-${process.pid}`;
  await measure(inProcesses('over NATS', { NATS_URL: nats, NATS_PREFIX: prefix }));
  await removeStream(nats, prefix);
}
