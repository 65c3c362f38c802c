import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDueChanges } from '../../../../subgraphs/recognition/service/due-changes.ts';
import { recognitionChangeSource } from '../../../../subgraphs/recognition/service/follow-changes.ts';
import { followAsked, listFollowed, setWatched } from '../../../../subgraphs/recognition/service/follow-operators.ts';
import { keepChanges } from '../../../../subgraphs/recognition/service/keep-changes.ts';
import { type ChangesQuery, readChanges } from '../../../../subgraphs/recognition/service/read-changes.ts';
import {
  type ToldOperatorEvent,
  takeInOperatorEvents,
} from '../../../../subgraphs/recognition/service/take-in-operator-events.ts';
import { readFeed } from '../../../../subgraphs/recognition/store/change-feed.store.ts';
import { follow } from '../../../../subgraphs/recognition/store/followed-operator.store.ts';
import { findPlanned } from '../../../../subgraphs/recognition/store/planned-change.store.ts';
import {
  RECOGNITION_ENTITIES,
  RECOGNITION_MIGRATIONS,
} from '../../../../subgraphs/recognition/store/recognition-database.ts';
import { CHANGES, createChangeFeed } from '../../../../subgraphs/runtime/change-feed.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../../../subgraphs/runtime/database.ts';
import { callerOf, createTestClock, silentLog } from '../../../support/parties.ts';
import { krTin } from '../../aeo-registry/support/sample-operators.ts';

const postgres = process.env['TEST_DATABASE_URL'];
const locations: readonly DatabaseLocation[] = [
  { kind: 'sqlite', directory: mkdtempSync(join(tmpdir(), 'aeo-feed-')), synchronous: 'NORMAL' },
  ...(postgres === undefined ? [] : [{ kind: 'postgres', url: postgres } as const]),
];
const ALL: ChangesQuery = { after: null, first: 1_000, tins: null, administrations: null };
const NOW = new Date('2026-11-24T12:00:00.000Z');
const TOMORROW = '2026-11-25T12:00:00.000Z';

