import { setTimeout as delay } from 'node:timers/promises';
import { ExponentialBackoff } from 'cockatiel';
import type { Logger } from 'pino';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import { createEventSource, type EventSourceParts } from './event-source.ts';

/** Takes in the events of one source that are meant for one reader, in their order, until it is stopped. */
export interface EventReader {
  /** Asks the source now, until there is nothing new. */
  pull(): Promise<void>;
  stop(): Promise<void>;
}

export interface EventPullerParts extends EventSourceParts {
  readonly log: Logger;
  /** How often a source is asked that answers at once that there is nothing new, as one does that lets nobody wait. */
  readonly intervalMs: number;
}

/** See `EventPullerParts`. */
export const PULL_INTERVAL_MS = 1_000;

/** How long a source is asked to wait until it answers that there is nothing new. */
const WAIT_MS = 25_000;

/** A source that is silent is asked again after a second or so, and less and less often, so that it is not held down. */
const SILENCE = { initialDelay: 1_000, maxDelay: 5_000 } as const;

/** Pulls on demand, beside what goes on by itself; a stop waits for those that are under way. */
export function createPulls(pullAll: () => Promise<void>): { pull(): Promise<void>; settled(): Promise<unknown> } {
  const pulls = new Set<Promise<void>>();
  return {
    async pull() {
      const pulling = pullAll();
      pulls.add(pulling);
      await pulling;
      pulls.delete(pulling);
    },
    settled: () => Promise.all(pulls),
  };
}

/** Starts pulling: the source answers as soon as there is something new. One that is silent is asked again; nothing is lost meanwhile. */
export function startEventPuller(parts: EventPullerParts): EventReader {
  const { log, intervalMs } = parts;
  const source = createEventSource(parts);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pulls = createPulls(() => source.all(signal).catch(told));

  function told(error: unknown): void {
    if (signal.aborted || error instanceof LinkFailure) return;
    log.error({ err: error, source: parts.from }, 'events could not be pulled');
  }

  async function pullOn(): Promise<void> {
    let silence = new ExponentialBackoff(SILENCE).next();
    while (!signal.aborted) {
      let pauseMs = 0;
      const askedAt = performance.now();
      try {
        const mayBeMore = await source.next(WAIT_MS, signal);
        silence = new ExponentialBackoff(SILENCE).next();
        const waited = performance.now() - askedAt;
        if (!mayBeMore && waited < WAIT_MS / 2) pauseMs = intervalMs;
      } catch (error) {
        told(error);
        pauseMs = silence.duration;
        silence = silence.next(undefined);
      }
      if (pauseMs > 0) await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const running = pullOn();
  return {
    pull: pulls.pull,
    async stop() {
      stopping.abort();
      await Promise.all([running, pulls.settled()]);
    },
  };
}
