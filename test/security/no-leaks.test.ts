import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES, REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { openLog } from '../../schema/log/open-log.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';

const TIN = KOREAN_EXPORTER.tin;
const NAME = '한빛무역';
const ASK = `query Ask($tin: TIN!, $questions: [RecognitionQuestion!]!) {
  operator(tin: $tin) { record { legalName } }
  recognitions(questions: $questions) { decision { outcome reasons consultationNumber attestation receipt } }
}`;
const VARIABLES = { tin: TIN, questions: [{ tin: TIN, role: 'EXPORTER' }] };
/** Parts of a token, a statement or a receipt. */
const JWS = /eyJ[\w-]{10,}/;

interface Answer {
  readonly operator: { readonly record: { readonly legalName: string } | null };
  readonly recognitions: readonly {
    readonly decision: { readonly outcome: string; readonly reasons: string[] } | null;
  }[];
}

let federation: TestFederation;
let lines = '';
beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines += chunk.toString();
      done();
    },
  });
  federation = await startFederation({ log: openLog('test', 'trace', destination) });
});
afterAll(() => federation.stop());

/** The databases of a subgraph, opened a second time. */
function databaseOf(subgraph: string): SqliteDatabase.Database {
  const directory = join(federation.dataDirectory, 'databases');
  const file = readdirSync(directory).find((name) => name === `${subgraph}.sqlite`);
  if (file === undefined) throw new TypeError(`${subgraph} has no database`);
  return new SqliteDatabase(join(directory, file));
}

