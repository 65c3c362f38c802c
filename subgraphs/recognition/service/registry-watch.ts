import type { AdministrationCode } from '../../../schema/administrations.ts';
import { LinkFailure, type SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import type { Clock } from '../../runtime/clock.ts';

export type RegistryStatus = 'AVAILABLE' | 'DEGRADED' | 'UNAVAILABLE' | 'NOT_CONNECTED';

/** How a registry is, as this service itself found it. */
export interface RegistryAvailability {
  readonly status: RegistryStatus;
  readonly checkedAt: Date;
  /** Of the last probes that were answered; null: none was. */
  readonly medianLatencyMs: number | null;
  readonly contractVersion: string | null;
}

/** Looks at the registries; a look is shared by all who ask within its life. */
export interface RegistryWatch {
  look(code: AdministrationCode): Promise<RegistryAvailability>;
}

const PROBE_TIMEOUT_MS = 1_000;
const LOOK_LIFE_MS = 2_000;
const LATENCIES_KEPT = 21;

/** A registry that answers, but slower than this, is DEGRADED. */
const DEGRADED_FROM_MS = 500;

/** Watches the registries over their links. One without a link is NOT_CONNECTED. */
export function createRegistryWatch(links: ReadonlyMap<AdministrationCode, SubgraphLink>, clock: Clock): RegistryWatch {
  const looks = new Map<AdministrationCode, { at: number; look: Promise<RegistryAvailability> }>();
  const latencies = new Map<AdministrationCode, number[]>();

  async function probe(code: AdministrationCode): Promise<RegistryAvailability> {
    const link = links.get(code);
    const checkedAt = clock();
    if (link === undefined) return { status: 'NOT_CONNECTED', checkedAt, medianLatencyMs: null, contractVersion: null };
    const known = latencies.get(code) ?? [];
    const begin = performance.now();
    try {
      const { contractVersion } = await link.probe(PROBE_TIMEOUT_MS);
      const latency = performance.now() - begin;
      latencies.set(code, [...known, latency].slice(-LATENCIES_KEPT));
      const status = latency >= DEGRADED_FROM_MS ? 'DEGRADED' : 'AVAILABLE';
      return { status, checkedAt, medianLatencyMs: medianOf([...known, latency]), contractVersion };
    } catch (error) {
      if (!(error instanceof LinkFailure)) throw error;
      return { status: 'UNAVAILABLE', checkedAt, medianLatencyMs: medianOf(known), contractVersion: null };
    }
  }

  return {
    look(code) {
      const now = performance.now();
      const recent = looks.get(code);
      if (recent !== undefined && now - recent.at < LOOK_LIFE_MS) return recent.look;
      const look = probe(code);
      looks.set(code, { at: now, look });
      return look;
    },
  };
}

function medianOf(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
