import type { FeedEvent } from '../contract/feed-event.ts';

/** A GraphQL request from one process of the federation to another. */
export interface LinkRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text that the caller assertion vouches for. */
  readonly body: string;
  readonly timeoutMs: number;
}

/** A subscription of one process of the federation at another. */
export interface StreamRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON text that the caller assertion vouches for. */
  readonly body: string;
  /** How long the other side may be silent, in ms; its heartbeat counts as a word. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** What a subgraph says of itself at `/health`. */
export interface Health {
  readonly status: 'ok';
  readonly subgraph: string;
  readonly contractVersion: string;
}

/** A request for the events that are meant for one administration. */
export interface EventsRequest {
  /** Who asks: an assertion signed by that administration's registry. */
  readonly assertion: string;
  /** Null: from the beginning. */
  readonly after: string | null;
  /** How long the other side waits before it answers that there is nothing new; it answers at once as soon as there is. */
  readonly waitMs: number;
  /** Of the answer, the wait included. */
  readonly timeoutMs: number;
  /** Nobody is interested in the answer any more. */
  readonly signal?: AbortSignal;
}

/** The way to one subgraph: handed over in process, or sent over HTTP. Gives the JSON body of the answer. */
export interface SubgraphLink {
  request(request: LinkRequest): Promise<string>;
  /**
   * The results of a subscription, JSON texts, taken as fast as they are asked for. Ends with the signal, or where the other
   * side ends them; rejects with a LinkFailure where it breaks off. Absent: nothing is followed this way.
   */
  stream?(request: StreamRequest): AsyncIterable<string>;
  /** What the other side says of itself; rejects with a LinkFailure unless it is alive. */
  probe(timeoutMs: number): Promise<Health>;
  /** The next events for whoever the assertion names, oldest first; empty: there is nothing new. */
  events(request: EventsRequest): Promise<readonly FeedEvent[]>;
  close(): Promise<void>;
}

/**
 * Why there is no answer. Only NOT_SENT tells that the other side never saw the request: no connection came about. After
 * any other it may have answered, and written down that it did.
 */
export type LinkFailureKind = keyof typeof MESSAGES;

const MESSAGES = {
  NOT_SENT: 'no connection',
  UNAVAILABLE: 'no answer',
  TIMEOUT: 'no answer within the deadline',
} as const;

/** The other side gave no answer. Says nothing about what the answer would have been. */
export class LinkFailure extends Error {
  override readonly name = 'LinkFailure';
  constructor(
    readonly kind: LinkFailureKind,
    options?: ErrorOptions,
  ) {
    super(MESSAGES[kind], options);
  }
}
