import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, type Scope } from '../../schema/contract/scopes.ts';
import { demonstrationOperators } from '../../scripts/seed/demonstration-operators.ts';
import { CHINESE_E_VENDOR, EU_FULFILMENT_CENTRE, EU_MANUFACTURER } from '../../scripts/seed/worth-asking.ts';
import { demonstrationToken } from '../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER, openTrustStore, type TrustStore } from '../../scripts/start/trust-store.ts';
import { createSupergraphFiles } from '../federation/supergraph-changes/supergraph-files.ts';
import { post } from '../support/federation.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HOST = 'http://127.0.0.1';

const queryOf = (fields: string) => `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { ${fields} } }
}`;

const IMPORT = `mutation M($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written refused } }`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function untilAlive(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      if ((await fetch(`${url}/health`)).ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

describe('each subgraph and the gateway as processes of their own', () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-processes-'));
  const children = new Map<string, ChildProcess>();
  const urls = new Map<string, string>();
  const supergraph = createSupergraphFiles();
  let trustStore: TrustStore;

  async function run(name: string, file: string, variables: Record<string, string>): Promise<void> {
    const port = new URL(urls.get(name) ?? '').port;
    children.set(
      name,
      spawn(process.execPath, ['--import', 'tsx', file], {
        cwd: ROOT,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          ...variables,
          PORT: port,
          DATA_DIR: join(directory, name),
          KEYS_DIR: join(directory, 'keys'),
          TRUST_LIST: join(directory, 'trust-list.json'),
          LOG_LEVEL: 'error',
        },
      }),
    );
    await untilAlive(urls.get(name) ?? '');
  }

  const urlOf = (name: string) => urls.get(name) ?? '';

  beforeAll(async () => {
    trustStore = await openTrustStore(directory, new Date());
    for (const name of ['recognition', 'vendor', 'assistance', 'cn', 'eu', 'gateway']) {
      urls.set(name, `${HOST}:${await freePort()}`);
    }
    const registries = { REGISTRY_CN_URL: urlOf('cn'), REGISTRY_EU_URL: urlOf('eu') };
    await Promise.all([
      run('cn', 'subgraphs/aeo-registry/main.ts', { ADMINISTRATION: 'CN' }),
      run('eu', 'subgraphs/aeo-registry/main.ts', { ADMINISTRATION: 'EU' }),
      run('recognition', 'subgraphs/recognition/main.ts', registries),
      run('vendor', 'subgraphs/vendor-registration/main.ts', {
        ...registries,
        MUTUAL_ASSISTANCE_URL: urlOf('assistance'),
      }),
      run('assistance', 'subgraphs/mutual-assistance/main.ts', { VENDOR_REGISTRATION_URL: urlOf('vendor') }),
      run('gateway', 'gateway/main.ts', {
        ...registries,
        RECOGNITION_URL: urlOf('recognition'),
        VENDOR_REGISTRATION_URL: urlOf('vendor'),
        MUTUAL_ASSISTANCE_URL: urlOf('assistance'),
        SUPERGRAPH: supergraph.supergraph,
      }),
    ]);
    for (const [name, administration] of [
      ['cn', 'CN'],
      ['eu', 'EU'],
    ] as const) {
      const token = await demonstrationToken(
        trustStore.signerOf(DEMONSTRATION_ISSUER),
        administration,
        REGISTRY_SCOPES,
        new Date(),
      );
      const operators = demonstrationOperators(administration).map(
        ({ consents, national: _national, ...operator }) => ({
          ...operator,
          consents: consents.map(({ destination }) => destination),
        }),
      );
      const { data } = await post<{ importOperators: { written: number } }>(
        `${urlOf(name)}/officer/graphql`,
        { query: IMPORT, variables: { operators } },
        { authorization: `Bearer ${token}` },
      );
      expect(data.importOperators.written).toBeGreaterThanOrEqual(40);
    }
  }, 120_000);

  afterAll(async () => {
    for (const child of children.values()) child.kill('SIGKILL');
    supergraph.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  async function ask(administration: string, questions: readonly object[], fields = 'outcome reasons basis') {
    const token = await demonstrationToken(
      trustStore.signerOf(DEMONSTRATION_ISSUER),
      administration,
      GATEWAY_SCOPES,
      new Date(),
    );
    const { data } = await post<{ recognitions: { decision: object }[] }>(
      `${urlOf('gateway')}/graphql`,
      { query: queryOf(fields), variables: { questions } },
      { authorization: `Bearer ${token}`, 'purpose-of-use': 'IMPORT_CLEARANCE' },
    );
    return data.recognitions.map(({ decision }) => decision);
  }

  test('answer over HTTP as one process does', async () => {
    expect(await ask('EU', [{ tin: CHINESE_E_VENDOR.tin, role: 'EXPORTER' }])).toEqual([
      { outcome: 'RECOGNISED', reasons: [], basis: 'LIVE' },
    ]);
    expect(await ask('JP', [{ tin: EU_MANUFACTURER.tin, role: 'MANUFACTURER' }])).toEqual([
      { outcome: 'RECOGNISED', reasons: [], basis: 'LIVE' },
    ]);
  });

  test('carry what a registry states of supply-chain partners to vendor registration', async () => {
    const token = (scopes: readonly Scope[]) =>
      demonstrationToken(trustStore.signerOf(DEMONSTRATION_ISSUER), 'EU', scopes, new Date());
    const query = `mutation { registerRepresentedVendors(tin: "${EU_FULFILMENT_CENTRE.tin}", vendors: [
      { name: "Ningbo Toys", establishedIn: "CN", tin: "${CHINESE_E_VENDOR.tin}", from: "2026-01-01" }]) { written } }`;
    const officer = { authorization: `Bearer ${await token(REGISTRY_SCOPES)}` };
    expect((await post(`${urlOf('eu')}/officer/graphql`, { query }, officer)).errors).toEqual([]);
    const asked = `{ operator(tin: "${CHINESE_E_VENDOR.tin}") { representedThrough { representative { tin } } } }`;
    const headers = { authorization: `Bearer ${await token(GATEWAY_SCOPES)}`, 'purpose-of-use': 'IMPORT_CLEARANCE' };
    await expect
      .poll(async () => (await post(`${urlOf('gateway')}/graphql`, { query: asked }, headers)).data, {
        timeout: 20_000,
      })
      .toEqual({ operator: { representedThrough: [{ representative: { tin: EU_FULFILMENT_CENTRE.tin } }] } });
  });

  test('tell of a registry that has no process that it is silent', async () => {
    expect(await ask('JP', [{ tin: 'KR7628191710', role: 'EXPORTER' }])).toEqual([
      { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'], basis: 'NONE' },
    ]);
  });

  test('tell of a registry that was killed that it is silent, and hear it again when it is back', async () => {
    children.get('cn')?.kill('SIGKILL');
    await new Promise((resolve) => children.get('cn')?.once('exit', resolve));
    const question = [{ tin: CHINESE_E_VENDOR.tin, role: 'EXPORTER' }];
    expect(await ask('EU', question)).toMatchObject([{ outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'] }]);
    await run('cn', 'subgraphs/aeo-registry/main.ts', { ADMINISTRATION: 'CN' });
    expect(await ask('EU', question)).toMatchObject([{ outcome: 'RECOGNISED' }]);
  });

  test('follow a registry to another address, when the supergraph names it', async () => {
    const gone = new Promise((resolve) => children.get('cn')?.once('exit', resolve));
    children.get('cn')?.kill('SIGTERM');
    await gone;
    urls.set('cn', `${HOST}:${await freePort()}`);
    await run('cn', 'subgraphs/aeo-registry/main.ts', { ADMINISTRATION: 'CN' });
    const version = supergraph.publish({ 'registry-cn': urlOf('cn') });
    children.get('gateway')?.kill('SIGHUP');
    const served = async () => (await (await fetch(`${urlOf('gateway')}/ready`)).json()) as { supergraph: string };
    await expect.poll(served, { timeout: 15_000 }).toMatchObject({ supergraph: version });
    expect(await ask('EU', [{ tin: CHINESE_E_VENDOR.tin, role: 'EXPORTER' }])).toMatchObject([
      { outcome: 'RECOGNISED' },
    ]);
  });

  test('exchange a key while they run: every question is answered, at first by the old one, then by the new', {
    timeout: 90_000,
  }, async () => {
    const keys = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/keys.ts', ...args], {
        cwd: ROOT,
        env: { ...process.env, DATA_DIR: directory },
      });
    const party = ['--party', 'registry-EU'];
    const question = [{ tin: EU_MANUFACTURER.tin, role: 'MANUFACTURER' }];
    const signedBy = async () => {
      const [decision] = (await ask('JP', question, 'outcome attestation')) as {
        outcome: string;
        attestation: string;
      }[];
      expect(decision?.outcome).toBe('RECOGNISED');
      return decodeProtectedHeader(decision?.attestation ?? '').kid;
    };
    const old = (await signedBy()) ?? '';
    const from = new Date(Date.now() + 12_000);
    await keys('prepare', ...party, '--from', from.toISOString());
    const seen: (string | undefined)[] = [];
    while (Date.now() < from.getTime() + 2_000) seen.push(await signedBy());
    const next = seen.at(-1);
    expect(next).not.toBe(old);
    expect(seen).toEqual([...seen.filter((kid) => kid === old), ...seen.filter((kid) => kid === next)]);

    await keys('retire', ...party, '--kid', old, '--at', 'now');
    for (const child of children.values()) child.kill('SIGHUP');
    const published = async () =>
      (
        (await (await fetch(`${urlOf('eu')}/.well-known/jwks.json`)).json()) as {
          keys: { kid: string; exp?: number }[];
        }
      ).keys;
    await expect
      .poll(published, { timeout: 5_000 })
      .toMatchObject([{ kid: old, exp: expect.any(Number) }, { kid: next }]);
    expect(await signedBy()).toBe(next);
  });

  test('stop on SIGTERM with exit code 0', async () => {
    const codes = await Promise.all(
      [...children].map(
        ([, child]) =>
          new Promise((resolve) => {
            child.once('exit', resolve);
            child.kill('SIGTERM');
          }),
      ),
    );
    expect(new Set(codes)).toEqual(new Set([0]));
  });
});
