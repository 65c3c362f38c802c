import type { AdministrationCode } from '../../schema/administrations.ts';
import type { FeedEvent } from '../../schema/contract/partner-event.ts';
import { verifyCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from './clock.ts';

/** Events that one subgraph tells the registries of the administrations that they are meant for. */
export interface EventFeed {
  /** The next events for whoever the assertion names; undefined: the assertion is not believed. */
  read(assertion: string, after: string | null): Promise<readonly FeedEvent[] | undefined>;
}

/** A feed that believes registries only, each about itself; `page` reads what is meant for one administration. */
export function createEventFeed(
  subgraph: string,
  trust: TrustList,
  clock: Clock,
  page: (administration: AdministrationCode, after: string | null) => Promise<readonly FeedEvent[]>,
): EventFeed {
  return {
    async read(assertion, after) {
      const caller = await verifyCallerAssertion(assertion, {
        trust,
        subgraph,
        from: ['REGISTRY'],
        body: after ?? '',
        now: clock(),
      });
      return caller === undefined ? undefined : page(caller.administration, after);
    },
  };
}
