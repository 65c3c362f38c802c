import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What a planned request selects of one object type, with the types that the contract gives. */
export interface ContractShape {
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, ShapeField>;
  /** Where the type’s own name was selected: it is the contract’s to say, and never the other side’s. */
  readonly typeNameKeys: readonly string[];
}

export interface ShapeField {
  readonly name: string;
  readonly type: GraphQLOutputType;
  /** True under `@skip` or `@include`: it may be left out. */
  readonly isOptional: boolean;
  /** By name of each concrete type that may stand here; empty for a leaf. */
  readonly shapes: ReadonlyMap<string, ContractShape>;
}

/** JSON type of a scalar; every other scalar of the contract is a text. */
const SCALAR_TYPES: Readonly<Record<string, string>> = { Boolean: 'boolean', Int: 'number', Float: 'number' };

/** The shape of what the selections take of the type; undefined where the contract has no such object type. */
export function contractShape(
  schema: GraphQLSchema,
  document: DocumentNode,
  typeName: string,
  selectionSets: readonly SelectionSetNode[],
): ContractShape | undefined {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return undefined;
  const nodes = new Map<string, FieldNode[]>();
  const optional = new Set<string>();
  const collect = (set: SelectionSetNode, isOptional: boolean): void => {
    for (const selection of set.selections) {
      const mayBeLeftOut = isOptional || (selection.directives?.length ?? 0) > 0;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        nodes.set(key, [...(nodes.get(key) ?? []), selection]);
        if (mayBeLeftOut) optional.add(key);
        continue;
      }
      const { typeCondition, selectionSet } =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
      if (isOf(schema, type, typeCondition?.name.value)) collect(selectionSet, mayBeLeftOut);
    }
  };
  for (const set of selectionSets) collect(set, false);
  const fields = new Map<string, ShapeField>();
  const typeNameKeys = [...nodes].flatMap(([key, [node]]) => (node?.name.value === '__typename' ? [key] : []));
  for (const [key, [node, ...more]] of nodes) {
    const definition = node === undefined ? undefined : type.getFields()[node.name.value];
    if (node === undefined || definition === undefined) continue;
    const sets = [node, ...more].flatMap(({ selectionSet }) => selectionSet ?? []);
    const shapes = concreteTypes(schema, getNamedType(definition.type)).flatMap((name) => {
      const shape = contractShape(schema, document, name, sets);
      return shape === undefined ? [] : [[name, shape] as const];
    });
    const isOptional = optional.has(key);
    fields.set(key, { name: node.name.value, type: definition.type, isOptional, shapes: new Map(shapes) });
  }
  return { typeName, fields, typeNameKeys };
}

/**
 * The value as the contract has it, with what was selected and nothing else; undefined where it breaks the contract. A
 * null where none may be, a word that no enum has, an object that says it is of another type: all break it.
 */
export function fitted(field: ShapeField, type: GraphQLOutputType, value: unknown): unknown {
  if (isNonNullType(type)) return fitted(field, type.ofType, value) ?? undefined;
  if (value === null || value === undefined) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) return undefined;
    const items = value.map((item: unknown) => fitted(field, type.ofType, item));
    return items.includes(undefined) ? undefined : items;
  }
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) != null ? value : undefined;
  if (isLeafType(type)) return typeof value === (SCALAR_TYPES[type.name] ?? 'string') ? value : undefined;
  return fittedObject(field, value);
}

function fittedObject({ shapes }: ShapeField, value: unknown): Record<string, unknown> | undefined {
  if (!isObject(value)) return undefined;
  const said = value['__typename'];
  const shape = shapes.size === 1 && said === undefined ? [...shapes.values()][0] : shapes.get(String(said));
  if (shape === undefined) return undefined;
  const entries: [string, unknown][] = [];
  for (const [key, field] of shape.fields) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given === undefined && field.isOptional) continue;
    const item = fitted(field, field.type, given);
    if (item === undefined) return undefined;
    entries.push([key, item]);
  }
  return Object.fromEntries([...entries, ...shape.typeNameKeys.map((key) => [key, shape.typeName] as const)]);
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fragmentOf(document: DocumentNode, name: string): FragmentDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition;
  }
  throw new TypeError(`a planned request has no fragment ${name}`);
}

function isOf(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wider = schema.getType(condition);
  return isAbstractType(wider) && schema.isSubType(wider, type);
}

function concreteTypes(schema: GraphQLSchema, type: GraphQLNamedOutputType): string[] {
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}
