import { z } from 'zod';

/** `typ` of a page of events on its way through a broker. */
export const EVENT_PAGE_TYPE = 'aeo-event-page+jwt';

/**
 * Claims of a page of events that travels through a broker, which nobody believes: whoever tells the events signs where
 * they stand too, so that none can be left out, repeated, moved or put in unnoticed. Each event is a JWS of its own.
 */
export const eventPageClaimsSchema = z.object({
  /** Name of the subgraph that tells. */
  iss: z.string(),
  /** Whom it is meant for: the code of an administration, or the role of a service of the hub. */
  aud: z.string(),
  /** Seconds since the epoch at which the page was made up. */
  iat: z.number().int(),
  /** Cursor of the last event before the first of this page; null: there is none before it. */
  after: z.string().min(1).nullable(),
  /** In their order, as `feed-event.ts` says. */
  events: z.array(z.object({ cursor: z.string().min(1), event: z.string() })).min(1),
});
/** Claims of a page of events. */
export type EventPageClaims = z.infer<typeof eventPageClaimsSchema>;
