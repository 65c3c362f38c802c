import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, type Scope } from '../../schema/contract/scopes.ts';
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { demonstrationToken } from '../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, openTrustStore, type TrustStore } from '../../scripts/start/trust-store.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { post } from '../support/federation.ts';
import { freePort } from '../support/npm-start.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const CALLERS = 4;

/** Between two questions of one caller: the processes that start need the machine too. */
const PAUSE_MS = 20;

const SPARE_DESCRIPTORS = 10;

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { operator { record { legalName } } decision { outcome reasons } }
}`;
const BODY = JSON.stringify({
  query: QUERY,
  variables: { questions: [{ tin: KOREAN_EXPORTER.tin, role: KOREAN_EXPORTER.role }] },
});
const IMPORT = `mutation M($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }`;

const directory = mkdtempSync(join(tmpdir(), 'aeo-rolling-'));
const running = new Set<Replica>();
/** What stands in front of the registry and of the hub, as a balancer does. */
const fronts: FaultProxy[] = [];
let database: OwnDatabase;
let trustStore: TrustStore;
let headers: Record<string, string>;
let korea: Member;
let recognition: Member;
let gateways: [Replica, Replica];

/** A subgraph behind its front, and how another of its kind is started. */
interface Member {
  replica: Replica;
  readonly front: FaultProxy;
  readonly startAnother: () => Promise<Replica>;
}

async function start(main: string, variables: Record<string, string>, more: { port?: number } = {}): Promise<Replica> {
  const replica = await startReplica({
    main,
    variables: {
      DATA_DIR: directory,
      KEYS_DIR: join(directory, 'keys'),
      TRUST_LIST: join(directory, 'trust-list.json'),
      DATABASE_URL: database.url,
      // A busy machine is slow, not silent.
      REGISTRY_TIMEOUT_MS: '20000',
      ...variables,
    },
    ...more,
  });
  running.add(replica);
  return replica;
}

async function startMember(startAnother: () => Promise<Replica>): Promise<Member> {
  const replica = await startAnother();
  const front = await startFaultProxy(replica.port);
  fronts.push(front);
  return { replica, front, startAnother };
}

/** The new one is there before the old one is asked to go. */
async function exchange(member: Member): Promise<number | null> {
  const old = member.replica;
  member.replica = await member.startAnother();
  member.front.redirectTo(member.replica.port);
  return old.stop();
}

const urlOf = ({ port }: { readonly port: number }) => `http://127.0.0.1:${port}`;

let closedPort: number;
const gatewayVariables = () => ({
  REGISTRY_KR_URL: urlOf(korea.front),
  RECOGNITION_URL: urlOf(recognition.front),
  VENDOR_REGISTRATION_URL: urlOf({ port: closedPort }),
  MUTUAL_ASSISTANCE_URL: urlOf({ port: closedPort }),
});

async function token(administration: string, scopes: readonly Scope[]): Promise<string> {
  return demonstrationToken(trustStore.signerOf(DEMONSTRATION_ISSUER), administration, scopes, new Date());
}

