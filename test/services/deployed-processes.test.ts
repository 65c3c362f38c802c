import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, type Scope } from '../../schema/contract/scopes.ts';
import { loadSigner } from '../../schema/trust/signer.ts';
import { prepareSecrets } from '../../scripts/deploy/prepare-secrets.ts';
import { PLACES } from '../../scripts/deploy/processes.ts';
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { demonstrationToken } from '../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER } from '../../scripts/start/trust-store.ts';
import { composeYaml, ROOT } from '../deploy/deployment.ts';
import { post } from '../support/federation.ts';
import { createNatsServer, type NatsServer } from '../support/nats-server.ts';
import { freePort } from '../support/npm-start.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

/** Where the processes are run: here, or in a directory with the packages of an installation (`npm ci --omit=dev`). */
const INSTALLED = process.env['DEPLOY_ROOT'] ?? ROOT;

const { services } = composeYaml();
const own = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** What is run, each under its name; the gateway as often as the file says. */
const started = own.flatMap(([name, { deploy }]) =>
  Array.from({ length: deploy?.replicas ?? 1 }, (_one, index) => ({ name, replica: `${name}-${index + 1}` })),
);

let directory: string;
let database: OwnDatabase;
let nats: NatsServer;
const ports = new Map<string, number>();
const children = new Map<string, ChildProcess>();

beforeAll(async () => {
  directory = join(mkdtempSync(join(tmpdir(), 'aeo-deployed-')), 'secrets');
  await prepareSecrets(directory, new Date());
  database = await createOwnDatabase('deployed');
  for (const name of ['database-url', 'budgets-url']) writeFileSync(join(directory, name), database.url);
  nats = await createNatsServer(['-c', join(directory, 'nats-conf')]);
  await nats.start();
  for (const { replica } of started) ports.set(replica, await freePort());
  const supergraph = join(directory, 'supergraph/supergraph.graphql');
  writeFileSync(supergraph, hereabouts(readFileSync(supergraph, 'utf8')));
  await Promise.all(started.map(({ name, replica }) => run(name, replica)));
}, 120_000);

afterAll(async () => {
  for (const child of children.values()) child.kill('SIGKILL');
  await nats.remove();
  await database.drop();
  rmSync(join(directory, '..'), { recursive: true, force: true });
});

/** Addresses of containers as addresses of processes on this machine. */
function hereabouts(text: string): string {
  return text.replaceAll(/(http|nats):\/\/([a-z-]+):\d+/g, (whole, _scheme, name: string) => {
    if (name === 'nats') return nats.url;
    const port = ports.get(`${name}-1`);
    return port === undefined ? whole : `http://127.0.0.1:${port}`;
  });
}

/** A path of a container as one below the prepared directory. */
function placed(name: string, replica: string, value: string): string {
  const places: readonly [string, string][] = [
    [PLACES.keys, join(directory, 'keys', name)],
    [PLACES.secrets, directory],
    [PLACES.trust, join(directory, 'trust')],
    [PLACES.supergraph, join(directory, 'supergraph')],
    [PLACES.data, join(directory, '..', replica)],
  ];
  const place = places.find(([inside]) => value === inside || value.startsWith(`${inside}/`));
  return place === undefined ? value : value.replace(...place);
}

async function run(name: string, replica: string): Promise<void> {
  const { command = [], environment = {} } = services[name] ?? {};
  mkdirSync(join(directory, '..', replica));
  const settings = Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [key, placed(name, replica, hereabouts(value))]),
  );
  const [program = '', ...args] = command;
  expect(program).toBe('node');
  const child = spawn(process.execPath, args, {
    cwd: INSTALLED,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...settings,
      HOST: '127.0.0.1',
      PORT: String(ports.get(replica)),
      LOG_LEVEL: 'error',
    },
  });
  children.set(replica, child);
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await isAlive(replica)) return;
    if (child.exitCode !== null) break;
    await delay(200);
  }
  throw new Error(`${replica} does not answer`);
}

const urlOf = (replica: string) => `http://127.0.0.1:${ports.get(replica)}`;

async function isAlive(replica: string): Promise<boolean> {
  return fetch(`${urlOf(replica)}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function token(administration: string, scopes: readonly Scope[]): Promise<string> {
  const issuer = await loadSigner(join(directory, 'keys', DEMONSTRATION_ISSUER), DEMONSTRATION_ISSUER);
  return demonstrationToken(issuer, administration, scopes, new Date());
}

const IMPORT = `mutation M($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written refused } }`;
const QUESTION = `{ recognitions(questions: [{ tin: "KR7628191710", role: EXPORTER }]) { decision { outcome reasons basis } } }`;

describe('what the compose file runs, with its commands and settings', () => {
  test('is ready in every replica, with the supergraph that was prepared', async () => {
    const states = await Promise.all(
      ['gateway-1', 'gateway-2'].map(async (replica) => {
        const answer = await fetch(`${urlOf(replica)}/ready`);
        return { status: answer.status, ...((await answer.json()) as { supergraph: string; registries: object }) };
      }),
    );
    expect(states[0]).toMatchObject({
      status: 200,
      registries: { KR: 'AVAILABLE', JP: 'AVAILABLE', US: 'UNAVAILABLE' },
    });
    expect(states[1]).toMatchObject({ status: 200, supergraph: states[0]?.supergraph });
  });

  test('answers a question at each gateway, once the registry is filled', async () => {
    const operators = demonstrationOperators('KR').map(({ consents, national: _national, ...operator }) => ({
      ...operator,
      consents: consents.map(({ destination }) => destination),
    }));
    const officer = { authorization: `Bearer ${await token('KR', REGISTRY_SCOPES)}` };
    const registry = `${urlOf('registry-kr-1')}/officer/graphql`;
    const { data } = await post<{ importOperators: object }>(
      registry,
      { query: IMPORT, variables: { operators } },
      officer,
    );
    expect(data.importOperators).toMatchObject({ written: operators.length });
    const asking = {
      authorization: `Bearer ${await token('JP', GATEWAY_SCOPES)}`,
      'purpose-of-use': 'IMPORT_CLEARANCE',
    };
    for (const replica of ['gateway-1', 'gateway-2']) {
      const answer = await post<object>(`${urlOf(replica)}/graphql`, { query: QUESTION }, asking);
      expect(answer.errors).toEqual([]);
      expect(answer.data).toEqual({
        recognitions: [{ decision: { outcome: 'RECOGNISED', reasons: [], basis: 'LIVE' } }],
      });
    }
  });

  test('stops on SIGTERM, each process with exit code 0', async () => {
    const codes = await Promise.all(
      [...children].map(
        ([replica, child]) =>
          new Promise((resolve) => {
            child.once('exit', (code) => resolve([replica, code]));
            child.kill('SIGTERM');
          }),
      ),
    );
    expect(codes).toEqual([...children.keys()].map((replica) => [replica, 0]));
  });
});