describe.each(locations)('the feed of changes on $kind', (location) => {
  const name = `recognition_${randomBytes(6).toString('hex')}`;
  const open = () =>
    openDatabase({ name, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS }, location);
  let database: Database;
  /** Another replica, where there may be one. */
  let other: Database;
  let number = 0;

  beforeAll(async () => {
    database = await open();
    other = location.kind === 'postgres' ? await open() : database;
  });
  afterAll(async () => {
    if (location.kind === 'postgres') {
      await other.close();
      await database.read.query(`DROP SCHEMA ${name} CASCADE`);
    }
    await database.close();
  });

  /** An operator of its own that an administration of its own follows, so that no test sees another's changes. */
  async function followed() {
    number += 1;
    const [administration, tin] = [`X${number}`, krTin(number)];
    await database.write((manager) => follow(manager, administration, 'WATCHED', [tin]));
    return { administration, tin };
  }

  function eventAbout(tin: string, partner: string, given: Partial<ToldOperatorEvent> = {}): ToldOperatorEvent {
    const told = { home: 'KR', id: randomUUID(), tin, at: NOW.toISOString(), partners: [partner] };
    return { ...told, isEffective: true, effectiveFrom: [], ...given };
  }

  const takeIn = (...events: ToldOperatorEvent[]) =>
    database.write((manager) => takeInOperatorEvents(manager, events, NOW));

  async function feedOf(administration: string, query: Partial<ChangesQuery> = {}) {
    const page = await readChanges({ database: other }, administration, { ...ALL, ...query });
    if (!page.ok) throw new TypeError(page.refusal.message);
    return page.value;
  }

  it('takes an event in once, for the partners that it names and that follow the operator', async () => {
    const { administration, tin } = await followed();
    const event = eventAbout(tin, administration, { partners: [administration, 'US'] });
    await takeIn(event, event);
    await takeIn(event, eventAbout(tin, 'US'));
    const { changes } = await feedOf(administration);
    expect(changes).toEqual([{ cursor: expect.any(String), tin, kind: 'OPERATOR_CHANGED', at: NOW.toISOString() }]);
    expect((await feedOf('US')).changes).toEqual([]);
  });

  it('counts each feed by itself, without a gap', async () => {
    const [one, two] = [await followed(), await followed()];
    for (let round = 0; round < 3; round += 1) {
      await takeIn(eventAbout(one.tin, one.administration), eventAbout(two.tin, two.administration));
    }
    for (const { administration } of [one, two]) {
      const feed = { administration, after: 0, limit: 10, tins: null, homes: null };
      const view = await readFeed(database.read, feed);
      expect(view.changes.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      expect(view).toMatchObject({ last: 3, removed: 0 });
    }
  });

  it('never shows an entry before the one in front of it, while replicas write', async () => {
    const { administration, tin } = await followed();
    const change = { administration, tin, kind: 'OPERATOR_CHANGED', at: NOW.toISOString() } as const;
    const writing = [database, other].map(async (replica) => {
      for (let count = 0; count < 60; count += 1) {
        await replica.write((manager) => keepChanges(manager, [change], NOW));
      }
    });
    const seen: number[] = [];
    while (seen.length < 120) {
      const feed = { administration, after: seen.length, limit: 1_000, tins: null, homes: null };
      const { changes } = await readFeed(other.read, feed);
      seen.push(...changes.map(({ sequence }) => sequence));
    }
    await Promise.all(writing);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  });

  it('has what changed between a registry’s answer and the moment at which the operator is followed, and nothing older', async () => {
    number += 1;
    const [administration, tin] = [`X${number}`, krTin(number)];
    const at = (second: number) => new Date(NOW.getTime() + second * 1_000);
    await takeIn(...[-5, 1, 2].map((second) => eventAbout(tin, administration, { at: at(second).toISOString() })));
    const asked = [{ tin, toldAt: NOW }];
    await database.write((manager) => followAsked(manager, administration, asked, at(3)));
    await database.write((manager) => followAsked(manager, administration, asked, at(3)));
    expect((await feedOf(administration)).changes.map((change) => change.at)).toEqual(
      [1, 2].map((second) => at(second).toISOString()),
    );
  });

  it('tells later what becomes effective later, once, and what was planned last alone', async () => {
    const { administration, tin } = await followed();
    const clock = createTestClock();
    const due = startDueChanges({ database, clock, log: silentLog, keptDays: 90 });
    await takeIn(eventAbout(tin, administration, { effectiveFrom: ['2026-11-25T00:00:00.000Z', TOMORROW] }));
    await takeIn(eventAbout(tin, administration, { isEffective: false, at: TOMORROW, effectiveFrom: [TOMORROW] }));
    expect(await findPlanned(database.read, [tin])).toEqual([
      { tin, at: TOMORROW, kind: 'OPERATOR_CHANGED', administrations: [administration] },
    ]);
    await due.take();
    expect((await feedOf(administration)).changes).toHaveLength(1);
    clock.set(TOMORROW);
    await due.take();
    await due.take();
    await due.stop();
    expect((await feedOf(administration)).changes.map(({ at }) => at)).toEqual([NOW.toISOString(), TOMORROW]);
    expect(await findPlanned(database.read, [tin])).toEqual([]);
  });

  it('plans for some partners and leaves what is planned for others', async () => {
    const { administration, tin } = await followed();
    await takeIn(eventAbout(tin, administration, { partners: [administration, 'US'], effectiveFrom: [TOMORROW] }));
    await takeIn(eventAbout(tin, administration));
    expect(await findPlanned(database.read, [tin])).toMatchObject([{ at: TOMORROW, administrations: ['US'] }]);
  });

  it('forgets what is old, remembers up to where, and goes on counting', async () => {
    const { administration, tin } = await followed();
    await takeIn(eventAbout(tin, administration), eventAbout(tin, administration));
    const { changes, endCursor } = await feedOf(administration);
    const clock = createTestClock('2027-02-23T12:00:00.000Z');
    const due = startDueChanges({ database, clock, log: silentLog, keptDays: 90 });
    await due.take();
    await due.stop();
    const expired = await readChanges({ database }, administration, { ...ALL, after: changes[0]?.cursor ?? '' });
    expect(expired).toMatchObject({ ok: false, refusal: { code: 'CURSOR_EXPIRED', field: 'after' } });
    expect(await feedOf(administration, { after: endCursor })).toMatchObject({ changes: [], endCursor });
    await takeIn(eventAbout(tin, administration));
    expect((await feedOf(administration, { after: endCursor })).changes).toHaveLength(1);
    expect((await feedOf(administration)).changes).toHaveLength(1);
  });

  it('lists what is followed in order, a page at a time', async () => {
    const caller = callerOf('AU');
    const tins = [5, 3, 4].map((index) => krTin(900 + index));
    await setWatched({ database }, caller, tins, true);
    const first = await listFollowed({ database: other }, caller, { after: null, first: 2 });
    if (!first.ok) throw new TypeError(first.refusal.message);
    const after = first.value.followed.at(-1)?.cursor ?? null;
    const second = await listFollowed({ database: other }, caller, { after, first: 2 });
    if (!second.ok) throw new TypeError(second.refusal.message);
    expect([first.value.hasNextPage, second.value.hasNextPage]).toEqual([true, false]);
    const listed = [...first.value.followed, ...second.value.followed].map(({ operator }) => operator.tin);
    expect(listed).toEqual(tins.toSorted());
    await setWatched({ database }, caller, tins, false);
    expect(await listFollowed({ database }, caller, { after: null, first: 2 })).toMatchObject({
      value: { followed: [] },
    });
  });

  it('is followed from a place on, whichever replica wrote, until nobody follows', async () => {
    const { administration, tin } = await followed();
    const feed = createChangeFeed({
      source: recognitionChangeSource(other),
      listen: (heard) => other.onCommitted(CHANGES, heard),
      failed: (error) => expect(error).toBeUndefined(),
    });
    const leaving = new AbortController();
    const follower = feed.follow(administration, { after: null, signal: leaving.signal });
    const begin = await follower.next();
    expect(begin.value).toMatchObject({ change: undefined });
    await takeIn(eventAbout(tin, administration));
    const first = await follower.next();
    await takeIn(eventAbout(tin, administration));
    const second = await follower.next();
    expect([first.value?.change?.key, second.value?.change?.key]).toEqual([tin, tin]);
    const again = feed.follow(administration, { after: first.value?.cursor ?? null, signal: leaving.signal });
    await again.next();
    expect((await again.next()).value).toEqual(second.value);
    leaving.abort();
    expect(await follower.next()).toEqual({ done: true, value: undefined });
    await feed.stop();
  });
});
