import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLinks } from '../transport/addressed-links.ts';
import type { CircuitPosition } from '../transport/circuit.ts';
import type { Ways } from '../transport/ways.ts';

/** Whether the hub answers, and how each registry is. A silent registry is its administration's matter, not ours. */
export interface Readiness {
  readonly ready: boolean;
  readonly services: Readonly<Record<string, SubgraphState>>;
  readonly registries: Readonly<Record<string, SubgraphState>>;
  /** Subgraphs that this gateway does not call now, or tries again, by name; those that it calls are left out. */
  readonly circuits: Readonly<Record<string, CircuitPosition>>;
}

export type SubgraphState = 'AVAILABLE' | 'UNAVAILABLE';

/** The subgraphs of the supergraph in service, and how they are reached. */
export interface ServedSubgraphs {
  readonly names: readonly string[];
  readonly links: SubgraphLinks;
  readonly ways: Pick<Ways, 'states'>;
}

const PROBE_TIMEOUT_MS = 1_000;

/**
 * Gives what looks at every subgraph at once; whoever asks meanwhile shares the look, so that asking costs nobody much.
 * Ready when every service of the hub answers.
 */
export function createReadiness(served: () => ServedSubgraphs): () => Promise<Readiness> {
  let underWay: Promise<Readiness> | undefined;
  return () => {
    underWay ??= look(served()).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

async function look({ names, links, ways }: ServedSubgraphs): Promise<Readiness> {
  const states = await Promise.all(
    names.map(async (name): Promise<[string, SubgraphState]> => {
      try {
        const link = links.get(name);
        await link?.probe(PROBE_TIMEOUT_MS);
        return [name, link === undefined ? 'UNAVAILABLE' : 'AVAILABLE'];
      } catch {
        return [name, 'UNAVAILABLE'];
      }
    }),
  );
  const services = states.filter(([name]) => administrationOfSubgraph(name) === undefined);
  return {
    ready: services.every(([, state]) => state === 'AVAILABLE'),
    services: Object.fromEntries(services),
    registries: Object.fromEntries(
      states.flatMap(([name, state]) => {
        const administration = administrationOfSubgraph(name);
        return administration === undefined ? [] : [[administration, state] as const];
      }),
    ),
    circuits: Object.fromEntries(
      [...ways.states()].flatMap(([name, { circuit }]) => (circuit === 'CLOSED' ? [] : [[name, circuit] as const])),
    ),
  };
}
