import { createHash } from 'node:crypto';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { type DirectiveNode, type DocumentNode, GraphQLError, Kind, parse } from 'graphql';
import { ADMINISTRATIONS, findAdministration, operatorTypeName } from '../../schema/administrations.ts';
import { administrationOfSubgraph, HUB_SUBGRAPHS, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { fieldsOf, hasDirective, interfacesOf, type TypeNodes, typesOf } from './sdl-types.ts';

/** A supergraph as it came from composition, and where its subgraphs are. */
export interface Supergraph {
  readonly sdl: string;
  /** First digits of the SHA-256 of the text: which one a replica serves. */
  readonly version: string;
  /** Names of its subgraphs. */
  readonly subgraphs: readonly string[];
  /** Base addresses by subgraph, without path; one that has none here is reached as the settings say, or silent. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** What was read; or every fault, each naming the place. */
export type ReadSupergraph =
  | { readonly ok: true; readonly supergraph: Supergraph }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Digits of a version: enough to tell two texts apart on a screen. */
const VERSION_DIGITS = 12;

/** Addresses below this name stand for none (RFC 6761, 6.4). */
const NOWHERE = '.invalid';

/** One subgraph as the supergraph names it: `KR @join__graph(name: "registry-kr", url: "…")`. */
interface Graph {
  readonly constant: string;
  readonly name: string;
  readonly url: string;
}

/**
 * Reads a supergraph and looks whether this gateway can serve it: it parses, has the hub and the registry of every
 * administration and of nobody else, lets no subgraph speak for another administration's operators, and hides from
 * clients what is not theirs. Whether it can be planned is seen by planning.
 */
export function readSupergraph(sdl: string): ReadSupergraph {
  let document: DocumentNode;
  try {
    document = parse(sdl);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { ok: false, faults: [`line ${error.locations?.[0]?.line ?? 1}: ${error.message}`] };
  }
  const types = typesOf(document);
  const graphs = graphsOf(types.get('join__Graph') ?? []);
  const faults = [
    ...faultsOfMembers(graphs),
    ...graphs.flatMap(({ name, url }) => (baseOf(url) === undefined ? [`${name}: ${url} is no address`] : [])),
    ...ADMINISTRATIONS.flatMap(({ code }) => faultsOfOperatorType(code, types, graphs)),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const hidden = faultOfPublicSchema(document);
  if (hidden !== undefined) return { ok: false, faults: [hidden] };
  const addresses = new Map(
    graphs.flatMap(({ name, url }) => {
      const base = baseOf(url);
      return base === undefined || base === null ? [] : [[name, base] as const];
    }),
  );
  const version = createHash('sha256').update(sdl).digest('hex').slice(0, VERSION_DIGITS);
  return { ok: true, supergraph: { sdl, version, subgraphs: graphs.map(({ name }) => name), addresses } };
}

function graphsOf(nodes: TypeNodes): Graph[] {
  const values = nodes.flatMap((node) => (node.kind === Kind.ENUM_TYPE_DEFINITION ? (node.values ?? []) : []));
  return values.flatMap(({ name, directives = [] }) => {
    const graph = directives.find((directive) => directive.name.value === 'join__graph');
    if (graph === undefined) return [];
    return [{ constant: name.value, name: textOf(graph, 'name') ?? '', url: textOf(graph, 'url') ?? '' }];
  });
}

/** The hub, and the registry of each administration of the list; a newer list comes with a newer gateway. */
function faultsOfMembers(graphs: readonly Graph[]): string[] {
  const names = graphs.map(({ name }) => name);
  const wanted = [...HUB_SUBGRAPHS, ...ADMINISTRATIONS.map(({ code }) => registrySubgraph(code))];
  const foreign = names.filter((name) => !wanted.includes(name));
  return [
    ...wanted.filter((name) => !names.includes(name)).map((name) => `${name}: is missing`),
    ...foreign.map((name) => {
      const code = administrationOfSubgraph(name);
      return code === undefined || findAdministration(code)?.registry === 'CONNECTED'
        ? `${name}: is no subgraph of this federation`
        : `${name}: ${code} has no entry in the list of administrations of this gateway`;
    }),
  ];
}

/** An operator type belongs to its own registry and the hub; its statement is seen by no client. */
function faultsOfOperatorType(
  code: string,
  types: ReadonlyMap<string, TypeNodes>,
  graphs: readonly Graph[],
): readonly string[] {
  const name = operatorTypeName(code);
  const nodes = types.get(name) ?? [];
  if (!interfacesOf(nodes).includes('Operator')) return [`${name}: is no operator type`];
  const own = registrySubgraph(code);
  const declaring = nodes
    .flatMap(({ directives = [] }) => directives)
    .flatMap((directive) => (directive.name.value === 'join__type' ? (constantOf(directive, 'graph') ?? []) : []))
    .map((constant) => graphs.find((graph) => graph.constant === constant)?.name ?? constant);
  const attestation = fieldsOf(nodes).filter((field) => field.name.value === 'attestation');
  return [
    ...(declaring.includes(own) ? [] : [`${name}: ${own} does not answer for it`]),
    ...declaring
      .filter((subgraph) => subgraph !== own && administrationOfSubgraph(subgraph) !== undefined)
      .map((subgraph) => `${name}: ${subgraph} speaks for it`),
    ...(hasDirective(attestation, 'inaccessible') ? [] : [`${name}.attestation: is not there, or clients see it`]),
  ];
}

function faultOfPublicSchema(document: DocumentNode): string | undefined {
  try {
    transformSupergraphToPublicSchema(document);
    return undefined;
  } catch (error) {
    return `clients' schema: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Base of an address; null: it stands for none; undefined: it is no address of a subgraph, which answers at `/graphql`. */
function baseOf(url: string): string | null | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin, hostname, pathname, search } = new URL(url);
  if (hostname.endsWith(NOWHERE)) return null;
  const isSubgraph = /^https?:$/.test(protocol) && pathname === '/graphql' && search === '';
  return isSubgraph ? origin : undefined;
}

function textOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function constantOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}