beforeAll(async () => {
  database = await createOwnDatabase('rolling');
  trustStore = await openTrustStore(directory, new Date());
  closedPort = await freePort();
  korea = await startMember(() => start('subgraphs/aeo-registry/main.ts', { ADMINISTRATION: 'KR' }));
  recognition = await startMember(() =>
    start('subgraphs/recognition/main.ts', { REGISTRY_KR_URL: urlOf(korea.front) }),
  );
  const startGateway = () => start('gateway/main.ts', gatewayVariables());
  gateways = await Promise.all([startGateway(), startGateway()]);
  const operators = demonstrationOperators('KR').map(({ consents, national: _national, ...operator }) => ({
    ...operator,
    consents: consents.map(({ destination }) => destination),
  }));
  const officer = { authorization: `Bearer ${await token('KR', REGISTRY_SCOPES)}` };
  const filled = await post(
    `${urlOf(korea.replica)}/officer/graphql`,
    { query: IMPORT, variables: { operators } },
    officer,
  );
  expect(filled.errors).toEqual([]);
  headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await token('JP', GATEWAY_SCOPES)}`,
    'purpose-of-use': 'IMPORT_CLEARANCE',
  };
});

afterAll(async () => {
  await Promise.all([...running].map((replica) => replica.kill()));
  await Promise.all(fronts.map((front) => front.close()));
  trustStore.close();
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

/** What is decided; or what went wrong. */
async function ask(port: number, dispatcher: Agent): Promise<string> {
  const answer = await request(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body: BODY, dispatcher });
  const text = await answer.body.text();
  const { data } = JSON.parse(text) as { data?: { recognitions: [{ decision: { outcome: string } }] } };
  return data?.recognitions[0].decision.outcome ?? text;
}

/** A connection over which nothing was answered: refused, or reset while it waited for a listener that has gone. */
const NEVER_TAKEN: readonly (string | undefined)[] = ['ECONNREFUSED', 'ECONNRESET'];

/** As a balancer does it: only a question that nobody took is tried elsewhere; that it may be asked twice harms nothing. */
async function askAny(ports: readonly number[], dispatcher: Agent): Promise<string> {
  for (const port of ports) {
    try {
      return await ask(port, dispatcher);
    } catch (error) {
      if (!NEVER_TAKEN.includes((error as NodeJS.ErrnoException).code)) return String(error);
    }
  }
  return 'nobody listens';
}

describe('a federation whose every process is exchanged under load', () => {
  test('answers every question, and rightly', async () => {
    const dispatcher = new Agent({ pipelining: 0 });
    const answers = new Map<string, number>();
    const ports = gateways.map(({ port }) => port);
    let isOver = false;
    const load = Array.from({ length: CALLERS }, async (_, caller) => {
      for (let turn = caller; !isOver; turn += 1) {
        const answer = await askAny(turn % 2 === 0 ? ports : ports.toReversed(), dispatcher);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        await delay(PAUSE_MS);
      }
    });
    const ends = [await exchange(korea), await exchange(recognition)];
    for (const [index, gateway] of gateways.entries()) {
      ends.push(await gateway.stop());
      gateways[index] = await start('gateway/main.ts', gatewayVariables(), { port: gateway.port });
    }
    isOver = true;
    await Promise.all(load);
    expect(Object.fromEntries(answers)).toEqual({ RECOGNISED: expect.any(Number) });
    expect(ends).toEqual([0, 0, 0, 0]);
  });
});

describe('a gateway without a descriptor left', () => {
  test('gives no wrong answer, and is well again once there are some', async () => {
    const [gateway] = gateways;
    const standing = new Agent({ connections: 1 });
    expect(await ask(gateway.port, standing)).toBe('RECOGNISED');
    const open = () => readdirSync(`/proc/${gateway.pid}/fd`).length;
    const limit = open() + SPARE_DESCRIPTORS;
    const limitTo = (count: number) => execFileSync('prlimit', [`--pid=${gateway.pid}`, `--nofile=${count}:`]);
    limitTo(limit);
    const idle = Array.from({ length: 3 * SPARE_DESCRIPTORS }, () =>
      connect(gateway.port, '127.0.0.1').on('error', () => undefined),
    );
    await expect.poll(open, { timeout: 20_000 }).toBeGreaterThanOrEqual(limit - 1);
    // Over a connection that stands, more at once than the gateway can hand on over those that it has.
    const answers = await Promise.all(Array.from({ length: 20 }, () => askAny([gateway.port], standing)));
    expect(answers.filter((answer) => !['RECOGNISED', 'UNDETERMINED'].includes(answer))).toEqual([]);
    for (const socket of idle) socket.destroy();
    const fresh = new Agent();
    await expect.poll(() => askAny([gateway.port], fresh), { timeout: 30_000 }).toBe('RECOGNISED');
    expect(await gateway.stop()).toBe(0);
  });
});
