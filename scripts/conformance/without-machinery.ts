import { type DefinitionNode, GraphQLError, Kind, parse, print } from 'graphql';

/** What Federation defines of its own in every subgraph, by whatever name it was linked. */
const MACHINERY_TYPE = /^(?:(?:link|federation)__\w+|_Any|_Entity|_Service|FieldSet)$/;
const MACHINERY_DIRECTIVE =
  /^(?:federation__\w+|link|key|requires|provides|external|extends|shareable|inaccessible|tag)$/;
const MACHINERY_FIELDS: ReadonlySet<string> = new Set(['_entities', '_service']);

/**
 * The SDL as its author wrote it: some libraries publish it with the definitions of Federation's own directives, types
 * and root fields. They are only definitions; where the author uses one of them, the use stays and is looked at.
 */
export function withoutMachinery(sdl: string): string {
  try {
    const document = parse(sdl);
    return print({ ...document, definitions: document.definitions.flatMap(ownDefinition) });
  } catch (error) {
    if (error instanceof GraphQLError) return sdl;
    throw error;
  }
}

function ownDefinition(definition: DefinitionNode): readonly DefinitionNode[] {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) {
    return MACHINERY_DIRECTIVE.test(definition.name.value) ? [] : [definition];
  }
  if (!('name' in definition) || definition.name === undefined) return [definition];
  if (MACHINERY_TYPE.test(definition.name.value)) return [];
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
    return [definition];
  if (definition.name.value !== 'Query') return [definition];
  const fields = definition.fields?.filter(({ name }) => !MACHINERY_FIELDS.has(name.value)) ?? [];
  return fields.length === 0 ? [] : [{ ...definition, fields }];
}
