import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../../schema/contract/caller.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { openLog } from '../../../schema/log/open-log.ts';
import { signCallerAssertion } from '../../../schema/trust/caller-assertion.ts';
import type { TrustListFile } from '../../../schema/trust/trust-list.ts';
import { keysDirectory, openTrustStore, trustListPath } from '../../../scripts/start/trust-store.ts';
import { systemClock } from '../../../subgraphs/runtime/clock.ts';
import { type IndependentRegistry, KNOWN, startIndependentRegistry } from '../../conformance/independent-registry.ts';
import { post, startFederation, type TestFederation } from '../../support/federation.ts';
import { callerOf } from '../../support/parties.ts';
import { createSupergraphFiles, type SupergraphFiles } from './supergraph-files.ts';

const JAPAN = registrySubgraph('JP');
const RECOGNITION = `query ($tin: String!) {
  recognitions(questions: [{ tin: $tin, role: EXPORTER }]) { decision { outcome reasons } } }`;
const NATIONAL = `query ($tin: TIN!) { operator(tin: $tin) { ... on JpOperator { corporateNumber } } }`;
const SILENT = { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'] };
const RECOGNISED = { outcome: 'RECOGNISED', reasons: [] };

let federation: TestFederation;
let files: SupergraphFiles;
let dataDirectory: string;
const logged: { level: number; msg: string; fault?: string }[] = [];
const started: IndependentRegistry[] = [];

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'aeo-federation-'));
  await openTrustStore(dataDirectory, systemClock());
  files = createSupergraphFiles();
  const registry = await start();
  pinInPlaceOfJapan(registry);
  federation = await startFederation({
    dataDirectory,
    without: ['JP'],
    supergraphFile: files.supergraph,
    log: openLog('federation', 'info', { write: (line: string) => void logged.push(JSON.parse(line)) }),
  });
});

afterEach(async () => {
  for (const registry of started.splice(1)) await registry.stop();
});

afterAll(async () => {
  await federation.stop();
  for (const registry of started) await registry.stop();
  files.remove();
});

/** Japan's own registry over HTTP, each time with the same key. */
async function start(variant = 'none'): Promise<IndependentRegistry> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-independent-'));
  const [before] = started;
  if (before !== undefined) cpSync(join(before.directory, 'key.json'), join(directory, 'key.json'));
  const registry = await startIndependentRegistry(trustListPath(dataDirectory), variant, directory);
  started.push(registry);
  return registry;
}

/** The SDL that a registry publishes, as the gateway may ask for it. */
async function sdlOf({ url }: IndependentRegistry): Promise<string> {
  const body = JSON.stringify({ query: '{ _service { sdl } }' });
  const signer = federation.embedded.trustStore.signerOf('gateway');
  const assertion = await signCallerAssertion(signer, callerOf('EU'), { subgraph: JAPAN, body }, systemClock());
  const answer = await post<{ _service: { sdl: string } }>(`${url}/graphql`, body, {
    [CALLER_ASSERTION_HEADER]: assertion,
  });
  return answer.data._service.sdl;
}

const first = () => started[0]?.url ?? '';

function pinInPlaceOfJapan({ kid, jwk }: IndependentRegistry): void {
  const path = trustListPath(dataDirectory);
  const { keys } = JSON.parse(readFileSync(path, 'utf8')) as TrustListFile;
  writeFileSync(path, JSON.stringify({ keys: keys.map((row) => (row.party === JAPAN ? { ...row, kid, jwk } : row)) }));
  rmSync(join(keysDirectory(dataDirectory), `${JAPAN}.private.json`));
}

async function publish(addresses: Readonly<Record<string, string>>): Promise<string> {
  const version = files.publish(addresses);
  await federation.embedded.reload();
  return version;
}

async function decision(tin = KNOWN): Promise<object | undefined> {
  const { data } = await federation.ask<{ recognitions: { decision: object }[] }>('EU', RECOGNITION, { tin });
  return data.recognitions[0]?.decision;
}

async function served(): Promise<string> {
  const ready = (await (await fetch(`${federation.url}/ready`)).json()) as { supergraph: string };
  return ready.supergraph;
}

