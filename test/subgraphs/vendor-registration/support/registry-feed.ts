import { randomUUID } from 'node:crypto';
import { registryIssuer } from '../../../../schema/contract/attestation.ts';
import {
  HUB_AUDIENCE,
  REGISTRY_EVENT_TYPE,
  type SupplyChainPartnerStated,
} from '../../../../schema/contract/registry-event.ts';
import { registrySubgraph } from '../../../../schema/contract/subgraph-names.ts';
import { LinkFailure, type SubgraphLink } from '../../../../schema/link/subgraph-link.ts';
import type { Clock } from '../../../../subgraphs/runtime/clock.ts';
import { createEventFeed } from '../../../../subgraphs/runtime/event-feed.ts';
import type { Parties } from '../../../support/parties.ts';

/** Events on one page, so that a few need several. */
const PAGE = 2;

/** One registry's feed, without the registry. */
export interface RegistryFeed {
  readonly link: SubgraphLink;
  /** The cursors after which was asked, in order. */
  readonly asked: (string | null)[];
  /** Signs that the centre represents a vendor, and puts it into the feed. */
  tell(
    vendor: Partial<SupplyChainPartnerStated['vendor']>,
    claims?: Partial<SupplyChainPartnerStated>,
    signedBy?: string,
    type?: string,
  ): Promise<string>;
  /** Puts any text into the feed. */
  put(event: string): void;
  /** True: there is no answer. */
  isSilent: boolean;
}

/** The feed of an administration whose centre has this TIN. */
export function createRegistryFeed(parties: Parties, clock: Clock, code: string, centre: string): RegistryFeed {
  const name = registrySubgraph(code);
  const events: string[] = [];
  const asked: (string | null)[] = [];
  const read = createEventFeed({
    ...{ subgraph: name, trust: parties.trust, clock, believes: ['VENDOR_REGISTRATION'] },
    async page(_reader, after) {
      asked.push(after);
      const start = Number(after ?? 0);
      return events.slice(start, start + PAGE).map((event, index) => ({ cursor: String(start + index + 1), event }));
    },
  });
  const feed: RegistryFeed = {
    asked,
    isSilent: false,
    link: {
      request: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
      probe: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
      async events({ assertion, after }) {
        const page = feed.isSilent ? undefined : await read.read(assertion, after);
        if (page === undefined) throw new LinkFailure('UNAVAILABLE');
        return page;
      },
      close: async () => undefined,
    },
    async tell(vendor, claims = {}, signedBy = name, type = REGISTRY_EVENT_TYPE) {
      const event: SupplyChainPartnerStated = {
        ...{ iss: registryIssuer(code), aud: HUB_AUDIENCE, sub: centre, jti: randomUUID() },
        iat: Math.floor(clock().getTime() / 1000),
        kind: 'SUPPLY_CHAIN_PARTNER_STATED',
        vendor: {
          ...{ id: randomUUID(), name: 'Li Wei', establishedIn: 'CN', tin: null, from: '2026-01-01', until: null },
          ...vendor,
        },
        ...claims,
      };
      const jws = await parties.signer(signedBy).sign(event, type);
      events.push(jws);
      return jws;
    },
    put: (event) => events.push(event),
  };
  return feed;
}
