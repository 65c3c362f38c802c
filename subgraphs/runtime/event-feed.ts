import type { AdministrationCode } from '../../schema/administrations.ts';
import type { FeedEvent } from '../../schema/contract/feed-event.ts';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import { verifyCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { TrustedRole, TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from './clock.ts';

/** Events that one subgraph tells those that they are meant for. */
export interface EventFeed {
  /**
   * The next events for whoever the assertion names; undefined: the assertion is not believed. Rejects with a LinkFailure
   * where it would wait at a feed that is released: that it was sent away is not that there is nothing new.
   */
  read(assertion: string, after: string | null, wait?: Wait): Promise<readonly FeedEvent[] | undefined>;
  /** Ends every wait, and from now on lets nobody wait: the first thing to do at a stop. */
  release(): void;
}

/** How long a reader waits where there is nothing new; it is answered at once as soon as there is. */
export interface Wait {
  readonly ms: number;
  /** Ends the wait: the reader is gone. */
  readonly signal?: AbortSignal | undefined;
}

/** Who reads a feed: a registry, for its administration, or a service of the hub. */
export interface FeedReader {
  readonly role: TrustedRole;
  readonly administration: AdministrationCode;
}

/** What a feed is made of. */
export interface EventFeedParts {
  /** The subgraph that tells. */
  readonly subgraph: string;
  readonly trust: TrustList;
  readonly clock: Clock;
  /** Who may read; a registry only what is meant for its own administration. */
  readonly believes: readonly TrustedRole[];
  /** What is meant for the reader, behind the cursor. */
  readonly page: (reader: FeedReader, after: string | null) => Promise<readonly FeedEvent[]>;
  /** Calls back when there may be more for the reader; gives what ends it. Absent: nobody waits. */
  readonly listen?: (reader: FeedReader, heard: () => void) => () => void;
}

/** Longest wait, in ms: below the minute after which proxies close a silent connection. */
const LONGEST_WAIT_MS = 25_000;

/** Waits of one reader at once: one for each of its replicas. Who comes beyond that is answered at once. */
const WAITS_OF_A_READER = 8;

/** A feed that gives each reader what is meant for it, and nothing to anybody else. */
export function createEventFeed(parts: EventFeedParts): EventFeed {
  const { subgraph, trust, clock, believes, page, listen } = parts;
  const waits = new Map<string, Set<() => void>>();
  let isReleased = false;

  async function pageOrWait(reader: FeedReader, after: string | null, { ms, signal }: Wait) {
    const key = `${reader.role} ${reader.administration}`;
    const own = waits.get(key) ?? new Set();
    const waitMs = Math.min(ms, LONGEST_WAIT_MS);
    if (listen === undefined || own.size >= WAITS_OF_A_READER || !(waitMs > 0)) return page(reader, after);

    let isHeard = false;
    let isOver = signal?.aborted ?? false;
    let wake: () => void = () => undefined;
    const end = () => {
      isOver = true;
      wake();
    };
    // Before the first look, so that what is committed in between is not missed.
    const stopListening = listen(reader, () => {
      isHeard = true;
      wake();
    });
    const timer = setTimeout(end, waitMs);
    timer.unref();
    signal?.addEventListener('abort', end, { once: true });
    waits.set(key, own.add(end));
    try {
      for (;;) {
        isHeard = false;
        const events = await page(reader, after);
        if (events.length > 0) return events;
        if (isReleased) throw new LinkFailure('UNAVAILABLE');
        if (isOver) return events;
        if (isHeard) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      stopListening();
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      own.delete(end);
      if (own.size === 0) waits.delete(key);
    }
  }

  return {
    async read(assertion, after, wait = { ms: 0 }) {
      for (const role of believes) {
        const demand = { trust, subgraph, from: [role], body: after ?? '', now: clock() };
        const caller = await verifyCallerAssertion(assertion, demand);
        if (caller !== undefined) return pageOrWait({ role, administration: caller.administration }, after, wait);
      }
      return undefined;
    },
    release() {
      isReleased = true;
      for (const end of [...waits.values()].flatMap((own) => [...own])) end();
    },
  };
}