/** From now on nothing can be added to the table; what is given mends it. The words are those of a driver that tells all. */
function breakTable(subgraph: string, table: string): () => void {
  const database = databaseOf(subgraph);
  database.exec(`CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  return () => {
    database.exec('DROP TRIGGER broken');
    database.close();
  };
}

describe('what cannot be written down is not answered', () => {
  test('a registry whose disclosure ledger cannot be written tells nothing: no record, no statement, no answer of the hub', async () => {
    const mend = breakTable('registry-kr', 'ledger');
    const { data, text } = await federation.ask<Answer>('JP', ASK, VARIABLES);
    mend();
    expect(data.operator.record).toBeNull();
    expect(data.recognitions[0]?.decision).toMatchObject({ outcome: 'UNDETERMINED' });
    expect(text).not.toMatch(/disk is full|SQLITE|INSERT/);
    expect(text).not.toContain(NAME);
    expect((await federation.ask<Answer>('JP', ASK, VARIABLES)).data.recognitions[0]?.decision?.outcome).toBe(
      'RECOGNISED',
    );
  });

  test('a recognition service whose consultations cannot be written decides nothing', async () => {
    const mend = breakTable('recognition', 'consultation');
    const { data, errors, text } = await federation.ask<Answer | null>('JP', ASK, VARIABLES);
    mend();
    expect(data?.recognitions[0]?.decision ?? null).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toContain('INTERNAL');
    expect(text).not.toMatch(/RECOGNISED|disk is full|SQLITE|INSERT/);
  });
});

describe('the log', () => {
  test('has had something to say, and names no operator, token, statement or row', async () => {
    await federation.ask('JP', `{ operator(tin: "${TIN}X") { tin } }`);
    const token = await federation.token('JP', GATEWAY_SCOPES);
    await fetch(`${federation.url}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${token}x` } });
    expect(lines).toContain('unexpected error');
    expect(lines).toContain('the disk is full');
    expect(lines).not.toMatch(JWS);
    expect(lines).not.toContain(TIN);
    expect(lines).not.toContain(NAME);
    expect(lines).not.toContain('parameters');
  });

  test('says of an operator, where an error names one, a pseudonym: the same in one process, and nobody’s elsewhere', () => {
    let text = '';
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
    });
    const log = openLog('test', 'debug', destination);
    const token = `eyJhbGciOiJFZERTQSJ9.${'a'.repeat(40)}.${'b'.repeat(86)}`;
    const fault = Object.assign(new Error(`no row for ${TIN} of ${token}`), {
      parameters: [TIN, token],
      query: 'SELECT',
    });
    log.error({ err: fault, tin: TIN, caller: { token } }, `asked about ${TIN}`);
    log.info({ why: `${TIN} is unknown` }, 'once more');
    log.warn(fault);
    expect(text).not.toMatch(/KR7628191710|eyJ|bbbb|SELECT|"tin"|"caller"/);
    expect(new Set(text.match(/operator-[0-9a-f]{12}/g)).size).toBe(1);
    expect(text).toContain('no-leaks.test.ts');
  });
});

describe('metrics', () => {
  test('name statuses, subgraphs, partners, outcomes and versions, and neither operators nor callers', async () => {
    await federation.ask('JP', ASK, VARIABLES);
    const text = await (await fetch(`${federation.url}/metrics`)).text();
    const ours = text.split('\n').filter((line) => /^aeo_/.test(line));
    expect(ours.length).toBeGreaterThan(10);
    const labels = new Set(ours.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, name]) => name)));
    const known = ['le', 'outcome', 'partner', 'quality', 'reader', 'status', 'subgraph', 'version', 'why'];
    expect([...labels]).toEqual(expect.arrayContaining(['le', 'outcome', 'status', 'subgraph']));
    expect([...labels].filter((label) => !known.includes(label ?? ''))).toEqual([]);
    expect(text).not.toMatch(JWS);
    expect(text).not.toContain(TIN);
  });
});

describe('over HTTP', () => {
  let url: string;
  let close: () => void;
  beforeAll(async () => {
    const registry = federation.embedded.registries.get('KR');
    if (registry === undefined) throw new TypeError('no registry');
    const server = await serveSubgraph(registry, 0, '127.0.0.1');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new TypeError('a server without a port');
    url = `http://127.0.0.1:${address.port}`;
    close = () => server.close();
  });
  afterAll(() => close());

  /** Every kind of answer, of the gateway and of a subgraph that stands on its own. */
  async function answers(): Promise<readonly Response[]> {
    const json = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
    const officer = { ...json, authorization: `Bearer ${await federation.token('KR', REGISTRY_SCOPES)}` };
    const good = { ...json, authorization: `Bearer ${await federation.token('JP')}`, 'purpose-of-use': 'AUDIT' };
    const body = JSON.stringify({ query: '{ __typename }' });
    const post = (to: string, headers: Record<string, string>) => fetch(to, { method: 'POST', headers, body });
    return Promise.all([
      post(`${federation.url}/graphql`, good),
      post(`${federation.url}/graphql`, json),
      post(`${federation.url}/registries/KR/graphql`, officer),
      post(`${federation.url}/registries/KR/graphql`, json),
      post(`${url}/officer/graphql`, officer),
      post(`${url}/officer/graphql`, json),
      post(`${url}/graphql`, json),
      ...[
        `${federation.url}/graphql`,
        `${federation.url}/health`,
        `${federation.url}/ready`,
        `${federation.url}/metrics`,
        `${federation.url}/.well-known/jwks.json`,
        `${federation.url}/evidence/none`,
        `${federation.url}/registries/KR/health`,
        `${federation.url}/registries/KR/graphql`,
        `${federation.url}/nowhere`,
        `${url}/health`,
        `${url}/nowhere`,
        `${url}//`,
        `${url}/events`,
      ].map((to) => fetch(to, { headers: { origin: 'https://elsewhere.example' } })),
      fetch(`${federation.url}/graphql`, { headers: { accept: 'text/html' } }),
    ]);
  }

  test('every answer forbids to keep, guess, frame and run it, and gives no other site leave to read it', async () => {
    const all = await answers();
    for (const { url: from, status, headers } of all) {
      expect([from, status < 500]).toEqual([from, true]);
      expect([from, headers.get('cache-control')]).toEqual([from, 'no-store']);
      expect([from, headers.get('x-content-type-options')]).toEqual([from, 'nosniff']);
      expect([from, headers.get('x-frame-options')]).toEqual([from, 'DENY']);
      expect([from, headers.get('referrer-policy')]).toEqual([from, 'no-referrer']);
      expect([from, headers.get('content-security-policy')]).toEqual([
        from,
        expect.stringContaining("default-src 'none'"),
      ]);
      expect([from, [...headers.keys()].filter((name) => name.startsWith('access-control-'))]).toEqual([from, []]);
      expect([from, headers.get('set-cookie'), headers.get('x-powered-by')]).toEqual([from, null, null]);
    }
  });

  test('the playground may ask this gateway and nobody else', async () => {
    const page = await fetch(`${federation.url}/graphql`, { headers: { accept: 'text/html' } });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('an operator is named in no URL: by GET nothing is asked, at no door', async () => {
    const search = `?query=${encodeURIComponent(`{operator(tin:"${TIN}"){tin}}`)}`;
    for (const door of [
      `${federation.url}/graphql`,
      `${federation.url}/registries/KR/graphql`,
      `${url}/officer/graphql`,
    ]) {
      const scopes =
        door.endsWith('/registries/KR/graphql') || door.includes('officer') ? REGISTRY_SCOPES : GATEWAY_SCOPES;
      const authorization = `Bearer ${await federation.token(scopes === REGISTRY_SCOPES ? 'KR' : 'JP', scopes)}`;
      const headers = { authorization, 'purpose-of-use': 'AUDIT', 'content-type': 'application/json' };
      const answer = await fetch(`${door}${search}`, { headers });
      expect([400, 405]).toContain(answer.status);
      expect(await answer.text()).not.toContain(TIN);
    }
  });
});
