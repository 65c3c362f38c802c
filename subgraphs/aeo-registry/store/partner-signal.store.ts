import { type EntityManager, In } from 'typeorm';
import type { Database } from '../../runtime/database.ts';
import type { PartnerSignal } from '../domain/partner-signal.ts';
import { findTinsOfAliases } from './alias.store.ts';
import { EventCursorRow } from './event-cursor.entity.ts';
import { PartnerSignalRow } from './partner-signal.entity.ts';
import { UnbelievedEventRow } from './unbelieved-event.entity.ts';

/** One event as it came, and what became of it. */
export interface ReceivedEvent {
  readonly cursor: string;
  readonly event: string;
  readonly reading:
    | { readonly believed: true; readonly signal: PartnerSignal }
    | { readonly believed: false; readonly why: string };
}

/**
 * Keeps events of one source and where they ended, in one transaction; what is there already changes nothing. Gives how
 * many events that cannot be believed are new.
 */
export function keepEvents(
  database: Database,
  source: string,
  received: readonly ReceivedEvent[],
  now: Date,
  timeZone: string,
): Promise<number> {
  return database.write(async (manager) => {
    await insertSignals(manager, received, now, timeZone);
    const aside = await insertUnbelieved(manager, source, received, now);
    const cursor = received.at(-1)?.cursor;
    if (cursor !== undefined) {
      const { affected } = await manager.update(EventCursorRow, { source }, { cursor });
      if (affected !== 1) await manager.insert(EventCursorRow, { source, cursor });
    }
    return aside;
  });
}

/** Where the last pull from the source ended; null: nowhere yet. */
export async function findCursor(manager: EntityManager, source: string): Promise<string | null> {
  return (await manager.findOneBy(EventCursorRow, { source }))?.cursor ?? null;
}

/** Signals about one operator, or about all, newest first. */
export async function findSignals(
  manager: EntityManager,
  tin: string | undefined,
  limit: number,
): Promise<readonly PartnerSignal[]> {
  const rows = await manager.find(PartnerSignalRow, {
    where: tin === undefined ? {} : { tin },
    order: { at: 'DESC', sequence: 'DESC' },
    take: limit,
  });
  return rows.map(({ id, at, from, kind, tin: of, remark, effectiveFrom }) => ({
    ...{ id, at, from, kind, tin: of, remark, effectiveFrom },
  }));
}

async function insertSignals(
  manager: EntityManager,
  received: readonly ReceivedEvent[],
  now: Date,
  timeZone: string,
): Promise<void> {
  const believed = new Map<string, { readonly signal: PartnerSignal; readonly event: string }>();
  for (const { event, reading } of received) {
    if (reading.believed && !believed.has(reading.signal.id)) {
      believed.set(reading.signal.id, { signal: reading.signal, event });
    }
  }
  for (const { id } of await manager.findBy(PartnerSignalRow, { id: In([...believed.keys()]) })) believed.delete(id);
  const last = await manager.maximum(PartnerSignalRow, 'sequence');
  let sequence = last ?? 0;
  for (const { signal, event } of believed.values()) {
    const { id, at, from, kind, tin, remark, effectiveFrom } = signal;
    const meant = await findTinsOfAliases(manager, from, [tin], now, timeZone);
    sequence += 1;
    await manager.insert(PartnerSignalRow, {
      ...{ id, sequence, at, from, kind, tin: meant.get(tin) ?? tin, remark, effectiveFrom, event },
    });
  }
}

async function insertUnbelieved(
  manager: EntityManager,
  source: string,
  received: readonly ReceivedEvent[],
  now: Date,
): Promise<number> {
  const unbelieved = new Map(received.flatMap((one) => (one.reading.believed ? [] : [[one.cursor, one] as const])));
  const known = await manager.findBy(UnbelievedEventRow, { source, cursor: In([...unbelieved.keys()]) });
  for (const { cursor } of known) unbelieved.delete(cursor);
  for (const { cursor, event, reading } of unbelieved.values()) {
    const why = reading.believed ? '' : reading.why;
    await manager.insert(UnbelievedEventRow, { source, cursor, event, why, at: now.toISOString() });
  }
  return unbelieved.size;
}