async function metric(name: string): Promise<string[]> {
  const text = await (await fetch(`${federation.url}/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('a supergraph that changes while the gateway runs', () => {
  test('connects a registry of the list, lets it move, and lets it leave', async () => {
    expect(await decision()).toMatchObject(SILENT);
    const joined = await publish({ [JAPAN]: first() });
    expect(await served()).toBe(joined);
    expect(await metric('aeo_gateway_supergraph{')).toEqual([`aeo_gateway_supergraph{version="${joined}"} 1`]);
    expect(await decision()).toMatchObject(RECOGNISED);

    const elsewhere = await start();
    expect(elsewhere.url).not.toBe(first());
    await publish({ [JAPAN]: elsewhere.url });
    expect(await decision()).toMatchObject(RECOGNISED);
    await elsewhere.stop();
    started.pop();
    expect(await decision()).toMatchObject(SILENT);

    await publish({});
    expect(await decision()).toMatchObject(SILENT);
  });

  test('is noticed without a word to the process', async () => {
    const version = files.publish({ [JAPAN]: first() });
    expect(await served()).not.toBe(version);
    await expect.poll(served, { timeout: 15_000 }).toBe(version);
    expect(await decision()).toMatchObject(RECOGNISED);
  });

  test('brings a field that a registry adds to its own operators', async () => {
    const line = /\n {2}"""(?:(?!""")[\s\S])*"""\n {2}corporateNumber: String/;
    files.change(JAPAN, (sdl) => sdl.replace(line, ''));
    await publish({ [JAPAN]: first() });
    const before = await federation.ask('EU', NATIONAL, { tin: KNOWN });
    expect(before.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);

    files.change(JAPAN, (sdl) => `${sdl}\nextend type JpOperator { corporateNumber: String }\n`);
    await publish({ [JAPAN]: first() });
    const after = await federation.ask('EU', NATIONAL, { tin: KNOWN });
    expect(after.errors).toEqual([]);
    expect(after.data).toEqual({ operator: { corporateNumber: KNOWN.slice(2) } });
  });

  test('fails no question while it changes again and again', async () => {
    const outcomes: (object | undefined)[] = [];
    let isChanging = true;
    const asking = Array.from({ length: 4 }, async () => {
      while (isChanging) outcomes.push(await decision());
    });
    for (let change = 0; change < 2; change += 1) {
      files.change(JAPAN, (sdl) => `${sdl}\nextend type JpOperator { change${change}: String }\n`);
      await publish({ [JAPAN]: first() });
      await decision();
    }
    isChanging = false;
    await Promise.all(asking);
    expect(outcomes.length).toBeGreaterThan(4);
    expect(outcomes).toEqual(outcomes.map(() => RECOGNISED));
  });

  test('lets a request that has begun finish on the engine that it began with', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isAsked = false;
    const putBack = federation.replaceRegistry('KR', (real) => ({
      ...real,
      async request(request) {
        isAsked = true;
        await held;
        return real.request(request);
      },
    }));
    const answer = federation.ask<{ operator: object }>(
      'JP',
      '{ operator(tin: "KR7628191710") { record { legalName } } }',
    );
    await expect.poll(() => isAsked).toBe(true);
    const version = await publish({});
    expect(await served()).toBe(version);
    expect(await metric('aeo_gateway_draining_engines')).toEqual(['aeo_gateway_draining_engines 1']);
    release();
    expect(await answer).toMatchObject({ status: 200, errors: [], data: { operator: { record: {} } } });
    await expect.poll(() => metric('aeo_gateway_draining_engines')).toEqual(['aeo_gateway_draining_engines 0']);
    putBack();
  });
});

describe('a supergraph that cannot be served', () => {
  let whole: string;
  let before: string;
  beforeAll(async () => {
    before = await publish({ [JAPAN]: first() });
    whole = readFileSync(files.supergraph, 'utf8');
  });

  test.each<[string, (sdl: string) => string, RegExp]>([
    ['that is cut off', (sdl) => sdl.slice(0, sdl.length / 2), /Syntax Error/],
    ['that is empty', () => '', /Syntax Error/],
    [
      'in which one registry speaks for the operators of another',
      (sdl) => sdl.replace('type JpOperator implements Operator', '$& @join__type(graph: REGISTRY_KR, key: "tin")'),
      /JpOperator: registry-kr speaks for it/,
    ],
    [
      'that shows the statements of a registry to clients',
      (sdl) => sdl.replaceAll(/(attestation: JWS .*) @inaccessible/g, '$1'),
      /Operator\.attestation: is not there, or clients see it/,
    ],
    [
      'with an address that is none',
      (sdl) => sdl.replace('http://registry-us.subgraph.invalid', 'ftp://x'),
      /no address/,
    ],
    [
      'of a federation with an administration that this gateway does not know',
      (sdl) => sdl.replace('"registry-us"', '"registry-zz"'),
      /registry-zz: ZZ has no entry in the list/,
    ],
    ['in which a known operation has no plan', (sdl) => sdl.replaceAll('recognitions(', 'asked('), /cannot be planned/],
  ])('%s is refused loudly, and the one from before stays', async (_name, change, fault) => {
    const refusals = await metric('aeo_gateway_supergraphs_total{outcome="REFUSED"}');
    expect(change(whole)).not.toBe(whole);
    writeFileSync(files.supergraph, change(whole));
    logged.length = 0;
    await federation.embedded.reload();
    expect(await served()).toBe(before);
    expect(await decision()).toMatchObject(RECOGNISED);
    expect(logged.filter(({ level }) => level >= 50)).toMatchObject([
      { msg: expect.stringContaining('refused'), fault: expect.stringMatching(fault) },
    ]);
    expect(await metric('aeo_gateway_supergraphs_total{outcome="REFUSED"}')).not.toEqual(refusals);
  });

  test('is gone, and the one from before stays', async () => {
    rmSync(files.supergraph);
    await federation.embedded.reload();
    expect(await served()).toBe(before);
    expect(await decision()).toMatchObject(RECOGNISED);
  });

  test('is never written by the command that composes it', () => {
    files.change(registrySubgraph('KR'), (sdl) => `${sdl}\ntype Query { everything: String }\n`);
    expect(() => files.publish()).toThrow('KR: Query: a registry has no root fields');
    files.change(registrySubgraph('KR'), (sdl) => sdl.replace('type Query { everything: String }', ''));
    expect(() => files.publish({ 'registry-zz': 'http://127.0.0.1:1' })).toThrow(/no SDL, of registry-zz/);
  });
});

describe('partners on other versions of the contract', () => {
  test.each([
    ['a version ahead, with a hidden field, a word and a claim more', 'a-version-ahead', RECOGNISED],
    ['a version behind, without the newest word', 'a-version-behind', RECOGNISED],
    ['of another contract, whose words may mean something else', 'another-contract', { outcome: 'UNDETERMINED' }],
  ])('%s', async (_name, variant, expected) => {
    const registry = await start(variant);
    const sdl = await sdlOf(registry);
    files.change(JAPAN, () => sdl);
    await publish({ [JAPAN]: registry.url });
    expect(await decision()).toMatchObject(expected);
    expect(await decision('CN3302158052')).toMatchObject(RECOGNISED);
  });
});
