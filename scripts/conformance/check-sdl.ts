import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GraphQLError, Kind, type NamedTypeNode, parse, type TypeNode } from 'graphql';
import { composeSupergraph, type SubgraphSdl } from '../../gateway/supergraph/compose-supergraph.ts';
import { lintRegistrySdl } from '../../gateway/supergraph/lint-registry-sdl.ts';
import { OWN_TYPE_FIELDS } from '../../gateway/supergraph/registry-contract.ts';
import { fieldsOf, typesOf } from '../../gateway/supergraph/sdl-types.ts';
import { isObject, shortly } from './json-object.ts';
import type { RegistryClient } from './registry-client.ts';
import type { Verdicts } from './verdicts.ts';

const SUBGRAPHS = fileURLToPath(new URL('../../schema/subgraphs', import.meta.url));

/** Looks at the SDL, published or from a file; gives it, or undefined where there is none. */
export async function checkSdl(
  client: RegistryClient,
  verdicts: Verdicts,
  fromFile: string | undefined,
): Promise<string | undefined> {
  const { json, status } = await client.send({ query: '{ _service { sdl } }' });
  const data = isObject(json) ? json['data'] : undefined;
  const service = isObject(data) ? data['_service'] : undefined;
  const said = isObject(service) ? service['sdl'] : undefined;
  const published = typeof said === 'string' ? said : undefined;
  verdicts.found('SDL.PUBLISHED', published === undefined ? [`answered ${status}: ${shortly(json)}`] : []);
  const sdl = fromFile ?? published;
  if (sdl === undefined) {
    for (const check of ['SDL.OWN_TYPES_ONLY', 'SDL.COMPOSES'] as const) verdicts.notShown(check, 'There is no SDL.');
    return undefined;
  }
  const faults = lintRegistrySdl(client.administration, sdl).map(({ place, fault }) => `${place}: ${fault}`);
  verdicts.found('SDL.OWN_TYPES_ONLY', faults);
  if (faults.length > 0) verdicts.notShown('SDL.COMPOSES', 'An SDL that reaches beyond its own is not composed.');
  else verdicts.found('SDL.COMPOSES', faultsOfComposition(client.subgraph, sdl));
  return sdl;
}

/** Composes with what all others have committed, in place of what this registry has. */
function faultsOfComposition(subgraph: string, sdl: string): readonly string[] {
  const others = readdirSync(SUBGRAPHS).flatMap((file): SubgraphSdl[] => {
    const name = file.replace(/\.graphql$/, '');
    return name === subgraph ? [] : [{ name, sdl: readFileSync(join(SUBGRAPHS, file), 'utf8') }];
  });
  const composition = composeSupergraph([...others, { name: subgraph, sdl }]);
  return composition.ok ? [] : composition.faults;
}

/** The fields that the administration adds to its operator type, as far as they can be asked for by name alone. */
export function nationalFields(sdl: string, typeName: string): readonly string[] {
  try {
    const types = typesOf(parse(sdl));
    const isComposite = (type: TypeNode) => fieldsOf(types.get(namedType(type).name.value) ?? []).length > 0;
    return fieldsOf(types.get(typeName) ?? [])
      .filter(({ type, arguments: given = [] }) => given.length === 0 && !isComposite(type))
      .map(({ name }) => name.value)
      .filter((name) => !Object.hasOwn(OWN_TYPE_FIELDS, name));
  } catch (error) {
    if (error instanceof GraphQLError) return [];
    throw error;
  }
}

function namedType(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : namedType(type.type);
}
