import { type EntityManager, MoreThan } from 'typeorm';
import type { FeedEvent } from '../../schema/contract/feed-event.ts';
import { announce } from './announcements.ts';
import type { Database } from './database.ts';
import type { EventFeedParts, FeedReader } from './event-feed.ts';
import { insertRows } from './insert-rows.ts';
import { OutgoingEventRow, RelayedEventRow } from './outgoing-event.entity.ts';

/** Events of one page of the feed. */
const EVENTS_PER_PAGE = 200;

/** Appends events for the addressee; to be called inside the transaction of the change that they tell of. */
export async function appendEvents(
  manager: EntityManager,
  addressee: string,
  events: readonly string[],
): Promise<void> {
  if (events.length === 0) return;
  const last = await manager.findOne(OutgoingEventRow, { where: { addressee }, order: { sequence: 'DESC' } });
  const next = (last?.sequence ?? 0) + 1;
  const rows = events.map((event, index) => ({ addressee, sequence: next + index, event }));
  await insertRows(manager, 'outgoing_event', ['addressee', 'sequence', 'event'], rows);
  announce(manager, eventsFor(addressee));
}

/** What is announced when something new was written for the addressee. */
export function eventsFor(addressee: string): string {
  return `events for ${addressee}`;
}

/** The next events for an addressee behind the cursor, oldest first, as they are told. */
export type OutboxPage = (addressee: string, after: string | null) => Promise<readonly FeedEvent[]>;

/** The outbox as a feed: each reader is given what was written for its addressee; default: just as it was written. */
export function feedOfOutbox(
  database: Database,
  addresseeOf: (reader: FeedReader) => string,
  page: OutboxPage = (addressee, after) => eventsAfter(database, addressee, after),
): Pick<EventFeedParts, 'page' | 'listen'> {
  return {
    page: (reader, after) => page(addresseeOf(reader), after),
    listen: (reader, heard) => database.onCommitted(eventsFor(addresseeOf(reader)), heard),
  };
}

/** The events for the addressee behind the cursor, oldest first. */
export async function eventsAfter(database: Database, addressee: string, after: string | null): Promise<FeedEvent[]> {
  const position = Number(after ?? 0);
  if (!Number.isSafeInteger(position)) return [];
  const rows = await database.read.find(OutgoingEventRow, {
    where: { addressee, sequence: MoreThan(position) },
    order: { sequence: 'ASC' },
    take: EVENTS_PER_PAGE,
  });
  return rows.map(({ sequence, event }) => ({ cursor: String(sequence), event }));
}

/** Cursor of the last event for the addressee that the broker has taken; null: none. */
export async function findRelayed(database: Database, addressee: string): Promise<string | null> {
  const row = await database.read.findOneBy(RelayedEventRow, { addressee });
  return row === null ? null : String(row.sequence);
}

/** Remembers that the broker has taken the events up to the cursor. */
export async function markRelayed(database: Database, addressee: string, cursor: string): Promise<void> {
  const sequence = Number(cursor);
  await database.write(async (manager) => {
    // Another replica may be further already.
    const row = await manager.findOneBy(RelayedEventRow, { addressee });
    if (row === null) await manager.insert(RelayedEventRow, { addressee, sequence });
    else if (row.sequence < sequence) await manager.update(RelayedEventRow, { addressee }, { sequence });
  });
}

/** How many events for the addressees the broker has not taken yet. */
export async function countUnrelayed({ read }: Database, addressees: readonly string[]): Promise<number> {
  const relayed = await read.find(RelayedEventRow);
  const counts = await Promise.all(
    addressees.map((addressee) => {
      const sequence = MoreThan(relayed.find((row) => row.addressee === addressee)?.sequence ?? 0);
      return read.countBy(OutgoingEventRow, { addressee, sequence });
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
