/** One event on its way, in its place in the feed of whoever tells it. */
export interface FeedEvent {
  /** Opaque; pass the last one as `after`. */
  readonly cursor: string;
  /** A JWS; its `typ` says of which contract: `partner-event.ts` or `registry-event.ts`. */
  readonly event: string;
}
