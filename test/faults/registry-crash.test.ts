import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { seededRandom } from '../../scripts/measure/seeded-random.ts';
import { openRegistryDatabase } from '../../subgraphs/aeo-registry/store/registry-database.ts';
import type { Database } from '../../subgraphs/runtime/database.ts';
import {
  brokenRows,
  halfWritten,
  type Kept,
  ledgerBreak,
  lostWrites,
  readKept,
  replayedStatus,
} from './registry-kept.ts';
import { type RegistryProcess, registryProcess } from './registry-process.ts';
import {
  importedOperator,
  type Journal,
  type JournalEntry,
  ownTins,
  standingOf,
  WRITE_KINDS,
  WRITERS,
  writeUntil,
} from './registry-writes.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 240_000 });

const WRITES = 10_000;
const OWN = Array.from({ length: WRITERS }, (_, writer) => ownTins(writer)).flat();
/** After so many acknowledgements, and up to 30 ms more, it is killed. */
const KILLS = [900, 3_100, 5_000, 7_300, 9_400];

describe('kill -9 of a registry, five times within 10,000 writes', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'aeo-registry-crash-'));
  const journal: Journal = { entries: [], refused: [], acknowledged: 0, running: Promise.resolve() };
  const served = new Map<string, string>();
  let registry: RegistryProcess;
  let database: Database;
  let kept: Kept;

  beforeAll(async () => {
    registry = await registryProcess(dataDirectory);
    await registry.start();
    const operators = OWN.map(importedOperator);
    const { data } = await registry.officer(
      'mutation ($o: [OperatorImport!]!) { importOperators(operators: $o) { written } }',
      { o: operators },
    );
    expect(data).toEqual({ importOperators: { written: OWN.length } });

    const writing = Promise.all(Array.from({ length: WRITERS }, (_, w) => writeUntil(WRITES, w, registry, journal)));
    await killAgainAndAgain();
    await writing;
    for (const tin of OWN) served.set(tin, (await standingOf(registry, tin)).status);
    await registry.kill();
    const location = { kind: 'sqlite', directory: dataDirectory, synchronous: 'NORMAL' } as const;
    database = await openRegistryDatabase('registry-kr', location);
    kept = await readKept(database);
  });
  afterAll(async () => {
    await registry.kill();
    await database?.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  async function killAgainAndAgain(): Promise<void> {
    const random = seededRandom(5);
    for (const count of KILLS) {
      while (journal.acknowledged < count && journal.refused.length === 0) await delay(1);
      await delay(random() * 30);
      let isUp = (): void => undefined;
      const running = new Promise<void>((resolve) => {
        isUp = resolve;
      });
      const dying = registry.kill();
      journal.running = running;
      await dying;
      await registry.start();
      isUp();
    }
  }

  const count = (fits: (entry: JournalEntry) => boolean) => journal.entries.filter(fits).length;

  test('came in the midst of writes of every kind', () => {
    expect(journal.refused).toEqual([]);
    const kinds = WRITE_KINDS.map((kind) => count((entry) => entry.kind === kind && entry.isAcknowledged));
    const uncertain = count(({ isAcknowledged }) => !isAcknowledged);
    console.log(
      `acknowledged ${WRITE_KINDS.map((kind, index) => `${kind} ${kinds[index]}`).join(', ')}; open ${uncertain}`,
    );
    expect(kinds.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(WRITES);
    for (const one of kinds) expect(one).toBeGreaterThan(WRITES / 8);
    expect(uncertain).toBeGreaterThan(0);
  });

  test('loses no write that was acknowledged', () => {
    expect(lostWrites(kept, journal.entries)).toEqual([]);
  });

  test('adds nothing that nobody wrote', () => {
    const known = new Set(journal.entries.map(({ id }) => id));
    const others = new Set<string>();
    for (const { tin, authorizations, consents } of kept.operators.values()) {
      if (!OWN.includes(tin)) others.add(tin);
      const words = [...consents.slice(2), ...(authorizations[0]?.history.slice(1) ?? [])].map((one) =>
        'evidence' in one ? one.evidence : one.ground,
      );
      expect(words.filter((word) => word === null || !known.has(word))).toEqual([]);
    }
    expect([...others].filter((tin) => !known.has(tin))).toEqual([]);
  });

  test('leaves nothing half written', async () => {
    expect(await brokenRows(database)).toEqual([]);
    expect(halfWritten(kept, { consents: 2, steps: 1 })).toEqual([]);
  });

  test('leaves the chain of the ledger whole', () => {
    expect(kept.ledger.length).toBeGreaterThan(WRITES / 8);
    expect(ledgerBreak(kept)).toBeNull();
  });

  test('leaves each operator as its history says, and served so', () => {
    for (const [tin, status] of served) expect([tin, replayedStatus(kept, tin)]).toEqual([tin, status]);
    expect(served.size).toBe(OWN.length);
  });

  test('would be noticed if a write were lost, doubled, out of order or half there', () => {
    const [first = ''] = OWN;
    const operator = kept.operators.get(first);
    if (operator === undefined) throw new TypeError('no operator');
    const withOperator = (given: object): Kept => {
      return { ...kept, operators: new Map([...kept.operators, [first, { ...operator, ...given }]]) };
    };
    const lacking = withOperator({ consents: operator.consents.slice(0, -1) });
    expect(lostWrites({ ...kept, ledger: kept.ledger.slice(0, -WRITERS) }, journal.entries)).not.toEqual([]);
    const [a, b] = operator.consents.slice(-2);
    for (const consents of [operator.consents.toSpliced(5, 1), [...operator.consents.slice(0, -2), b, a]]) {
      expect(lostWrites(withOperator({ consents }), journal.entries)).toHaveLength(1);
    }
    expect(halfWritten(lacking, { consents: 2, steps: 1 })).toHaveLength(1);
    expect(ledgerBreak({ ...kept, ledger: kept.ledger.toSpliced(7, 1) })).toBe(8);
  });
});
