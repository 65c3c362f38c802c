import { type EntityManager, MoreThan } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { FeedEvent } from '../../../schema/contract/partner-event.ts';
import type { Database } from '../../runtime/database.ts';
import { OutgoingEventRow } from './outgoing-event.entity.ts';

/** Events of one page of the feed. */
const EVENTS_PER_PAGE = 200;

/** Appends an event for the addressee; to be called inside the transaction of the change that it tells of. */
export async function appendEvent(manager: EntityManager, addressee: AdministrationCode, event: string): Promise<void> {
  const last = await manager.findOne(OutgoingEventRow, { where: { addressee }, order: { sequence: 'DESC' } });
  await manager.insert(OutgoingEventRow, { addressee, sequence: (last?.sequence ?? 0) + 1, event });
}

/** The events for the addressee behind the cursor, oldest first. */
export async function eventsAfter(
  database: Database,
  addressee: AdministrationCode,
  after: string | null,
): Promise<FeedEvent[]> {
  const position = Number(after ?? 0);
  if (!Number.isSafeInteger(position)) return [];
  const rows = await database.read.find(OutgoingEventRow, {
    where: { addressee, sequence: MoreThan(position) },
    order: { sequence: 'ASC' },
    take: EVENTS_PER_PAGE,
  });
  return rows.map(({ sequence, event }) => ({ cursor: String(sequence), event }));
}
