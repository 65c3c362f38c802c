import { setTimeout as delay } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import { ExponentialBackoff } from 'cockatiel';
import { LinkFailure } from '../../../schema/link/subgraph-link.ts';
import type { BrokerReaderParts } from '../event-broker.ts';
import { readEventPage } from '../event-page.ts';
import { createPulls, type EventReader } from '../event-puller.ts';
import { createEventSource } from '../event-source.ts';
import { getEventConsumer } from './event-stream.ts';
import type { NatsLine } from './nats-line.ts';
import type { NatsSettings } from './nats-settings.ts';

/** A broker that is away is tried again after so long, with jitter. */
const SILENCE = { initialDelay: 250, maxDelay: 5_000 } as const;

/** A page that could not be kept comes again after so long, twice as long each time, up to the second of these. */
const AGAIN_MS = [100, 5_000] as const;

/**
 * Takes in what one source publishes for one reader, a page at a time, and acknowledges each after its transaction. Where a
 * page does not go on where the last one ended, the broker has lost something or somebody has tampered: then, and once at
 * each beginning, the source itself is asked.
 */
export function startNatsReader(parts: BrokerReaderParts, line: NatsLine, settings: NatsSettings): EventReader {
  const { from, addressee, inbox, log } = parts;
  const source = createEventSource(parts);
  const stopping = new AbortController();
  const { signal } = stopping;

  /** A source that is silent is no fault of the broker’s: what it has to tell comes later. */
  const askSource = () =>
    source.all(signal).catch((error: unknown) => {
      if (!(error instanceof LinkFailure)) log.error({ err: error, source: from }, 'events could not be pulled');
    });
  const pulls = createPulls(askSource);

  async function take(message: JsMsg): Promise<void> {
    const text = message.string();
    const page = await readEventPage(text, parts);
    if (!page.ok) {
      await inbox.putAside(from, text, page.why);
      message.term();
      return askSource();
    }
    if (!(await inbox.keep(from, page.told))) await source.all(signal);
    message.ack();
  }

  async function takeOrAgain(message: JsMsg): Promise<void> {
    try {
      await take(message);
    } catch (error) {
      const [first, longest] = AGAIN_MS;
      message.nak(Math.min(first * 2 ** (message.info.deliveryCount - 1), longest));
      if (!signal.aborted) log.error({ err: error, source: from }, 'events could not be kept; they come again');
    }
  }

  async function readOn(): Promise<void> {
    const consumer = await getEventConsumer(await line.connection(signal), settings, from, addressee);
    await askSource();
    const messages = await consumer.consume({ max_messages: 1, abort_on_missing_resource: true });
    const stop = () => messages.stop();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      for await (const message of messages) await takeOrAgain(message);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async function read(): Promise<void> {
    let silence = new ExponentialBackoff(SILENCE).next();
    while (!signal.aborted) {
      const begunAt = performance.now();
      await readOn().catch((err: unknown) => {
        if (!signal.aborted) log.warn({ err, source: from }, 'the broker gives no events; they wait there');
      });
      if (performance.now() - begunAt > SILENCE.maxDelay) silence = new ExponentialBackoff(SILENCE).next();
      await delay(silence.duration, undefined, { signal, ref: false }).catch(() => undefined);
      silence = silence.next(undefined);
    }
  }

  const running = read();
  return {
    pull: pulls.pull,
    async stop() {
      stopping.abort();
      await Promise.all([running, pulls.settled()]);
    },
  };
}
