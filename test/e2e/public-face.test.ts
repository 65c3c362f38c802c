import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { HUB_SUBGRAPHS, RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { KOREAN_EXPORTER, WORTH_ASKING } from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';

interface Readiness {
  readonly ready: boolean;
  readonly services: Readonly<Record<string, string>>;
  readonly registries: Readonly<Record<string, string>>;
}

let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation();
});

afterAll(() => federation.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${federation.url}${path}`, { headers });

async function getJson<Body>(path: string): Promise<{ status: number; body: Body }> {
  const response = await get(path);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return { status: response.status, body: (await response.json()) as Body };
}

const registriesInState = (state: string) => Object.fromEntries(ADMINISTRATIONS.map(({ code }) => [code, state]));
const servicesInState = (state: string) => Object.fromEntries(HUB_SUBGRAPHS.map((name) => [name, state]));

describe('the key sets', () => {
  const keysAt = async (path: string) => (await getJson<{ keys: JWK[] }>(path)).body.keys;

  test('of the gateway are exactly those of the services of the hub, by which their receipts are verified', async () => {
    const keys = await keysAt('/.well-known/jwks.json');
    const { trustStore } = federation.embedded;
    expect(keys).toEqual(
      HUB_SUBGRAPHS.map((name) => ({ ...trustStore.signerOf(name).publicJwk, nbf: expect.any(Number) })),
    );
  });

  test.each(ADMINISTRATIONS.map(({ code }) => code))(
    'of the registry of %s is its one key, as pinned',
    async (code) => {
      const keys = await keysAt(`/registries/${code}/.well-known/jwks.json`);
      const pinned = federation.embedded.trustStore.trust.keys.filter(
        ({ role, administration }) => role === 'REGISTRY' && administration === code,
      );
      expect(keys.map(({ kid }) => kid)).toEqual(pinned.map(({ kid }) => kid));
    },
  );

  test('have public parts only, under the name that the key itself gives', async () => {
    const keys = [
      ...(await keysAt('/.well-known/jwks.json')),
      ...(await keysAt('/registries/KR/.well-known/jwks.json')),
    ];
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'nbf', 'use', 'x']);
      expect(key.kid).toBe(await calculateJwkThumbprint(key));
    }
  });
});

describe('the playground', () => {
  test('is one page that carries all it needs: nothing is loaded from anywhere', async () => {
    const response = await get('/graphql', { accept: 'text/html,application/xhtml+xml;q=0.9' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const page = await response.text();
    // Compared as facts: a failure would otherwise print the page, four megabytes of it.
    expect(/^\s*<!doctype html>/i.test(page)).toBe(true);
    expect(page.includes('FirstQuestion')).toBe(true);
    expect(loadedBy(page)).toEqual([]);
  });

  test('would not pass with a script, a style or a module from elsewhere', () => {
    const from = (file: string) => `https://cdn.example/${file}`;
    expect(
      loadedBy(`<link rel=stylesheet href=${from('1')}><script type="module" src="${from('2')}"></script>
        <style>@import "${from('3')}"; body { background: url(${from('4')}) }</style>
        <script>import('${from('5')}'); import y from "${from('6')}"</script><a href="#here"></a>`),
    ).toEqual(['1', '2', '3', '4', '5', '6'].map(from));
  });

  test('is not what a program gets', async () => {
    const response = await get('/graphql', { accept: 'application/json' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

/** Addresses that a browser would load for the page, of whatever host; `data:` and places within the page are none. */
function loadedBy(page: string): string[] {
  const withoutScripts = page.replaceAll(/(<script\b[^>]*>)[\s\S]*?(<\/script>)/gi, '$1$2');
  const tags = withoutScripts.match(/<(?:script|link|img|iframe|source|object|embed|base)\b[^>]*>/gi) ?? [];
  const named = tags.flatMap((tag) =>
    [...tag.matchAll(/\b(?:src|href|data)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, to]) => to),
  );
  const styles = page.match(/<style\b[^>]*>[\s\S]*?<\/style>/gi)?.join('\n') ?? '';
  const styled = [...styles.matchAll(/(?:@import\s+|url\()\s*["']?([^"')\s;]+)/gi)].map(([, to]) => to);
  const imported = [...page.matchAll(/\b(?:import|from|importScripts)\s*\(?\s*["'](\w+:\/\/[^"']+)["']/g)].map(
    ([, to]) => to,
  );
  const all = [...named, ...styled, ...imported].filter((to) => to !== undefined && !/^(data:|#)/.test(to));
  return [...new Set(all)] as string[];
}

describe('the metrics', () => {
  test('are Prometheus text, count what was asked, and name no operator and no caller', async () => {
    const questions = WORTH_ASKING.map(({ tin, role }) => ({ tin, role }));
    const query =
      'query Q($q: [RecognitionQuestion!]!) { recognitions(questions: $q) { operator { record { legalName } } } }';
    const { errors } = await federation.ask('JP', query, { q: questions });
    expect(errors).toEqual([]);
    const response = await get('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toMatch(/^aeo_gateway_request_seconds_count\{status="200"\} [1-9]/m);
    expect(text).toMatch(
      /^aeo_gateway_subgraph_call_seconds_count\{subgraph="registry-kr",outcome="ANSWERED"\} [1-9]/m,
    );
    for (const { tin } of WORTH_ASKING) expect(text).not.toContain(tin);
    expect(text).not.toContain('officer@');
    const labels = new Set(
      [...text.matchAll(/^aeo_\w+\{([^}]*)\}/gm)].flatMap(([, of]) => of?.match(/\w+(?==)/g) ?? []),
    );
    expect([...labels]).toEqual(expect.arrayContaining(['le', 'outcome', 'status', 'subgraph', 'version']));
    const known = ['le', 'outcome', 'partner', 'quality', 'reader', 'status', 'subgraph', 'version', 'why'];
    expect([...labels].filter((label) => !known.includes(label))).toEqual([]);
  });
});

describe('an officer endpoint', () => {
  test('answers its officers under the path of its registry', async () => {
    const { status, data, errors } = await federation.askOfficer<{ operator: { tin: string } }>(
      'KR',
      'query Own($tin: TIN!) { operator(tin: $tin) { tin } }',
      { tin: KOREAN_EXPORTER.tin },
      REGISTRY_SCOPES,
    );
    expect([status, errors]).toEqual([200, []]);
    expect(data.operator.tin).toBe(KOREAN_EXPORTER.tin);
  });

  test('has its own health', async () => {
    const { status, body } = await getJson('/registries/KR/health');
    expect([status, body]).toEqual([200, expect.objectContaining({ status: 'ok', subgraph: 'registry-kr' })]);
  });
});

/** Of the supergraph of the repository: the first digits of its SHA-256. */
const VERSION = createHash('sha256')
  .update(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url)))
  .digest('hex')
  .slice(0, 12);

// The last: what is stopped here stays stopped.
describe('health and readiness', () => {
  test('say so while all is well: each service and each registry by name', async () => {
    expect(await getJson('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await getJson('/ready')).toEqual({
      status: 200,
      body: {
        ready: true,
        services: servicesInState('AVAILABLE'),
        registries: registriesInState('AVAILABLE'),
        circuits: {},
        supergraph: VERSION,
      },
    });
  });

  test('a silent registry is its administration’s matter: it is named, and the gateway stays ready', async () => {
    await federation.silence('KR');
    const { status, body } = await getJson<Readiness>('/ready');
    expect(status).toBe(200);
    expect(body).toEqual({
      ready: true,
      services: servicesInState('AVAILABLE'),
      registries: { ...registriesInState('AVAILABLE'), KR: 'UNAVAILABLE' },
      circuits: {},
      supergraph: VERSION,
    });
    const calls = await (await get('/metrics')).text();
    expect(calls).not.toMatch(/^aeo_gateway_subgraph_silences_total\{subgraph="registry-kr"\}/m);
    await federation.ask('JP', `{ operator(tin: "${KOREAN_EXPORTER.tin}") { record { legalName } } }`);
    const counted = await (await get('/metrics')).text();
    expect(counted).toMatch(/^aeo_gateway_subgraph_silences_total\{subgraph="registry-kr"\} 1$/m);
  });

  test('without a service of the hub the gateway is alive and not ready', async () => {
    await federation.embedded.links.get(RECOGNITION_SUBGRAPH)?.close();
    expect(await getJson('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    const { status, body } = await getJson<Readiness>('/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ ready: false, services: { [RECOGNITION_SUBGRAPH]: 'UNAVAILABLE' } });
  });
});
