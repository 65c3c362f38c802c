import { randomUUID } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubgraphLink } from '../../../../schema/link/subgraph-link.ts';
import { seededRandom } from '../../../../scripts/measure/seeded-random.ts';
import { createInProcessLink } from '../../../../subgraphs/runtime/subgraph.ts';
import { askSubgraph, callerOf } from '../../../support/parties.ts';
import { guessingRight, type Pair } from '../support/guessing-right.ts';
import { claimsOf, type RegistryHarness, startKorea } from '../support/registry-harness.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';

const PAIRS = 10_000;
/** Pairs of which each TIN is asked for in a request of its own; the others in requests of eight of a kind. */
const SINGLE = 2_000;
const BATCH = 8;
/** Pairs of requests of a measurement that is made again. */
const AGAIN = 1_000;
/**
 * How far from chance the guessing of an observer may be. Who is right 55 times in 100 must ask about one TIN 270 times to be
 * 95 % sure, and each question stands in the ledger; reading one operator more, the leak to fear, lies far above (the control
 * below). The deviation of 1,000 pairs is 0.0158, so noise alone goes beyond once in 600 runs. Then it is measured again,
 * twice at most: a difference that is there is there again.
 */
const BOUND = 0.05;
const ATTEMPTS = 3;

const SELECTION =
  'tin record { legalName roles authorizations { number status } } successor attestation bondedTransporter';

type Kind = 'withheld' | 'unknown';
const KINDS: readonly Kind[] = ['withheld', 'unknown'];

/** One answer about one TIN. */
interface Seen {
  readonly text: string;
  readonly attestation: string;
}

/** Even numbers are registered, odd ones are not: nobody can tell by the TIN. */
const TINS: Readonly<Record<Kind, readonly string[]>> = {
  withheld: Array.from({ length: PAIRS }, (_, pair) => krTin(pair * 2)),
  unknown: Array.from({ length: PAIRS }, (_, pair) => krTin(pair * 2 + 1)),
};

