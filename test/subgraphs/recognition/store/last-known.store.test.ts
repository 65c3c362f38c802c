import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeInOperatorEvents } from '../../../../subgraphs/recognition/service/take-in-operator-events.ts';
import {
  type Addressee,
  findLastKnown,
  type KeptStatement,
  keepLastKnown,
} from '../../../../subgraphs/recognition/store/last-known.store.ts';
import { findWindows, keepWindows } from '../../../../subgraphs/recognition/store/maintenance-window.store.ts';
import { findLastChanges } from '../../../../subgraphs/recognition/store/operator-event.store.ts';
import {
  RECOGNITION_ENTITIES,
  RECOGNITION_MIGRATIONS,
} from '../../../../subgraphs/recognition/store/recognition-database.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../../../subgraphs/runtime/database.ts';

const postgres = process.env['TEST_DATABASE_URL'];
const locations: readonly DatabaseLocation[] = [
  { kind: 'sqlite', directory: mkdtempSync(join(tmpdir(), 'aeo-store-')), synchronous: 'NORMAL' },
  ...(postgres === undefined ? [] : [{ kind: 'postgres', url: postgres } as const]),
];
const NOON = Date.parse('2026-11-24T12:00:00Z');
const at = (minutes: number) => new Date(NOON + minutes * 60_000);
const JAPAN: Addressee = { administration: 'JP', purpose: 'IMPORT_CLEARANCE' };
const TIN = 'KR7628191710';

/** Made so many minutes before or after noon, and good for a day. */
function said(minutes: number, more: Partial<KeptStatement> = {}): KeptStatement {
  const text = `statement of ${minutes}`;
  return { tin: TIN, operator: TIN, attestation: text, madeAt: at(minutes), relyUntil: at(minutes + 1_440), ...more };
}

