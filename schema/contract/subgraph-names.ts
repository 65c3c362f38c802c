import type { AdministrationCode } from '../administrations.ts';

/** Names of the services of the hub, in the supergraph, in the trust list and as audience of a caller assertion. */
export const RECOGNITION_SUBGRAPH = 'recognition';
/** Foreign-vendor registration. */
export const VENDOR_REGISTRATION_SUBGRAPH = 'vendor-registration';
/** Mutual administrative assistance. */
export const MUTUAL_ASSISTANCE_SUBGRAPH = 'mutual-assistance';

/** The three services of the hub. */
export const HUB_SUBGRAPHS = [RECOGNITION_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH, MUTUAL_ASSISTANCE_SUBGRAPH] as const;

const REGISTRY_PREFIX = 'registry-';

/** Name of the subgraph of one administration's registry: `registry-kr`. */
export function registrySubgraph(code: AdministrationCode): string {
  return `${REGISTRY_PREFIX}${code.toLowerCase()}`;
}

/** The administration whose registry the subgraph is; undefined for a service of the hub. */
export function administrationOfSubgraph(name: string): AdministrationCode | undefined {
  return name.startsWith(REGISTRY_PREFIX) ? name.slice(REGISTRY_PREFIX.length).toUpperCase() : undefined;
}
