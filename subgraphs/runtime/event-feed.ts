import type { AdministrationCode } from '../../schema/administrations.ts';
import type { FeedEvent } from '../../schema/contract/feed-event.ts';
import { verifyCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { TrustedRole, TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from './clock.ts';

/** Events that one subgraph tells those that they are meant for. */
export interface EventFeed {
  /** The next events for whoever the assertion names; undefined: the assertion is not believed. */
  read(assertion: string, after: string | null): Promise<readonly FeedEvent[] | undefined>;
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
}

/** A feed that gives each reader what is meant for it, and nothing to anybody else. */
export function createEventFeed({ subgraph, trust, clock, believes, page }: EventFeedParts): EventFeed {
  return {
    async read(assertion, after) {
      for (const role of believes) {
        const demand = { trust, subgraph, from: [role], body: after ?? '', now: clock() };
        const caller = await verifyCallerAssertion(assertion, demand);
        if (caller !== undefined) return page({ role, administration: caller.administration }, after);
      }
      return undefined;
    },
  };
}