describe.each(locations)('last known statements on $kind', (location) => {
  let database: Database;

  beforeAll(async () => {
    const name = `recognition_${randomBytes(6).toString('hex')}`;
    database = await openDatabase(
      { name, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS },
      location,
    );
  });
  afterAll(() => database.close());
  beforeEach(() =>
    database.write(async (manager) => {
      for (const table of ['last_known', 'operator_event', 'maintenance_window'])
        await manager.query(`DELETE FROM ${table}`);
    }),
  );

  const keep = (
    statements: readonly KeptStatement[],
    without: readonly string[] = [],
    now = at(0),
    addressee = JAPAN,
  ) => database.write((manager) => keepLastKnown(manager, addressee, statements, without, now));
  /** A change that is told at once, or before it takes effect. */
  const change = (minutes: number, { partners = ['JP'], id = randomUUID(), told = minutes } = {}) =>
    database.write((manager) => {
      const event = { home: 'KR', id, tin: TIN, at: at(minutes).toISOString(), partners, effectiveFrom: [] };
      return takeInOperatorEvents(manager, [{ ...event, isEffective: minutes <= told }], at(told));
    });
  const kept = async (addressee = JAPAN, tins = [TIN]) =>
    (await findLastKnown(database.read, addressee, tins)).map(({ attestation }) => attestation);

  it('are the newest of each operator, whatever the order in which they arrive', async () => {
    await keep([said(-30)]);
    await keep([said(-10)]);
    await keep([said(-20)]);
    expect(await kept()).toEqual(['statement of -10']);
    expect(await findLastKnown(database.read, JAPAN, [TIN])).toEqual([said(-10)]);
  });

  it('are one for each administration and purpose', async () => {
    await keep([said(-30)]);
    expect(await kept({ ...JAPAN, administration: 'US' })).toEqual([]);
    expect(await kept({ ...JAPAN, purpose: 'AUDIT' })).toEqual([]);
  });

  it('go where the registry says nothing of the operator any more', async () => {
    await keep([said(-30), said(-30, { tin: 'KR2', operator: 'KR2' })]);
    await keep([], [TIN]);
    expect(await kept(JAPAN, [TIN, 'KR2'])).toHaveLength(1);
  });

  it('go when they may be relied on no longer', async () => {
    await keep([said(-30, { relyUntil: at(5) })]);
    await keep([], ['KR2'], at(4));
    expect(await kept()).toHaveLength(1);
    await keep([], ['KR2'], at(5));
    expect(await kept()).toEqual([]);
  });

  it('go for the partners of a change, also where they were asked for under another identifier', async () => {
    await keep([said(-30), said(-30, { tin: 'KRALIAS' })]);
    await keep([said(-30)], [], at(0), { ...JAPAN, administration: 'US' });
    await change(0);
    expect(await kept(JAPAN, [TIN, 'KRALIAS'])).toEqual([]);
    expect(await kept({ ...JAPAN, administration: 'US' })).toHaveLength(1);
  });

  it('are not kept where the change arrives before what was said before it', async () => {
    await change(0);
    await keep([said(-1), said(0, { tin: 'KR2' }), said(1, { tin: 'KR3' })]);
    expect(await kept(JAPAN, [TIN, 'KR2', 'KR3'])).toEqual([]);
    await keep([said(2)], [], at(2));
    expect(await kept()).toEqual(['statement of 2']);
  });

  it('are kept where the change was for others', async () => {
    await change(0, { partners: ['US'] });
    await keep([said(-1)]);
    expect(await kept()).toEqual(['statement of -1']);
  });

  it('are overtaken by a change that is still to come, if they do not know of it, and again when it comes', async () => {
    await change(60, { told: 0 });
    const lastAt = async (minutes: number) =>
      (await findLastChanges(database.read, 'JP', [TIN], at(minutes))).get(TIN)?.getTime();
    expect(await lastAt(1)).toBe(at(0).getTime());
    await keep([said(-1)], [], at(1));
    expect(await kept()).toEqual([]);
    await keep([said(10)], [], at(10));
    expect(await kept()).toEqual(['statement of 10']);
    expect(await lastAt(59)).toBe(at(0).getTime());
    expect(await lastAt(60)).toBe(at(60).getTime());
  });

  it('are not lost to a change that is told again', async () => {
    const id = randomUUID();
    await change(0, { id });
    await keep([said(2)], [], at(2));
    await change(0, { id });
    expect(await kept()).toEqual(['statement of 2']);
  });

  it('of a thousand operators are kept at once', async () => {
    const tins = Array.from({ length: 1_000 }, (_, index) => `KR${index}`);
    await keep(tins.map((tin) => said(-1, { tin, operator: tin })));
    await keep(tins.map((tin) => said(0, { tin, operator: tin })));
    expect(new Set(await kept(JAPAN, tins))).toEqual(new Set(['statement of 0']));
    expect(await kept(JAPAN, tins)).toHaveLength(1_000);
  });

  it('know the windows in which a registry may be silent, until they are over or withdrawn', async () => {
    const window = (id: string, from: number, until: number) => ({
      ...{ administration: 'KR', id, fallbackAllowed: false, remark: null, isWithdrawn: false },
      ...{ from: at(from).toISOString(), until: at(until).toISOString() },
    });
    const announce = (list: Parameters<typeof keepWindows>[1], minutes: number) =>
      database.write((manager) => keepWindows(manager, list, at(minutes)));
    const open = async (minutes: number, of = 'KR') =>
      ((await findWindows(database.read, [of], at(minutes))).get(of) ?? []).map(({ from }) => from);
    await announce([window('2', 60, 120), window('1', 0, 30)], 0);
    expect(await open(0)).toEqual([at(0).toISOString(), at(60).toISOString()]);
    expect(await open(30)).toEqual([at(60).toISOString()]);
    expect(await open(0, 'JP')).toEqual([]);
    await announce([{ ...window('2', 60, 120), isWithdrawn: true }], 0);
    expect(await open(0)).toEqual([at(0).toISOString()]);
    await announce([window('1', 0, 45)], 30);
    expect(await open(40)).toEqual([at(0).toISOString()]);
  });
});
