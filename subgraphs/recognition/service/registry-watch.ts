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
  /** Whether a registry from which nothing came is there: that it was a moment ago has to be looked at again. */
  isSilent(code: AdministrationCode): Promise<boolean>;
}

const PROBE_TIMEOUT_MS = 1_000;
const LOOK_LIFE_MS = 2_000;

/** Life of a look that found a registry which gives no answer: long enough for the questions of one moment to share it. */
const DOUBTED_LIFE_MS = 100;
const LATENCIES_KEPT = 21;

/** A registry that answers, but slower than this, is DEGRADED. */
const DEGRADED_FROM_MS = 500;

interface Look {
  readonly at: number;
  readonly found: Promise<RegistryAvailability>;
  /** Where many ask, the next look is begun before this one is too old: nobody waits out a registry that hangs. */
  isBeingRenewed: boolean;
}

/** Watches the registries over their links. One without a link is NOT_CONNECTED. */
export function createRegistryWatch(links: ReadonlyMap<AdministrationCode, SubgraphLink>, clock: Clock): RegistryWatch {
  const looks = new Map<AdministrationCode, Look>();
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

  function begin(code: AdministrationCode): Look {
    return { at: performance.now(), found: probe(code), isBeingRenewed: false };
  }

  function look(code: AdministrationCode, lifeMs = LOOK_LIFE_MS): Promise<RegistryAvailability> {
    const recent = looks.get(code);
    const age = performance.now() - (recent?.at ?? 0);
    if (recent === undefined || age >= lifeMs) {
      const next = begin(code);
      looks.set(code, next);
      return next.found;
    }
    if (age >= LOOK_LIFE_MS / 2 && !recent.isBeingRenewed) {
      recent.isBeingRenewed = true;
      const next = begin(code);
      const take = () => looks.get(code) === recent && looks.set(code, next);
      void next.found.then(take, take);
    }
    return recent.found;
  }

  return {
    look: (code) => look(code),
    async isSilent(code) {
      const isUnavailable = async (found: Promise<RegistryAvailability>) => (await found).status === 'UNAVAILABLE';
      return (await isUnavailable(look(code))) || isUnavailable(look(code, DOUBTED_LIFE_MS));
    },
  };
}

function medianOf(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
