/** A GraphQL request from one process of the federation to another. */
export interface LinkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly query: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly operationName?: string;
  };
  readonly timeoutMs: number;
}

/** What a subgraph says of itself at `/health`. */
export interface Health {
  readonly status: 'ok';
  readonly subgraph: string;
  readonly contractVersion: string;
}

/** The way to one subgraph: handed over in process, or sent over HTTP. Gives the JSON body of the answer. */
export interface SubgraphLink {
  request(request: LinkRequest): Promise<string>;
  /** What the other side says of itself; rejects with a LinkFailure unless it is alive. */
  probe(timeoutMs: number): Promise<Health>;
  close(): Promise<void>;
}

/** The other side gave no answer. Says nothing about what the answer would have been. */
export class LinkFailure extends Error {
  override readonly name = 'LinkFailure';
  constructor(
    readonly kind: 'UNAVAILABLE' | 'TIMEOUT',
    options?: ErrorOptions,
  ) {
    super(kind === 'TIMEOUT' ? 'no answer within the deadline' : 'no answer', options);
  }
}
