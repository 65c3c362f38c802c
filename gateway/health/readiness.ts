import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLinks } from '../transport/addressed-links.ts';

/** Whether the hub answers, and how each registry is. A silent registry is its administration's matter, not ours. */
export interface Readiness {
  readonly ready: boolean;
  readonly services: Readonly<Record<string, SubgraphState>>;
  readonly registries: Readonly<Record<string, SubgraphState>>;
}

export type SubgraphState = 'AVAILABLE' | 'UNAVAILABLE';

const PROBE_TIMEOUT_MS = 1_000;

/** Probes every subgraph at once. Ready when every service of the hub answers. */
export async function readinessOf(names: readonly string[], links: SubgraphLinks): Promise<Readiness> {
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
  };
}
