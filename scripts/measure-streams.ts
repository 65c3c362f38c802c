import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ADMINISTRATIONS } from '../schema/administrations.ts';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, type Scope } from '../schema/contract/scopes.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { endProcess, type StartedServer, startServer } from './measure/started-server.ts';
import { demonstrationOperators } from './seed/demonstration-operators.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from './start/trust-store.ts';

const { subscribers, rounds } = new Command('npm run measure:streams --')
  .description(
    'Measures how long after an officer asked for a suspension at home its partners’ subscribers know of it.',
  )
  .option('--subscribers <n>', 'how many are connected, half of them over each protocol', Number, 1_000)
  .option('--rounds <n>', 'suspensions and reinstatements of each case', Number, 10)
  .parse()
  .opts<{ subscribers: number; rounds: number }>();

const HOME = 'KR';
const WATCH = 'mutation ($tins: [String!]!) { watchOperators(tins: $tins) { tin } }';
const CONSENT = `mutation ($tin: TIN!, $destination: ID!) {
  setConsent(tin: $tin, destination: $destination, given: true, evidence: "Form 12") { version } }`;
const STATUS = 'query ($tin: TIN!) { operator(tin: $tin) { record { authorizations { number version status } } } }';
const SUSPEND =
  'mutation ($number: ID!, $version: Int!) { suspendAuthorization(number: $number, ground: "Seals", version: $version) { status } }';
const REINSTATE =
  'mutation ($number: ID!, $version: Int!) { reinstateAuthorization(number: $number, remark: "Seals", version: $version) { status } }';
const BARE = 'subscription ($tins: [TIN!]) { recognitionChange(tins: $tins) { operator { tin } } }';
const ENRICHED = `subscription ($tins: [TIN!]) { recognitionChange(tins: $tins) { cursor at kind
  operator { tin record { legalName authorizations { status } } recognition(role: EXPORTER) { outcome reasons basis } } } }`;

type Told = (client: number, tin: string) => void;
interface Client {
  readonly administration: string;
  readonly close: () => void;
}

const directory = mkdtempSync(join(tmpdir(), 'aeo-streams-'));
const { signerOf } = await openTrustStore(directory, systemClock());
const tokenFor = (administration: string, scopes: readonly Scope[]) =>
  demonstrationToken(signerOf(DEMONSTRATION_ISSUER), administration, scopes, systemClock());
const server: StartedServer = await startServer('scripts/start.ts', { DATA_DIR: directory });
process.once('exit', () => server.child.kill());
let onTold: Told = () => undefined;

