import { createEngine, type Engine } from './engine.ts';
import type { Budgets } from './limits/budgets.ts';
import type { Limits } from './limits/limits.ts';
import type { Load } from './limits/load.ts';
import type { Supergraph } from './supergraph/read-supergraph.ts';
import type { AddressedLinks, SubgraphLinks } from './transport/addressed-links.ts';
import type { TransportParts } from './transport/subgraph-transport.ts';
import type { TransportSettings } from './transport/transport-settings.ts';
import { createWays, type Ways } from './transport/ways.ts';

/** An engine that nobody uses yet: nothing that it does reaches a subgraph, a budget, a metric or a log until it is opened. */
export interface ClosedEngine {
  readonly engine: Engine;
  /** Its ways to the subgraphs. */
  readonly links: SubgraphLinks;
  readonly ways: Pick<Ways, 'states'>;
  /** Subgraphs that it would have called. */
  readonly asked: ReadonlySet<string>;
  open(): void;
  /** Stops it, and lets go of its links. */
  stop(): Promise<void>;
}

/** What every engine of a gateway is made of, whatever its supergraph. */
export interface EngineParts {
  readonly addressed: AddressedLinks;
  readonly transport: Omit<TransportParts, 'ways'>;
  /** Deadlines, and what bounds the calls to a subgraph. */
  readonly settings: TransportSettings;
  readonly limits: Limits;
  readonly budgets: Budgets;
  readonly load: Load;
  readonly introspection: boolean;
  readonly log: { warn(details: object, message: string): void };
}

/** Builds an engine for a supergraph; throws where that cannot be had. */
export function createClosedEngine({ sdl, addresses }: Supergraph, parts: EngineParts): ClosedEngine {
  const { transport, settings, limits, budgets, load, introspection, log } = parts;
  const links = parts.addressed.use(addresses);
  const asked = new Set<string>();
  let isOpen = false;
  const ways = createWays({ get: (subgraph) => (isOpen ? links.get(subgraph) : undefined) }, settings);
  const closedTransport: TransportParts = {
    ...transport,
    ways,
    onCall(call) {
      if (isOpen) transport.onCall?.(call);
      else asked.add(call.subgraph);
    },
  };
  const closedBudgets: Budgets = {
    ...budgets,
    spend: async (caller, cost) => (isOpen ? budgets.spend(caller, cost) : undefined),
  };
  const closedLoad: Load = { ...load, refuse: (cost) => (isOpen ? load.refuse(cost) : undefined) };
  const closedLog = { warn: (details: object, message: string) => isOpen && log.warn(details, message) };
  let engine: Engine;
  try {
    engine = createEngine(sdl, closedTransport, limits, closedBudgets, closedLoad, introspection, closedLog);
  } catch (error) {
    void links.release();
    throw error;
  }
  return {
    engine,
    links,
    ways,
    asked,
    open() {
      isOpen = true;
    },
    async stop() {
      await engine.stop();
      ways.close();
      await links.release();
    },
  };
}
