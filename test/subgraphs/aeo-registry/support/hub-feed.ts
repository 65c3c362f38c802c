import { randomUUID } from 'node:crypto';
import { administrationAudience } from '../../../../schema/contract/attestation.ts';
import { PARTNER_EVENT_TYPE, type PartnerEventClaims } from '../../../../schema/contract/partner-event.ts';
import { RECOGNITION_SUBGRAPH } from '../../../../schema/contract/subgraph-names.ts';
import { LinkFailure } from '../../../../schema/link/subgraph-link.ts';
import type { SignalSource } from '../../../../subgraphs/aeo-registry/aeo-registry.ts';
import type { Clock } from '../../../../subgraphs/runtime/clock.ts';
import { createEventFeed } from '../../../../subgraphs/runtime/event-feed.ts';
import type { Parties } from '../../../support/parties.ts';

/** Events on one page, so that a few need several. */
const PAGE = 2;

/** The recognition service's feed, without the service. */
export interface HubFeed {
  readonly source: SignalSource;
  /** The cursors after which was asked, in order. */
  readonly asked: (string | null)[];
  /** Signs an event of Japan about the TIN, and puts it into Korea's feed. */
  tell(sub: string, claims?: Partial<PartnerEventClaims>, signedBy?: string, type?: string): Promise<string>;
  /** Puts any text into Korea's feed. */
  put(event: string): void;
  /** From now on there is no answer. */
  fallSilent(): void;
}

export function createHubFeed(parties: Parties, clock: Clock): HubFeed {
  const events: string[] = [];
  const asked: (string | null)[] = [];
  let silent = false;
  const feed = createEventFeed({
    ...{ subgraph: RECOGNITION_SUBGRAPH, trust: parties.trust, clock, believes: ['REGISTRY'] },
    async page({ administration }, after) {
      if (administration !== 'KR') return [];
      asked.push(after);
      const start = after === null ? 0 : Number(after);
      return events.slice(start, start + PAGE).map((event, index) => ({ cursor: String(start + index + 1), event }));
    },
  });
  return {
    asked,
    source: {
      from: RECOGNITION_SUBGRAPH,
      intervalMs: 60_000,
      link: {
        request: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
        probe: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
        async events({ assertion, after }) {
          const page = silent ? undefined : await feed.read(assertion, after);
          if (page === undefined) throw new LinkFailure('UNAVAILABLE');
          return page;
        },
        close: async () => undefined,
      },
    },
    async tell(sub, claims = {}, signedBy = RECOGNITION_SUBGRAPH, type = PARTNER_EVENT_TYPE) {
      const event: PartnerEventClaims = {
        iss: 'urn:aeo:service:recognition',
        aud: administrationAudience('KR'),
        sub,
        jti: randomUUID(),
        iat: Math.floor(clock().getTime() / 1000),
        kind: 'BENEFITS_SUSPENDED',
        from: 'JP',
        effectiveFrom: clock().toISOString(),
        remark: 'Undeclared goods were found.',
        ...claims,
      };
      const jws = await parties.signer(signedBy).sign(event, type);
      events.push(jws);
      return jws;
    },
    put: (event) => events.push(event),
    fallSilent() {
      silent = true;
    },
  };
}