async function ask<Data>(path: string, token: string, query: string, variables: object): Promise<Data> {
  const headers = {
    ...{ 'content-type': 'application/json', 'purpose-of-use': 'AUDIT' },
    authorization: `Bearer ${token}`,
  };
  const body = JSON.stringify({ query, variables });
  const answer = await (await fetch(`${server.url}${path}`, { method: 'POST', headers, body })).json();
  const { data, errors } = answer as { data: Data; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

async function officer<Data>(query: string, variables: object): Promise<Data> {
  return ask(`/registries/${HOME}/graphql`, await tokenFor(HOME, REGISTRY_SCOPES), query, variables);
}

interface Found {
  readonly operator: {
    readonly record: { readonly authorizations: readonly { number: string; version: number; status: string }[] };
  };
}

async function standing(tin: string) {
  const { operator } = await officer<Found>(STATUS, { tin });
  return operator.record.authorizations[0];
}

/** Suspends it, or reinstates it. */
async function turn(tin: string): Promise<void> {
  const { number, version, status } = (await standing(tin)) ?? { number: '', version: 0, status: '' };
  await officer(status === 'SUSPENDED' ? REINSTATE : SUSPEND, { number, version });
}

/** Operators that are authorised, with consent to everybody, and watched by everybody. */
async function prepare(count: number): Promise<string[]> {
  const tins: string[] = [];
  for (const { tin } of demonstrationOperators(HOME)) {
    if (tins.length === count) break;
    if ((await standing(tin))?.status !== 'AUTHORISED') continue;
    for (const { code } of ADMINISTRATIONS) if (code !== HOME) await officer(CONSENT, { tin, destination: code });
    tins.push(tin);
  }
  for (const { code } of ADMINISTRATIONS) await ask('/graphql', await tokenFor(code, GATEWAY_SCOPES), WATCH, { tins });
  return tins;
}

async function connect(index: number, administration: string, query: string, tins: readonly string[]): Promise<Client> {
  const headers = {
    authorization: `Bearer ${await tokenFor(administration, GATEWAY_SCOPES)}`,
    'purpose-of-use': 'AUDIT',
  };
  const url = `${server.url}/graphql`;
  const client =
    index % 2 === 0
      ? createEventClient({ url, headers, retryAttempts: 0 })
      : createSocketClient({
          ...{ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, connectionParams: headers, retryAttempts: 0 },
        });
  const close = client.subscribe<{ recognitionChange: { operator: { tin: string } } }>(
    { query, variables: { tins } },
    {
      next({ data, errors }) {
        if (data == null || errors !== undefined) console.error(JSON.stringify(errors));
        else onTold(index, data.recognitionChange.operator.tin);
      },
      error: (error) => console.error(administration, error instanceof Error ? error.message : 'connection lost'),
      complete: () => undefined,
    },
  );
  return { administration, close };
}

/** Connects them all, fifty at a time, each with the operators that concern it, and waits until their streams stand. */
async function connectAll(
  partners: readonly string[],
  query: string,
  concerning: (index: number) => readonly string[],
) {
  const clients: Client[] = [];
  for (let index = 0; index < subscribers; index += 1) {
    clients.push(await connect(index, partners[index % partners.length] ?? '', query, concerning(index)));
    if (index % 50 !== 49 && index !== subscribers - 1) continue;
    while ((await metric('aeo_gateway_open_streams')) < index + 1) await delay(50);
  }
  await delay(3_000);
  return clients;
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function memory(when: string): Promise<void> {
  const [resident, heap] = [await metric('process_resident_memory_bytes'), await metric('nodejs_heap_size_used_bytes')];
  console.log(
    `  memory ${when}: ${(resident / 2 ** 20).toFixed(0)} MiB resident, ${(heap / 2 ** 20).toFixed(0)} MiB heap`,
  );
}

async function measure(what: string, tin: string, concerned: number): Promise<void> {
  const delays: number[] = [];
  const computed = await metric('process_cpu_seconds_total');
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    const all = new Promise<void>((resolve) => {
      let told = 0;
      onTold = (_client, changed) => {
        if (changed !== tin) return;
        delays.push(performance.now() - begin);
        told += 1;
        if (told === concerned) resolve();
      };
    });
    await turn(tin);
    await all;
  }
  const cpu = (((await metric('process_cpu_seconds_total')) - computed) * 1_000) / delays.length;
  delays.sort((a, b) => a - b);
  const at = (share: number) => `${(delays[Math.ceil(delays.length * share) - 1] ?? 0).toFixed(0)} ms`;
  console.log(
    `  ${what.padEnd(44)} p50 ${at(0.5).padStart(8)}   p99 ${at(0.99).padStart(8)}   longest ${at(1).padStart(8)}   CPU ${cpu.toFixed(1).padStart(6)} ms each`,
  );
}

const [one = '', some = '', all = ''] = await prepare(3);
const scouts = await Promise.all(ADMINISTRATIONS.map(({ code }, index) => connect(index, code, BARE, [all])));
await delay(3_000);
const told = new Set<number>();
onTold = (client) => told.add(client);
await turn(all);
await delay(5_000);
for (const { close } of scouts) close();
const partners = scouts.flatMap(({ administration }, index) => (told.has(index) ? [administration] : []));
console.log(
  `${subscribers} subscribers of ${partners.length} partners of ${HOME} (${partners.join(', ')}), ${rounds} rounds`,
);
await memory('before');

const concerning = (index: number) => [
  `KR${index}`,
  all,
  ...(index === 0 ? [one] : []),
  ...(index < partners.length ? [some] : []),
];
const bare = await connectAll(partners, BARE, concerning);
await memory('with all connected');
await measure('one is concerned, { tin }', one, 1);
await measure('one of each partner is concerned, { tin }', some, partners.length);
await measure('all are concerned, { tin }', all, subscribers);
await memory('after that');
for (const { close } of bare) close();
while ((await metric('aeo_gateway_open_streams')) > 0) await delay(100);

const enriched = await connectAll(partners, ENRICHED, concerning);
await measure('one is concerned, enriched', one, 1);
await measure('one of each partner is concerned, enriched', some, partners.length);
await measure('all are concerned, enriched', all, subscribers);
await memory('after that');
for (const { close } of enriched) close();
while ((await metric('aeo_gateway_open_streams')) > 0) await delay(100);
await delay(2_000);
await memory('with all gone');

await endProcess(server);
rmSync(directory, { recursive: true, force: true });
process.exit(0);
