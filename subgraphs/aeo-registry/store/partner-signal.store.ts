import { type EntityManager, In } from 'typeorm';
import type { Database } from '../../runtime/database.ts';
import type { PartnerSignal } from '../domain/partner-signal.ts';
import { findTinsOfAliases } from './alias.store.ts';
import { EventCursorRow } from './event-cursor.entity.ts';
import { PartnerSignalRow } from './partner-signal.entity.ts';
import { UnbelievedEventRow } from './unbelieved-event.entity.ts';

/** One page of events of a source: what was believed of it, what was not, and where it ended. */
export interface ReadEvents {
  readonly source: string;
  /** Each with its JWS. */
  readonly believed: readonly { readonly signal: PartnerSignal; readonly event: string }[];
  readonly unbelieved: readonly { readonly cursor: string; readonly event: string; readonly why: string }[];
  readonly cursor: string;
}

/** Keeps a page and where it ended in one transaction; what is there already changes nothing. */
export function keepEvents(database: Database, page: ReadEvents, now: Date, timeZone: string): Promise<void> {
  return database.write(async (manager) => {
    await insertSignals(manager, page, now, timeZone);
    await insertUnbelieved(manager, page, now);
    const { source, cursor } = page;
    const { affected } = await manager.update(EventCursorRow, { source }, { cursor });
    if (affected !== 1) await manager.insert(EventCursorRow, { source, cursor });
  });
}

/** Where the last pull from the source ended; null: nowhere yet. */
export async function findCursor(manager: EntityManager, source: string): Promise<string | null> {
  return (await manager.findOneBy(EventCursorRow, { source }))?.cursor ?? null;
}

/** How many events were ever kept aside. */
export function countUnbelieved(manager: EntityManager): Promise<number> {
  return manager.count(UnbelievedEventRow);
}

/** Signals about one operator, or about all, newest first. */
export async function findSignals(
  manager: EntityManager,
  about: string | undefined,
  limit: number,
): Promise<readonly PartnerSignal[]> {
  const rows = await manager.find(PartnerSignalRow, {
    where: about === undefined ? {} : { tin: about },
    order: { at: 'DESC', sequence: 'DESC' },
    take: limit,
  });
  return rows.map(({ id, at, from, kind, tin, remark, effectiveFrom }) => {
    return { id, at, from, kind, tin, remark, effectiveFrom };
  });
}

async function insertSignals(
  manager: EntityManager,
  { believed }: ReadEvents,
  now: Date,
  timeZone: string,
): Promise<void> {
  const ids = believed.map(({ signal }) => signal.id);
  const known = new Set((await manager.findBy(PartnerSignalRow, { id: In(ids) })).map(({ id }) => id));
  let sequence = (await manager.maximum(PartnerSignalRow, 'sequence')) ?? 0;
  for (const { signal, event } of believed) {
    if (known.has(signal.id)) continue;
    known.add(signal.id);
    sequence += 1;
    const meant = await findTinsOfAliases(manager, signal.from, [signal.tin], now, timeZone);
    const tin = meant.get(signal.tin) ?? signal.tin;
    await manager.insert(PartnerSignalRow, { ...signal, tin, sequence, event });
  }
}

async function insertUnbelieved(manager: EntityManager, { source, unbelieved }: ReadEvents, now: Date): Promise<void> {
  const cursors = unbelieved.map(({ cursor }) => cursor);
  const rows = await manager.findBy(UnbelievedEventRow, { source, cursor: In(cursors) });
  const known = new Set(rows.map(({ cursor }) => cursor));
  for (const { cursor, event, why } of unbelieved) {
    if (known.has(cursor)) continue;
    known.add(cursor);
    await manager.insert(UnbelievedEventRow, { source, cursor, event, why, at: now.toISOString() });
  }
}
