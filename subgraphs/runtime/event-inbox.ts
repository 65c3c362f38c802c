import { createHash } from 'node:crypto';
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

/** An event that is put aside, where it stood, and why. */
export interface UnbelievedEvent {
  readonly cursor: string;
  readonly event: string;
  readonly why: string;
}

/** What of one page was not believed, and where the page ended. */
export interface RestOfPage {
  readonly source: string;
  readonly unbelieved: readonly UnbelievedEvent[];
  readonly cursor: string;
}

/** What a source tells behind a cursor, in its order. */
export interface EventPage {
  /** Null: from the beginning. */
  readonly after: string | null;
  readonly events: readonly FeedEvent[];
}

/** Where events are taken in: each source by itself, so that none holds up another. */
export interface EventInbox {
  /** Where the last page of the source ended; null: nowhere yet. */
  cursor(source: string): Promise<string | null>;
  /**
   * Takes what is new of a page: what can be believed is kept, the rest is put aside, and the cursor moves on. False: the
   * page does not go on where the last one ended, as when another replica was quicker, and nothing of it was taken.
   */
  keep(source: string, page: EventPage): Promise<boolean>;
  /** Puts aside what came in the source’s name and is not of it; where the source’s own pages end does not change. */
  putAside(source: string, text: string, why: string): Promise<void>;
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

/** After so many failures to keep a page its events are kept one by one, and those that still cannot be are put aside. */
const TRIES = 5;

/** Characters of an event that cannot be believed that are kept. */
const MAXIMUM_UNBELIEVED = 8_192;

/** One event of a page, read. */
type ReadEvent<Told> = FeedEvent & { readonly reading: EventReading<Told> };

/** An inbox; what cannot be believed, or cannot be kept, never blocks what comes behind it. */
export function createEventInbox<Told>({ database, clock, log, read, keep }: EventInboxParts<Told>): EventInbox {
  const failures = new Map<string, number>();

  /** Within one transaction; gives what was put aside. */
  async function take(manager: EntityManager, source: string, events: readonly ReadEvent<Told>[]) {
    const believed = events.flatMap(({ event, reading }) => (reading.ok ? [{ told: reading.told, event }] : []));
    const unbelieved = events.flatMap(({ cursor, event, reading }) =>
      reading.ok ? [] : [asUnbelieved(cursor, event, reading.why)],
    );
    if (believed.length > 0) await keep(manager, believed);
    await keepRestOfPage(manager, { source, unbelieved, cursor: events.at(-1)?.cursor ?? '' }, clock());
    return unbelieved;
  }

  /** As `take`, each event by itself. A connection that is lost fails the whole, so that only an event’s own fault counts. */
  async function takeOneByOne(manager: EntityManager, source: string, events: readonly ReadEvent<Told>[]) {
    const aside: UnbelievedEvent[] = [];
    for (const one of events) {
      await manager.query('SAVEPOINT one_event');
      try {
        aside.push(...(await take(manager, source, [one])));
      } catch (error) {
        await manager.query('ROLLBACK TO SAVEPOINT one_event');
        const why = `it cannot be kept: ${error instanceof Error ? error.message : String(error)}`;
        aside.push(...(await take(manager, source, [{ ...one, reading: { ok: false, why } }])));
      }
      await manager.query('RELEASE SAVEPOINT one_event');
    }
    return aside;
  }

  async function tell(source: string, aside: readonly UnbelievedEvent[]): Promise<void> {
    if (aside.length === 0) return;
    const inAll = await countUnbelieved(database.read);
    for (const { cursor, why } of aside) log.warn({ source, cursor, why, aside: inAll }, 'an event is not believed');
  }

  return {
    cursor: (source) => findCursor(database.read, source),

    async keep(source, { after, events }) {
      if (events.length === 0) return true;
      const all = await Promise.all(events.map(async (one) => ({ ...one, reading: await read(one.event, source) })));
      const failed = failures.get(source) ?? 0;
      try {
        const aside = await database.write(async (manager) => {
          const rest = restOf(all, after, await findCursor(manager, source));
          if (rest === undefined || rest.length === 0) return rest === undefined ? undefined : [];
          return (failed < TRIES ? take : takeOneByOne)(manager, source, rest);
        });
        failures.delete(source);
        await tell(source, aside ?? []);
        return aside !== undefined;
      } catch (error) {
        failures.set(source, failed + 1);
        throw error;
      }
    },

    async putAside(source, text, why) {
      const aside = asUnbelieved(`not its own ${createHash('sha256').update(text).digest('base64url')}`, text, why);
      await database.write((manager) => keepUnbelieved(manager, source, [aside], clock()));
      await tell(source, [aside]);
    },
  };
}

/** What of the page comes behind the cursor; undefined: the page does not go on there. */
function restOf<One extends FeedEvent>(
  events: readonly One[],
  after: string | null,
  cursor: string | null,
): readonly One[] | undefined {
  if (after === cursor) return events;
  const last = events.findIndex((one) => one.cursor === cursor);
  return last < 0 ? undefined : events.slice(last + 1);
}

function asUnbelieved(cursor: string, event: string, why: string): UnbelievedEvent {
  // PostgreSQL has no text with a NUL in it.
  return { cursor, event: event.slice(0, MAXIMUM_UNBELIEVED).replaceAll('\u0000', ''), why };
}

/** Puts aside what was not believed, once, and moves the cursor of the source. */
export async function keepRestOfPage(manager: EntityManager, page: RestOfPage, now: Date): Promise<void> {
  const { source, unbelieved, cursor: end } = page;
  await keepUnbelieved(manager, source, unbelieved, now);
  const { affected } = await manager.update(EventCursorRow, { source }, { cursor: end });
  if (affected !== 1) await manager.insert(EventCursorRow, { source, cursor: end });
}

async function keepUnbelieved(
  manager: EntityManager,
  source: string,
  unbelieved: readonly UnbelievedEvent[],
  now: Date,
): Promise<void> {
  if (unbelieved.length === 0) return;
  const cursors = unbelieved.map(({ cursor }) => cursor);
  const rows = await manager.findBy(UnbelievedEventRow, { source, cursor: In(cursors) });
  const known = new Set(rows.map(({ cursor }) => cursor));
  for (const { cursor, event, why } of unbelieved) {
    if (known.has(cursor)) continue;
    known.add(cursor);
    await manager.insert(UnbelievedEventRow, { source, cursor, event, why, at: now.toISOString() });
  }
}

/** Where the last pull from the source ended; null: nowhere yet. */
export async function findCursor(manager: EntityManager, source: string): Promise<string | null> {
  return (await manager.findOneBy(EventCursorRow, { source }))?.cursor ?? null;
}

/** How many events were ever put aside. */
export function countUnbelieved(manager: EntityManager): Promise<number> {
  return manager.count(UnbelievedEventRow);
}
