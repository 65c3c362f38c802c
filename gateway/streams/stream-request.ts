/** A GraphQL request as its body has it; what it says is read by the pipeline. */
export type StreamRequest = Readonly<Record<string, unknown>>;

/** A result as a client of a stream gets it. */
export interface StreamResult {
  readonly data?: unknown;
  readonly errors?: readonly object[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}
