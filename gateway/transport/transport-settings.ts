/** What a call to one subgraph may take of the gateway, and when that subgraph is left alone. */
export interface TransportSettings {
  /** Deadline of a call to a registry, in ms. */
  readonly registryTimeoutMs: number;
  /** Deadlines of single subgraphs that differ from it, in ms, by name. */
  readonly timeoutsMs: ReadonlyMap<string, number>;
  /** Deadline of a call to a service of the hub, in ms. */
  readonly serviceTimeoutMs: number;
  /** Calls to one registry that are under way at once; as many again wait, and further ones are refused. */
  readonly registryCalls: number;
  /** The same of a service of the hub: nearly every request needs one. */
  readonly serviceCalls: number;
  /** How long a call waits for its turn before it is refused, in ms. */
  readonly queueMs: number;
  /** Calls in a row without an answer after which a subgraph is not called for a while. */
  readonly failuresToOpen: number;
  /** How long after that its health is looked at for the first time, in ms; each time it is silent the wait doubles. */
  readonly firstLookMs: number;
  /** The longest of these waits, in ms. */
  readonly longestLookMs: number;
}

/** Settings by default. */
export const DEFAULT_TRANSPORT: TransportSettings = {
  registryTimeoutMs: 3_000,
  timeoutsMs: new Map(),
  serviceTimeoutMs: 15_000,
  // With those that wait fewer than one administration may have under way: it can ask others while one is slow.
  registryCalls: 64,
  serviceCalls: 600,
  queueMs: 500,
  failuresToOpen: 5,
  firstLookMs: 1_000,
  longestLookMs: 5_000,
};
