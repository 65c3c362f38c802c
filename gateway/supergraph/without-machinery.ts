import {
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

/** What Federation defines of its own in every subgraph, by whatever name it was linked. */
const MACHINERY_TYPE = /^(?:(?:link|federation)__\w+|_Any|_Entity|_Service|_?FieldSet)$/;
const MACHINERY_DIRECTIVE =
  /^(?:federation__\w+|link|key|requires|provides|external|extends|shareable|inaccessible|tag)$/;
const MACHINERY_FIELDS: ReadonlySet<string> = new Set(['_entities', '_service']);

/**
 * The SDL as its author wrote it: some libraries publish it (`_service { sdl }`) with the definitions of Federation's own
 * directives, types and root fields. They are only definitions, which composition brings along by itself; where the
 * author uses one of them, the use stays and is looked at. Root fields of the author's own stay, to be refused.
 */
export function withoutMachinery(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.flatMap(ownDefinition);
  const hasQuery = definitions.some(isQuery);
  return { ...document, definitions: hasQuery ? definitions : definitions.flatMap(withoutQueryType) };
}

function ownDefinition(definition: DefinitionNode): readonly DefinitionNode[] {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) {
    return MACHINERY_DIRECTIVE.test(definition.name.value) ? [] : [definition];
  }
  if (!('name' in definition) || definition.name === undefined) return [definition];
  if (MACHINERY_TYPE.test(definition.name.value)) return [];
  if (!isQuery(definition)) return [definition];
  const fields = definition.fields?.filter(({ name }) => !MACHINERY_FIELDS.has(name.value)) ?? [];
  return fields.length === 0 ? [] : [{ ...definition, fields }];
}

/** `schema { query: Query }` names a type of which nothing is left; what else the schema is given stays. */
function withoutQueryType(definition: DefinitionNode): readonly DefinitionNode[] {
  if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) return [definition];
  const operationTypes = (definition.operationTypes ?? []).filter(({ type }) => type.name.value !== 'Query');
  if (operationTypes.length > 0) return [{ ...definition, operationTypes }];
  const { directives = [] } = definition;
  return directives.length === 0 ? [] : [{ kind: Kind.SCHEMA_EXTENSION, directives }];
}

function isQuery(definition: DefinitionNode): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return (
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.name.value === 'Query'
  );
}
