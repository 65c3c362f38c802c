import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AdministrationCode } from '../../schema/administrations.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { Clock } from './clock.ts';
import type { EventInbox } from './event-inbox.ts';

/** Pulls the events of one source that are meant for one reader, in their order, again and again until it is stopped. */
export interface EventPuller {
  /** Pulls now, until there is nothing new. */
  pull(): Promise<void>;
  stop(): Promise<void>;
}

export interface EventPullerParts {
  /** Of a registry its own; of a service of the hub the one whose registry it asks. */
  readonly administration: AdministrationCode;
  /** The subgraph that tells, and the way to it. */
  readonly from: string;
  readonly link: SubgraphLink;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly intervalMs: number;
  /** Keeps events and their cursor in one transaction; an event that is there already changes nothing. */
  readonly inbox: EventInbox;
}

/** How often is asked for what is new. */
export const PULL_INTERVAL_MS = 1_000;

const PULL_TIMEOUT_MS = 5_000;

/** The other side is a stranger: what is no page is taken for no answer, and asked for again. */
const pageSchema = z.array(z.object({ cursor: z.string().min(1), event: z.string() }));

/** Starts pulling. A source that is silent is asked again at the next turn; nothing is lost meanwhile. */
export function startEventPuller(parts: EventPullerParts): EventPuller {
  const { administration, from, link, signer, clock, log, inbox } = parts;
  let running: Promise<void> = Promise.resolve();
  let isPulling = false;
  let stopped = false;

  async function pullOnce(): Promise<boolean> {
    const caller = {
      administration,
      subject: signer.party,
      scopes: [],
      purpose: 'AUDIT',
      requestId: randomUUID(),
    } as const;
    const after = await inbox.cursor(from);
    const assertion = await signCallerAssertion(signer, caller, { subgraph: from, body: after ?? '' }, clock());
    const events = pageSchema.parse(await link.events({ assertion, after, timeoutMs: PULL_TIMEOUT_MS }));
    if (events.length > 0) await inbox.keep(from, events);
    // A source that ends where it began has nothing new, whatever it sends: otherwise it would keep us busy for ever.
    return events.length > 0 && events.at(-1)?.cursor !== after;
  }

  async function pullAll(): Promise<void> {
    isPulling = true;
    try {
      while (!stopped && (await pullOnce())) {
        // There may be more.
      }
    } catch (error) {
      if (!(error instanceof LinkFailure)) log.error({ err: error }, 'events could not be pulled');
    } finally {
      isPulling = false;
    }
  }

  function pull(): Promise<void> {
    running = running.then(pullAll);
    return running;
  }

  const timer = setInterval(() => {
    // Turns that come while the source is slow would only queue up.
    if (!isPulling) void pull();
  }, parts.intervalMs);
  timer.unref();
  return {
    pull,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
