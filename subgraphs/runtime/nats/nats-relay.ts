import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { ExponentialBackoff } from 'cockatiel';
import type { EventRelay, EventRelayParts } from '../event-broker.ts';
import type { EventPage } from '../event-inbox.ts';
import { eventsAfter, eventsFor, findRelayed, markRelayed, type OutboxPage } from '../event-outbox.ts';
import { signEventPage } from '../event-page.ts';
import { ensureEventStream, subjectOf } from './event-stream.ts';
import { type NatsLine, orAborted } from './nats-line.ts';
import type { NatsSettings } from './nats-settings.ts';

/** How often is looked for what another replica wrote and, falling, did not publish. */
const LOOK_MS = 10_000;

/** Characters of the events of one page: with its signature well below the megabyte that a broker takes. */
const PAGE_CHARACTERS = 256 * 1024;

/** A page that could not be published is tried again after so long, with jitter. */
const SILENCE = { initialDelay: 250, maxDelay: 5_000 } as const;

/** How long the broker may take to confirm a page. */
const CONFIRMED_MS = 5_000;

/**
 * Publishes an outbox in its order, an addressee at a time, and remembers how far it came. Published twice, after a fall
 * in between or by two replicas at once, a page is known again by the broker or by its reader.
 */
export function startNatsRelay(parts: EventRelayParts, line: NatsLine, settings: NatsSettings): EventRelay {
  const { source, addressees, database, signer, clock, log } = parts;
  const pageAfter: OutboxPage = parts.page ?? ((addressee, after) => eventsAfter(database, addressee, after));
  const stopping = new AbortController();
  const { signal } = stopping;
  // Each addressee listens to it.
  setMaxListeners(0, signal);

  async function publishNext(addressee: string): Promise<boolean> {
    const after = await findRelayed(database, addressee);
    const events = upToSize(await pageAfter(addressee, after));
    const end = events.at(-1)?.cursor;
    if (end === undefined) return false;
    const connection = await line.connection(signal);
    const page = await signEventPage(signer, addressee, { after, events }, clock());
    if (page.length < (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) {
      const msgID = `${source} ${addressee} ${after ?? ''} ${end}`;
      const subject = subjectOf(settings, source, addressee);
      const published = jetstream(connection).publish(subject, page, { msgID, timeout: CONFIRMED_MS });
      await orAborted(published, signal);
    } else {
      // The reader sees with the next page that one is missing, and asks for it here.
      log.error({ addressee, cursor: end, characters: page.length }, 'an event is too large for the broker');
    }
    await markRelayed(database, addressee, end);
    return true;
  }

  async function relayFor(addressee: string): Promise<void> {
    let silence = new ExponentialBackoff(SILENCE).next();
    let isStreamSure = false;
    while (!signal.aborted) {
      const news = nextNews(addressee);
      try {
        if (!isStreamSure) await ensureEventStream(await line.connection(signal), settings);
        isStreamSure = true;
        while (await publishNext(addressee)) {
          // There may be more.
        }
        silence = new ExponentialBackoff(SILENCE).next();
        await news.orAfter(LOOK_MS);
      } catch (err) {
        isStreamSure = false;
        if (signal.aborted) return;
        log.warn({ err, addressee }, 'events could not be published; they wait in the outbox');
        await delay(silence.duration, undefined, { signal, ref: false }).catch(() => undefined);
        silence = silence.next(undefined);
      } finally {
        news.forget();
      }
    }
  }

  /** Listens from now on for what is committed for the addressee. */
  function nextNews(addressee: string) {
    const heard = new AbortController();
    const forget = database.onCommitted(eventsFor(addressee), () => heard.abort());
    const stop = () => heard.abort();
    signal.addEventListener('abort', stop);
    return {
      orAfter: (ms: number) => delay(ms, undefined, { signal: heard.signal, ref: false }).catch(() => undefined),
      forget() {
        forget();
        signal.removeEventListener('abort', stop);
      },
    };
  }

  const running = Promise.all(addressees.map(relayFor));
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** As many events from the first on as fit, and one at least. */
function upToSize(events: EventPage['events']): EventPage['events'] {
  let characters = 0;
  const tooLarge = events.findIndex(({ event }, index) => {
    characters += event.length;
    return index > 0 && characters > PAGE_CHARACTERS;
  });
  return tooLarge < 0 ? events : events.slice(0, tooLarge);
}