describe('10,000 withheld operators and 10,000 that do not exist', () => {
  let korea: RegistryHarness;
  let link: SubgraphLink;
  const seen = new Map<string, Seen>();
  const single: Pair[] = [];
  const batched: Pair[] = [];

  beforeAll(async () => {
    // Whoever asks so much in vain is refused, and then there is nothing to be told apart.
    korea = await startKorea({ enumeration: { unansweredAtLeast: 1e6, unansweredAtMost: 1e6, sequenceLength: 1e6 } });
    link = createInProcessLink(korea.registry);
    // Withheld for one of three reasons: no consent at all, to somebody else only, withdrawn.
    const destinations = [[], ['US'], ['JP']];
    for (let start = 0; start < PAIRS; start += 1_000) {
      const operators = TINS.withheld
        .slice(start, start + 1_000)
        .map((tin, index) => sampleOperator(tin, destinations[(start + index) % 3] ?? []));
      const { written } = await korea.registry.importOperators(operators, 'test');
      expect(written).toBe(1_000);
    }
    withdrawAll(korea.databaseFile);
    const random = seededRandom(20261124);
    await measure(100, 1, random);
    seen.clear();
    single.push(...(await measure(SINGLE, 1, random)));
    batched.push(...(await measure(PAIRS - SINGLE, BATCH, random, SINGLE)));
  }, 120_000);
  afterAll(() => korea.stop());

  /** Asks for pairs of requests of `size` TINs each, of a kind, in either order; gives the times of each pair in ms. */
  async function measure(
    pairs: number,
    size: number,
    random: () => number,
    from = 0,
    around: (kind: Kind, tins: readonly string[]) => void = () => undefined,
  ): Promise<Pair[]> {
    const times: Pair[] = [];
    for (let start = from; start < from + pairs; start += size) {
      const took = { withheld: 0, unknown: 0 };
      for (const kind of random() < 0.5 ? KINDS : KINDS.toReversed()) {
        const tins = TINS[kind].slice(start, start + size);
        took[kind] = await ask(tins, () => around(kind, tins));
      }
      times.push([took.withheld, took.unknown]);
    }
    return times;
  }

  async function ask(tins: readonly string[], around: () => void): Promise<number> {
    let milliseconds = 0;
    const timed: SubgraphLink = {
      ...link,
      async request(call) {
        const begin = performance.now();
        around();
        const text = await link.request(call);
        milliseconds = performance.now() - begin;
        return text;
      },
    };
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on KrOperator { ${SELECTION} } } }`;
    const representations = tins.map((tin) => ({ __typename: 'KrOperator', tin }));
    const { data, errors } = await askSubgraph<{ _entities: { tin: string; attestation: string }[] }>(
      ...([
        korea.parties,
        'registry-kr',
        timed,
        korea.clock,
        callerOf('JP', { requestId: randomUUID(), subject: randomUUID() }),
        query,
        { r: representations },
      ] as const),
    );
    if (errors !== undefined) throw new TypeError(JSON.stringify(errors));
    for (const entity of data?._entities ?? []) {
      expect(claimsOf(entity.attestation).statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
      seen.set(entity.tin, { text: JSON.stringify(entity), attestation: entity.attestation });
    }
    return milliseconds;
  }

  const answers = (kind: Kind) => TINS[kind].map((tin) => ({ tin, ...(seen.get(tin) as Seen) }));

  test('are answered alike: nothing differs but what was asked, the number of the statement and its signature', () => {
    const contents = KINDS.map((kind) => new Set(answers(kind).map(contentOf)));
    expect(contents[0]).toEqual(contents[1]);
    expect(contents[0]?.size).toBe(1);
  });

  test('are answered at the same length, to the byte', () => {
    const lengths = KINDS.map((kind) => new Set(answers(kind).map(({ text }) => Buffer.byteLength(text))));
    expect(lengths[0]).toEqual(lengths[1]);
    expect(lengths[0]?.size).toBe(1);
  });

  test('have ledger entries of one shape and size, one for each question', () => {
    const database = new Sqlite(korea.databaseFile, { readonly: true });
    const rows = database.prepare('SELECT * FROM ledger').all() as Record<string, string | number>[];
    database.close();
    const byTin = new Map<string, typeof rows>();
    for (const row of rows) byTin.set(String(row['tin']), [...(byTin.get(String(row['tin'])) ?? []), row]);
    const shapes = KINDS.map((kind) => new Set(TINS[kind].flatMap((tin) => (byTin.get(tin) ?? []).map(shapeOf))));
    expect(shapes[0]).toEqual(shapes[1]);
    expect(shapes[0]?.size).toBe(1);
    const asked = KINDS.map((kind) => TINS[kind].map((tin) => byTin.get(tin)?.length));
    expect(asked[0]).toEqual(asked[1]);
    expect(new Set(asked[0]?.slice(SINGLE))).toEqual(new Set([1]));
  });

  test.each([
    ['singly', 1, () => single],
    ['in batches', BATCH, () => batched],
  ] as const)(
    'take the same time, asked %s: an observer guesses no better than by chance',
    async (_how, size, first) => {
      const random = seededRandom(size);
      const found: number[] = [];
      for (let pairs: readonly Pair[] = first(); ; pairs = await measure(AGAIN * size, size, random)) {
        found.push(guessingRight(pairs));
        if (Math.abs((found.at(-1) ?? 1) - 0.5) < BOUND || found.length === ATTEMPTS) break;
      }
      console.log(`asked ${_how}, guessed right: ${found.map((auc) => auc.toFixed(3)).join(', ')}`);
      expect(Math.abs((found.at(-1) ?? 1) - 0.5)).toBeLessThan(BOUND);
    },
  );

  test('would be told apart by the same measure if an operator were read before its consent', async () => {
    const database = new Sqlite(korea.databaseFile, { readonly: true });
    const reads = ['operator', 'aeo_authorization', 'status_event', 'validation', 'consent', 'alias'].map((table) =>
      database.prepare(`SELECT * FROM ${table} WHERE tin = ?`),
    );
    const readOperators = (_kind: Kind, tins: readonly string[]) => {
      for (const tin of tins) {
        const rows = reads.map((read) => read.all(tin) as Record<string, unknown>[]);
        for (const row of rows.flat()) if (typeof row['criteria'] === 'string') JSON.parse(row['criteria']);
      }
    };
    const auc = guessingRight(await measure(AGAIN, 1, seededRandom(3), 0, readOperators));
    database.close();
    console.log(`control, guessed right: ${auc.toFixed(3)}`);
    expect(auc - 0.5).toBeGreaterThan(BOUND);
  });

  test('would be told apart by one sign more in an answer or in an entry', () => {
    const [one] = answers('withheld');
    if (one === undefined) throw new TypeError('nothing was answered');
    expect(contentOf({ ...one, text: one.text.replace('null', '"x"') })).not.toBe(contentOf(one));
    expect(shapeOf({ request_id: 'test-1', fields: '["legalName"]' })).not.toBe(
      shapeOf({ request_id: 'test-1', fields: '[]' }),
    );
  });
});

/** What an answer says, without what differs by nature. */
function contentOf({ tin, text, attestation }: Seen & { readonly tin: string }): string {
  const { jti, sub, requestId: _requestId, ...claims } = claimsOf(attestation);
  expect(sub).toBe(tin);
  const [header, payload, signature] = attestation.split('.').map(({ length }) => length);
  return JSON.stringify([
    ...[text.replace(attestation, '').replaceAll(tin, ''), claims, decodeProtectedHeader(attestation)],
    ...[jti.length, header, payload, signature],
  ]);
}

/** What an entry says, without what differs by nature, and how long that is. */
function shapeOf({ sequence: _sequence, ...row }: Readonly<Record<string, string | number>>): string {
  const differing = ['subject', 'tin', 'asked', 'attestation_id', 'request_id', 'previous_hash', 'hash'];
  const shown = Object.entries(row).map(([column, value]) => [
    column,
    differing.includes(column) ? String(value).length : value,
  ]);
  return JSON.stringify([shown, row['tin'] === row['asked']]);
}

/** Withdraws every consent to Japan. */
function withdrawAll(file: string): void {
  const database = new Sqlite(file);
  database.exec(`INSERT INTO consent (tin, sequence, destination, given, since, evidence, recorded_by)
    SELECT tin, sequence + 1, destination, 0, since, evidence, recorded_by FROM consent WHERE destination = 'JP'`);
  database.close();
}
