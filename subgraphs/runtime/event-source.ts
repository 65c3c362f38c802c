import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AdministrationCode } from '../../schema/administrations.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { Clock } from './clock.ts';
import type { EventInbox } from './event-inbox.ts';

/** One subgraph's feed, and the inbox that it is read into. */
export interface EventSource {
  /** Asks for the next page and keeps it; true: there may be more. Rejects with a LinkFailure where there is no answer. */
  next(waitMs?: number, signal?: AbortSignal): Promise<boolean>;
  /** Until there is nothing new. */
  all(signal?: AbortSignal): Promise<void>;
}

/** Who reads from whom. */
export interface EventSourceParts {
  /** Of a registry its own; of a service of the hub the one whose registry it asks. */
  readonly administration: AdministrationCode;
  /** The subgraph that tells, and the way to it. */
  readonly from: string;
  readonly link: SubgraphLink;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly inbox: EventInbox;
}

/** How long an answer may take, beside what it was asked to wait. */
const PULL_TIMEOUT_MS = 5_000;

/** The other side is a stranger: what is no page is taken for no answer, and asked for again. */
const pageSchema = z.array(z.object({ cursor: z.string().min(1), event: z.string() }));

/** The feed of one subgraph; each page is asked for behind the one that was kept last. */
export function createEventSource(parts: EventSourceParts): EventSource {
  const { administration, from, link, signer, clock, inbox } = parts;

  async function next(waitMs = 0, signal?: AbortSignal): Promise<boolean> {
    const caller = {
      administration,
      subject: signer.party,
      scopes: [],
      purpose: 'AUDIT',
      requestId: randomUUID(),
    } as const;
    const after = await inbox.cursor(from);
    const assertion = await signCallerAssertion(signer, caller, { subgraph: from, body: after ?? '' }, clock());
    const request = { assertion, after, waitMs, timeoutMs: waitMs + PULL_TIMEOUT_MS };
    const events = pageSchema.parse(await link.events(signal === undefined ? request : { ...request, signal }));
    await inbox.keep(from, { after, events });
    // A source that ends where it began has nothing new, whatever it sends: otherwise it would keep us busy for ever.
    return events.length > 0 && events.at(-1)?.cursor !== after;
  }

  return {
    next,
    async all(signal) {
      while (signal?.aborted !== true && (await next(0, signal))) {
        // There may be more.
      }
    },
  };
}
