import type { DocumentNode, GraphQLFormattedError } from 'graphql';

/** What the plan of a subscription sends to the subgraph that has its root field. */
export interface PlannedStream {
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** An event as its subgraph tells it. */
export interface SubgraphEvent {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/**
 * One turn of a subscription through the engine. The first, without an event, finds what is to be followed where (`found`),
 * and asks nobody; each later one completes one event, as a request of its own.
 */
export interface SubscriptionTurn {
  readonly event?: SubgraphEvent;
  readonly found?: (planned: PlannedStream) => void;
}
