import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
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

const PROBE_TIMEOUT_MS = 1_000;

/**
 * Gives what looks at every subgraph at once; whoever asks meanwhile shares the look, so that asking costs nobody much.
 * Ready when every service of the hub answers.
 */
export function createReadiness(
  names: readonly string[],
  links: ReadonlyMap<string, SubgraphLink>,
  ways: Ways,
): () => Promise<Readiness> {
  let underWay: Promise<Readiness> | undefined;
  return () => {
    underWay ??= look(names, links, ways).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

async function look(
  names: readonly string[],
  links: ReadonlyMap<string, SubgraphLink>,
  ways: Ways,
): Promise<Readiness> {
  const states = await Promise.all(
    names.map(async (name): Promise<[string, SubgraphState]> => {
      try {
        await links.get(name)?.probe(PROBE_TIMEOUT_MS);
        return [name, links.has(name) ? 'AVAILABLE' : 'UNAVAILABLE'];
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
