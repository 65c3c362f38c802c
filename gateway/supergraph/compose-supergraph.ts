import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { findAdministration } from '../../schema/administrations.ts';
import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import { lintRegistrySdl } from './lint-registry-sdl.ts';
import { withoutMachinery } from './without-machinery.ts';

/** One subgraph's published SDL. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/** The supergraph and the API that clients see; or every fault, each naming who is at fault and where. */
export type Composition =
  | { readonly ok: true; readonly supergraph: string; readonly api: string }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Composes the subgraphs. A registry whose SDL reaches beyond its own is refused before composition. A subgraph without a
 * base address gets one that stands for none: where it is, each gateway's settings say.
 */
export function composeSupergraph(
  subgraphs: readonly SubgraphSdl[],
  addresses: ReadonlyMap<string, string> = new Map(),
): Composition {
  const faults = [...namesThatStandTwice(subgraphs), ...subgraphs.flatMap(lintSubgraph)];
  if (faults.length > 0) return { ok: false, faults };
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      typeDefs: withoutMachinery(parse(sdl)),
      url: `${addresses.get(name)?.replace(/\/$/, '') ?? `http://${name}.subgraph.invalid`}/graphql`,
    })),
  );
  if (result.supergraphSdl === undefined)
    return { ok: false, faults: (result.errors ?? []).map(({ message }) => message) };
  return { ok: true, supergraph: result.supergraphSdl, api: result.publicSdl };
}

function lintSubgraph({ name, sdl }: SubgraphSdl): string[] {
  const code = administrationOfSubgraph(name);
  if (code === undefined) return [];
  if (findAdministration(code)?.registry !== 'CONNECTED')
    return [`${code}: ${name}: has a registry, but no entry in the list of administrations`];
  return lintRegistrySdl(code, sdl).map(({ administration, place, fault }) => `${administration}: ${place}: ${fault}`);
}

/** Of two subgraphs of one name a composer would take the later. */
function namesThatStandTwice(subgraphs: readonly SubgraphSdl[]): string[] {
  const names = subgraphs.map(({ name }) => name);
  return names.filter((name, at) => names.indexOf(name) < at).map((name) => `${name}: is given twice`);
}
