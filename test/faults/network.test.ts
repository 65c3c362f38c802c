import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { openTlsFiles, type TlsFiles, type TlsPaths } from '../../schema/link/tls-files.ts';
import {
  EU_MANUFACTURER,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_SUSPENDED,
  US_EXPORTER,
} from '../../scripts/seed/worth-asking.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import type { Subgraph } from '../../subgraphs/runtime/subgraph.ts';
import { answeringOtherwise } from '../federation/recognition/answering-otherwise.ts';
import { createTestAuthority } from '../support/certificates.ts';
import { type FaultProxy, SOUND, startFaultProxy } from '../support/fault-proxy.ts';
import { type HttpAnswer, startFederation, type TestFederation } from '../support/federation.ts';
import { silentLog } from '../support/parties.ts';
import { NETWORK_FAULTS } from './network-faults.ts';

const KOREA = registrySubgraph('KR');
const RECOGNITION = 'recognition';

/** Short, so that a row takes no longer than it must. */
const FAILURES_TO_OPEN = 3;
const TRANSPORT = { failuresToOpen: FAILURES_TO_OPEN, firstLookMs: 50, longestLookMs: 200 };
const PATIENCE = { timeout: 20_000, interval: 50 };

/** Two of Korea, and two of others; with what is known to be true of each. */
const ASKED = [KOREAN_EXPORTER, EU_MANUFACTURER, KOREAN_EXPORTER_SUSPENDED, US_EXPORTER];
const QUESTIONS = ASKED.map(({ tin, role }) => ({ tin, role }));
const OF_KOREA = [0, 2];

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { operator { record { legalName } } decision { outcome reasons } }
}`;

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
}
interface Data {
  readonly recognitions: readonly {
    readonly operator: { readonly record: object | null };
    readonly decision: Decision | null;
  }[];
}

const SILENT: Decision = { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'] };

let federation: TestFederation;
let truth: readonly (Decision | null)[];
const opened: { close(): unknown }[] = [];

beforeAll(async () => {
  federation = await startFederation({ registryTimeoutMs: 1_500, serviceTimeoutMs: 3_000, transport: TRANSPORT });
  truth = decisionsOf(await ask());
  expect(truth.map((decision) => decision?.outcome)).toEqual([
    'RECOGNISED',
    'RECOGNISED',
    'NOT_RECOGNISED',
    'RECOGNISED',
  ]);
});

afterAll(async () => {
  for (const one of opened.toReversed()) await one.close();
  await federation.stop();
});

const ask = () => federation.ask<Data>('JP', QUERY, { questions: QUESTIONS });

function decisionsOf({ data }: HttpAnswer<Data>): (Decision | null)[] {
  return data.recognitions.map(({ decision }) => decision);
}

/** What is true, where Korea says nothing. */
const withoutKorea = (): (Decision | null)[] =>
  truth.map((decision, index) => (OF_KOREA.includes(index) ? SILENT : decision));

/** Serves a subgraph over HTTP behind a proxy, and lets the gateway take that way. */
async function putBehindProxy(name: string, subgraph: Subgraph | undefined): Promise<FaultProxy> {
  if (subgraph === undefined) throw new TypeError(`no subgraph ${name}`);
  const server = await serveSubgraph(subgraph, 0, '127.0.0.1');
  opened.push(closing(server));
  const proxy = await startFaultProxy(portOf(server));
  opened.push(proxy);
  const link = createHttpLink(`http://127.0.0.1:${proxy.port}`);
  opened.push(link);
  federation.replaceSubgraph(name, () => link);
  return proxy;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function closing(server: Server): { close(): void } {
  return {
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** True answers again, by itself. */
async function expectRecovery(): Promise<void> {
  await expect.poll(async () => decisionsOf(await ask()), PATIENCE).toEqual(truth);
  expect((await ask()).errors).toEqual([]);
}

describe('between the gateway and one registry', () => {
  let proxy: FaultProxy;

  beforeAll(async () => {
    proxy = await putBehindProxy(KOREA, federation.embedded.registries.get('KR'));
  });

  test.each(Object.entries(NETWORK_FAULTS))('%s makes no answer wrong, and ends with the fault', async (_name, row) => {
    await proxy.set(row.fault);
    const [answer] = await Promise.all(Array.from({ length: FAILURES_TO_OPEN }, ask));
    if (answer === undefined) throw new TypeError('nothing was asked');
    if (row.code === null) {
      expect([answer.errors, decisionsOf(answer)]).toEqual([[], truth]);
    } else {
      expect(decisionsOf(answer)).toEqual(withoutKorea());
      expect(answer.data.recognitions.map(({ operator }) => operator.record !== null)).toEqual([
        false,
        true,
        false,
        true,
      ]);
      expect(answer.errors.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual(
        OF_KOREA.map((index) => [index, row.code]),
      );
    }
    federation.calls.length = 0;
    await ask();
    const calls = federation.calls.filter(({ subgraph }) => subgraph === KOREA);
    expect(calls.map(({ refusedBy }) => refusedBy)).toEqual([row.opensCircuit ? 'CIRCUIT_OPEN' : null]);
    await proxy.set(SOUND);
    await expectRecovery();
  });

  test('a registry that is left alone is named by the gateway, and by nobody called down', async () => {
    const circuit = async () => {
      const text = await (await fetch(`${federation.url}/metrics`)).text();
      return /^aeo_gateway_circuit\{subgraph="registry-kr"\} (\d)$/m.exec(text)?.[1];
    };
    expect(await circuit()).toBe('0');
    await proxy.set({ refuses: true });
    for (let count = 0; count <= FAILURES_TO_OPEN; count += 1) await ask();
    expect(await circuit()).toBe('2');
    const ready = await fetch(`${federation.url}/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { ready: true, circuits: { [KOREA]: 'OPEN' } }]);
    const availability = '{ administration(code: "KR") { registry { status } } }';
    expect((await federation.ask('JP', availability)).data).toEqual({
      administration: { registry: { status: 'AVAILABLE' } },
    });
    await proxy.set(SOUND);
    await expectRecovery();
    expect(await circuit()).toBe('0');
  });

  test('random faults under load make no decision wrong', async () => {
    const seed = Date.now();
    const faults = fc.sample(
      fc.constantFrom(SOUND, SOUND, ...Object.values(NETWORK_FAULTS).map(({ fault }) => fault)),
      {
        numRuns: 30,
        seed,
      },
    );
    let isOver = false;
    const wrong: unknown[] = [];
    const counts = { answered: 0, silent: 0 };
    const check = (answer: HttpAnswer<Data>): void => {
      if (answer.status !== 200) wrong.push(answer.text);
      for (const [index, decision] of decisionsOf(answer).entries()) {
        const isTrue = JSON.stringify(decision) === JSON.stringify(truth[index]);
        const isSilent = OF_KOREA.includes(index) && JSON.stringify(decision) === JSON.stringify(SILENT);
        if (!isTrue && !isSilent) wrong.push({ index, decision });
        if (index === 0) counts[isTrue ? 'answered' : 'silent'] += 1;
      }
    };
    const load = Array.from({ length: 6 }, async () => {
      while (!isOver) check(await ask());
    });
    for (const fault of faults) {
      await proxy.set(fault);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await proxy.set(SOUND);
    await expectRecovery();
    isOver = true;
    await Promise.all(load);
    expect(wrong, `seed ${seed}`).toEqual([]);
    expect(counts.answered).toBeGreaterThan(0);
    expect(counts.silent).toBeGreaterThan(0);
  });
});

describe('a question that was not sent', () => {
  test('is sent again under an assertion of its own, and nobody sees it', async () => {
    const assertions: (string | undefined)[] = [];
    const restore = federation.replaceRegistry('KR', (real) => ({
      ...real,
      async request(request) {
        assertions.push(request.headers[CALLER_ASSERTION_HEADER]);
        if (assertions.length === 1) throw new LinkFailure('NOT_SENT');
        return real.request(request);
      },
    }));
    const answer = await ask();
    restore();
    expect([answer.errors, decisionsOf(answer)]).toEqual([[], truth]);
    expect(new Set(assertions).size).toBe(2);
  });
});

describe('a registry out of step', () => {
  test('whose certificate expired is silent until it is renewed, without a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'aeo-expired-'));
    const authority = await createTestAuthority(directory);
    const [day, now] = [86_400_000, Date.now()];
    const certify = (name: string, from: number, to: number) => authority.certify(name, new Date(from), new Date(to));
    const open = (paths: TlsPaths): TlsFiles => {
      const files = openTlsFiles(paths, silentLog, 50);
      if (files === undefined) throw new TypeError('no files');
      opened.push(files);
      return files;
    };
    const registry = federation.embedded.registries.get('KR');
    if (registry === undefined) throw new TypeError('no registry of KR');
    const expired = await certify('registry', now - 2 * day, now - day);
    const server = await serveSubgraph(registry, 0, '127.0.0.1', open(expired));
    opened.push(closing(server));
    const gateway = open(await certify('gateway', now - day, now + day));
    const link = createHttpLink(`https://127.0.0.1:${portOf(server)}`, gateway);
    const restore = federation.replaceRegistry('KR', () => link);
    expect(decisionsOf(await ask())).toEqual(withoutKorea());
    await certify('registry', now - day, now + day);
    await expectRecovery();
    restore();
    await link.close();
    rmSync(directory, { recursive: true });
  });

  test.each(['0.9', '2.0'])(
    'that speaks version %s of the contract is not understood, and is no no',
    async (version) => {
      const signer = federation.embedded.trustStore.signerOf(KOREA);
      const restore = federation.replaceRegistry('KR', (real) =>
        answeringOtherwise(real, signer, (claims) => ({ ...claims, contractVersion: version })),
      );
      const invalid: Decision = { outcome: 'UNDETERMINED', reasons: ['ATTESTATION_INVALID'] };
      expect(decisionsOf(await ask())).toEqual(withoutKorea().map((one) => (one === SILENT ? invalid : one)));
      restore();
      expect(decisionsOf(await ask())).toEqual(truth);
    },
  );
});

describe('between the gateway and the recognition service', () => {
  test.each([
    'nobody who listens',
    'a cut in the middle of the answer',
    'a connection that is accepted and silent',
    'noise that is not HTTP',
    'the login page of a hotel',
    '503 of a balancer',
  ])('%s is an error and no decision', async (name) => {
    const real = federation.embedded.links.get(RECOGNITION) as SubgraphLink;
    const proxy = await putBehindProxy(RECOGNITION, federation.embedded.services.get(RECOGNITION));
    await proxy.set(NETWORK_FAULTS[name]?.fault ?? SOUND);
    const { data, errors } = await ask();
    expect(data?.recognitions ?? null).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL']);
    await proxy.set(SOUND);
    await expect.poll(async () => (await ask()).errors, PATIENCE).toEqual([]);
    expect(decisionsOf(await ask())).toEqual(truth);
    federation.replaceSubgraph(RECOGNITION, () => real);
  });
});
