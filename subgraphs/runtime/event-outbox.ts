import { type EntityManager, MoreThan } from 'typeorm';
import type { FeedEvent } from '../../schema/contract/feed-event.ts';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { OutgoingEventRow } from './outgoing-event.entity.ts';

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
