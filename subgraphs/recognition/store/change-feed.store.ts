import { type EntityManager, In, LessThan } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { insertRows } from '../../runtime/insert-rows.ts';
import type { ChangeKind, RecognitionChange } from '../domain/recognition-change.ts';
import { ChangePositionRow, OperatorEventRow, RecognitionChangeRow } from './change.entities.ts';

/** A change that is to stand in its administration's feed. */
export interface FeedEntry extends RecognitionChange {
  /** The operator's home administration. */
  readonly home: AdministrationCode;
}

/** A change in its place in the feed. */
export interface PlacedChange extends Omit<RecognitionChange, 'administration'> {
  readonly sequence: number;
}

/** What of a feed is read; null: whatever operator, whatever home administration. */
export interface FeedQuery {
  readonly administration: AdministrationCode;
  readonly after: number;
  readonly limit: number;
  readonly tins: readonly string[] | null;
  readonly homes: readonly AdministrationCode[] | null;
}

/** A look at a feed, all of one instant. */
export interface FeedView {
  /** Sequence of the newest entry that there ever was. */
  readonly last: number;
  /** Sequence of the newest entry that is kept no longer. */
  readonly removed: number;
  readonly changes: readonly PlacedChange[];
}

/**
 * Appends changes, each to its administration's feed, in this order. Inside a transaction: who writes is alone until it has
 * committed, so that nobody reads an entry before the one in front of it.
 */
export async function appendChanges(
  manager: EntityManager,
  entries: readonly FeedEntry[],
  recordedAt: string,
): Promise<void> {
  if (entries.length === 0) return;
  const administrations = [...new Set(entries.map(({ administration }) => administration))];
  const positions = await manager.findBy(ChangePositionRow, { administration: In(administrations) });
  const last = new Map(positions.map((row) => [row.administration, row.last]));
  const rows = entries.map(({ administration, tin, home, kind, at }) => {
    const sequence = (last.get(administration) ?? 0) + 1;
    last.set(administration, sequence);
    return { administration, sequence, tin, home, kind, at, recorded_at: recordedAt };
  });
  await insertRows(
    manager,
    'recognition_change',
    ['administration', 'sequence', 'tin', 'home', 'kind', 'at', 'recorded_at'],
    rows,
  );
  const known = new Set(positions.map(({ administration }) => administration));
  for (const [administration, newest] of last) {
    if (known.has(administration)) await manager.update(ChangePositionRow, { administration }, { last: newest });
    else await manager.insert(ChangePositionRow, { administration, last: newest, removed: 0 });
  }
}

interface FoundChange {
  readonly last: number;
  readonly removed: number;
  readonly sequence: number | null;
  readonly tin: string;
  readonly kind: ChangeKind;
  readonly at: string;
}

/** Reads a feed behind a place, by one statement: entries and ends are of the same instant, whoever writes meanwhile. */
export async function readFeed(
  manager: EntityManager,
  { administration, after, limit, tins, homes }: FeedQuery,
): Promise<FeedView> {
  const { driver } = manager.connection;
  const values: (string | number)[] = [];
  const mark = (value: string | number) => {
    values.push(value);
    return driver.createParameter('value', values.length - 1);
  };
  const within = (column: string, wanted: readonly string[] | null) => {
    if (wanted === null) return '';
    return wanted.length === 0 ? ' AND 1 = 0' : ` AND "change"."${column}" IN (${wanted.map(mark).join(', ')})`;
  };
  const joined = `"change"."administration" = "position"."administration" AND "change"."sequence" > ${mark(after)}${within('tin', tins)}${within('home', homes)}`;
  const found: FoundChange[] = await manager.query(
    `SELECT "position"."last", "position"."removed", "change"."sequence", "change"."tin", "change"."kind", "change"."at"
      FROM "change_position" "position" LEFT JOIN "recognition_change" "change" ON ${joined}
      WHERE "position"."administration" = ${mark(administration)} ORDER BY "change"."sequence" LIMIT ${mark(limit)}`,
    values,
  );
  const changes = found.flatMap(({ sequence, tin, kind, at }) =>
    sequence === null ? [] : [{ sequence, tin, kind, at }],
  );
  return { last: found[0]?.last ?? 0, removed: found[0]?.removed ?? 0, changes };
}

/** Where each feed ends. */
export async function readEnds(manager: EntityManager): Promise<ReadonlyMap<AdministrationCode, number>> {
  const rows = await manager.find(ChangePositionRow);
  return new Map(rows.map(({ administration, last }) => [administration, last]));
}

/** Removes what was recorded before an instant, and remembers up to where. */
export async function removeChangesBefore(manager: EntityManager, instant: string): Promise<void> {
  const old = await manager
    .createQueryBuilder(RecognitionChangeRow, 'row')
    .select('row.administration', 'administration')
    .addSelect('MAX(row.sequence)', 'newest')
    .where({ recordedAt: LessThan(instant) })
    .groupBy('row.administration')
    .getRawMany<{ readonly administration: AdministrationCode; readonly newest: number }>();
  for (const { administration, newest } of old) {
    await manager
      .createQueryBuilder()
      .delete()
      .from(RecognitionChangeRow)
      .where('administration = :administration AND sequence <= :newest', { administration, newest })
      .execute();
    await manager.update(ChangePositionRow, { administration }, { removed: newest });
  }
  await manager.delete(OperatorEventRow, { recordedAt: LessThan(instant) });
}
