import type { Logger } from 'pino';
import { type EntityManager, In } from 'typeorm';
import type { FeedEvent } from '../../schema/contract/feed-event.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { EventCursorRow, UnbelievedEventRow } from './incoming-event.entities.ts';

/** What an event says, or why it is not believed. */
export type EventReading<Told> =
  | { readonly ok: true; readonly told: Told }
  | { readonly ok: false; readonly why: string };

/** An event that was believed, with its JWS as proof of who said it. */
export interface BelievedEvent<Told> {
  readonly told: Told;
  readonly event: string;
}

/** What of one page was not believed, and where the page ended. */
export interface RestOfPage {
  readonly source: string;
  readonly unbelieved: readonly { readonly cursor: string; readonly event: string; readonly why: string }[];
  readonly cursor: string;
}

/** Where pulled events are taken in: each source by itself, so that none holds up another. */
export interface EventInbox {
  /** Where the last page of the source ended; null: nowhere yet. */
  cursor(source: string): Promise<string | null>;
  /** Takes a page: what can be believed is kept, the rest is put aside and logged, and the cursor moves on. */
  keep(source: string, events: readonly FeedEvent[]): Promise<void>;
}

/** What an inbox is made of; its database has the tables `event_cursor` and `unbelieved_event`. */
export interface EventInboxParts<Told> {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly read: (event: string, source: string) => Promise<EventReading<Told>>;
  /** Keeps what is new of what was believed; in one transaction with the cursor. */
  readonly keep: (manager: EntityManager, believed: readonly BelievedEvent<Told>[]) => Promise<void>;
}

/** Characters of an event that cannot be believed that are kept. */
const MAXIMUM_UNBELIEVED = 8_192;

/** An inbox; what cannot be believed never blocks what comes behind it. */
export function createEventInbox<Told>({ database, clock, log, read, keep }: EventInboxParts<Told>): EventInbox {
  return {
    cursor: (source) => findCursor(database.read, source),

    async keep(source, events) {
      const cursor = events.at(-1)?.cursor;
      if (cursor === undefined) return;
      const readings = await Promise.all(
        events.map(async (one) => ({ ...one, reading: await read(one.event, source) })),
      );
      const believed = readings.flatMap(({ event, reading }) => (reading.ok ? [{ told: reading.told, event }] : []));
      const unbelieved = readings.flatMap((one) => {
        // PostgreSQL has no text with a NUL in it.
        const event = one.event.slice(0, MAXIMUM_UNBELIEVED).replaceAll('\u0000', '');
        return one.reading.ok ? [] : [{ cursor: one.cursor, event, why: one.reading.why }];
      });
      await database.write(async (manager) => {
        if (believed.length > 0) await keep(manager, believed);
        await keepRestOfPage(manager, { source, unbelieved, cursor }, clock());
      });
      if (unbelieved.length === 0) return;
      const aside = await countUnbelieved(database.read);
      for (const { cursor: at, why } of unbelieved) {
        log.warn({ source, cursor: at, why, aside }, 'an event is not believed');
      }
    },
  };
}

/** Puts aside what was not believed, once, and moves the cursor of the source. */
export async function keepRestOfPage(manager: EntityManager, page: RestOfPage, now: Date): Promise<void> {
  const { source, unbelieved, cursor: end } = page;
  const cursors = unbelieved.map(({ cursor }) => cursor);
  const rows = await manager.findBy(UnbelievedEventRow, { source, cursor: In(cursors) });
  const known = new Set(rows.map(({ cursor }) => cursor));
  for (const { cursor, event, why } of unbelieved) {
    if (known.has(cursor)) continue;
    known.add(cursor);
    await manager.insert(UnbelievedEventRow, { source, cursor, event, why, at: now.toISOString() });
  }
  const { affected } = await manager.update(EventCursorRow, { source }, { cursor: end });
  if (affected !== 1) await manager.insert(EventCursorRow, { source, cursor: end });
}

/** Where the last pull from the source ended; null: nowhere yet. */
export async function findCursor(manager: EntityManager, source: string): Promise<string | null> {
  return (await manager.findOneBy(EventCursorRow, { source }))?.cursor ?? null;
}

/** How many events were ever put aside. */
export function countUnbelieved(manager: EntityManager): Promise<number> {
  return manager.count(UnbelievedEventRow);
}
