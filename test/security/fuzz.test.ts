import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc, { type GeneratorValue } from 'fast-check';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GATEWAY_SCOPES, REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { callersOf } from './every-field/callers.ts';
import { chanceOf } from './fuzz/chance.ts';
import { type Door, rawRequest } from './fuzz/requests.ts';
import { sendBytes } from './fuzz/send-bytes.ts';

/** `FUZZ_SEED=… FUZZ_REQUESTS=… vitest run test/security/fuzz.test.ts` asks otherwise; a failure names both. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_124);
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const AT_ONCE = 16;

/** So many of the last requests are sent once more: their texts are in every cache by then, so that memory has to stand still. */
const AGAIN = Math.min(1_000, REQUESTS);
const MAXIMUM_GROWTH_BYTES = 16 * 1024 * 1024;

/** Of the inside: paths, stacks, the database and its library, the way between gateway and subgraphs. */
const OF_THE_INSIDE =
  /\/work\/|\/tmp\/|node_modules|file:\/\/|\.[cm]?[jt]s:\d|^ {4}at |stacktrace|SQLITE|QueryFailed|EntityManager|typeorm|\b(?:Type|Range|Reference|Syntax|Assertion)Error\b|Cannot read prop|is not a function|x-caller-assertion|"INTERNAL"/im;

let federation: TestFederation;
let doors: readonly Door[];
let ownHost: Server;
beforeAll(async () => {
  federation = await startFederation();
  const callers = callersOf(federation, () => new Date());
  const read = (name: string) => buildSchema(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8'));
  const registry = federation.embedded.registries.get('KR');
  if (registry === undefined) throw new TypeError('no registry');
  ownHost = await serveSubgraph(registry, 0, '127.0.0.1');
  const port = Number(new URL(federation.url).port);
  const officers = {
    schema: read('officer.graphql'),
    tokens: [
      await callers.registry('KR', REGISTRY_SCOPES),
      await callers.registry('KR', REGISTRY_SCOPES),
      await callers.operator('KR', 'KR7628191710'),
      'none',
    ],
  };
  doors = [
    {
      port,
      path: '/graphql',
      schema: read('api.graphql'),
      tokens: [
        await callers.officer('JP', GATEWAY_SCOPES),
        await callers.officer('EU', GATEWAY_SCOPES),
        await callers.officer('EU', ['recognition:ask']),
        await callers.actor('EU', 'CN3302158052'),
      ],
    },
    { port, path: '/registries/KR/graphql', ...officers },
    { port: portOf(ownHost), path: '/officer/graphql', ...officers },
  ];
});
afterAll(async () => {
  ownHost.close();
  await federation.stop();
});

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('a server without a port');
  return address.port;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** What request number `index` is drawn from. */
function generatorOf(index: number): GeneratorValue {
  const [generator] = fc.sample(fc.gen(), { seed: SEED + index, numRuns: 1 });
  if (generator === undefined) throw new TypeError('no generator');
  return generator;
}

/** What is wrong with an answer; undefined: nothing. */
function faultOf(answer: string): string | undefined {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
  if (status >= 500) return `status ${status}`;
  // The playground is a page of a library, which carries words of its own.
  if (/^content-type: text\/html/im.test(answer)) return undefined;
  const leak = OF_THE_INSIDE.exec(answer)?.[0];
  return leak === undefined ? undefined : `it tells of the inside: ${leak}`;
}

test(`${REQUESTS} requests of every kind get no 5xx, no INTERNAL and nothing of the inside, and memory stays`, async () => {
  const faults: string[] = [];
  const statuses = new Map<string, number>();

  async function send(from: number, until: number): Promise<void> {
    let next = from;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < until) {
          const index = next;
          next += 1;
          // One at a time: a generator keeps all that was ever drawn from it.
          const request = rawRequest(doors, chanceOf(generatorOf(index)));
          const answer = await sendBytes(request).catch((error: Error) => `HTTP/1.1 599 ${error.message}`);
          const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none';
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          const fault = faultOf(answer);
          if (fault !== undefined)
            faults.push(`#${index}: ${fault}\n${request.bytes.toString().slice(0, 3_000)}\n${answer.slice(0, 2_000)}`);
        }
      }),
    );
  }

  await send(0, REQUESTS);
  const seen = new Map(statuses);
  const before = heapInUse();
  await send(REQUESTS - AGAIN, REQUESTS);
  const growth = heapInUse() - before;
  if (process.env['FUZZ_REPORT']) console.log(seen, growth / 1e6, faults.length);
  expect(faults.slice(0, Number(process.env['FUZZ_SHOW'] ?? 3)), `FUZZ_SEED=${SEED} FUZZ_REQUESTS=${REQUESTS}`).toEqual(
    [],
  );
  expect(growth).toBeLessThan(MAXIMUM_GROWTH_BYTES);
  // Most get as far as an answer of the graph, or the test would say nothing.
  expect(seen.get('200') ?? 0).toBeGreaterThan(REQUESTS / 5);
  expect((await fetch(`${federation.url}/health`)).status).toBe(200);
}, 300_000);
