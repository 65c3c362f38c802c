import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** An operation with its variables, and the response keys under which stands what it is about. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly path: readonly string[];
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** A value of each scalar that is well formed, and names nothing. */
const SCALARS: Readonly<Record<string, unknown>> = {
  ID: 'none',
  String: 'Nothing in particular.',
  Int: 1,
  Float: 1,
  Boolean: true,
  TIN: 'DE9086628',
  Date: '2026-11-24',
  DateTime: '2026-11-24T00:00:00.000Z',
  Decimal: '1',
  Currency: 'EUR',
  CountryCode: 'DE',
};

/**
 * Writes the operation that reads fields of the last step’s type. A step is `Parent.field`; required arguments get the
 * value that `given` has for them, or a well-formed one that names nothing.
 */
export function operationOf(
  schema: GraphQLSchema,
  steps: readonly string[],
  leaf: { readonly type: string; readonly fields: readonly string[] } | undefined,
  given: Readonly<Record<string, unknown>>,
): Operation {
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const call = (parent: string, field: GraphQLField<unknown, unknown>): string => {
    const args = field.args.filter(
      (argument) =>
        isNeeded(argument) || `${parent}.${field.name}.${argument.name}` in given || argument.name === 'days',
    );
    const passed = args.map((argument) => {
      const name = `v${declared.length}`;
      declared.push(`$${name}: ${argument.type}`);
      variables[name] =
        given[`${parent}.${field.name}.${argument.name}`] ?? given[argument.name] ?? wellFormed(argument.type);
      return `${argument.name}: $${name}`;
    });
    return passed.length === 0 ? field.name : `${field.name}(${passed.join(', ')})`;
  };
  const fieldsOfLeaf = (): string => {
    if (leaf === undefined) return '';
    const fields = leaf.fields.map((name) => {
      const field = fieldOf(schema, leaf.type, name);
      return `${call(leaf.type, field)}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'}`;
    });
    return `__typename ... on ${leaf.type} { ${fields.join(' ')} }`;
  };
  const [root = ''] = steps;
  const body = steps.reduceRight(
    (inner, step) => {
      const [parent = '', name = ''] = step.split('.');
      const field = fieldOf(schema, parent, name);
      const own = `${call(parent, field)}${inner === '' ? '' : ` { ${inner} }`}`;
      return ROOTS.has(parent) ? own : `... on ${parent} { ${own} }`;
    },
    leaf === undefined ? selectionOf(schema, steps.at(-1) ?? '') : fieldsOfLeaf(),
  );
  const kind = root.split('.')[0]?.toLowerCase() ?? '';
  const header = declared.length === 0 ? kind : `${kind}(${declared.join(', ')})`;
  return { query: `${header} { ${body} }`, variables, path: steps.map((step) => step.split('.')[1] ?? '') };
}

/** What is selected of a root field: as much as shows whether there is anything. */
function selectionOf(schema: GraphQLSchema, step: string): string {
  const [parent = '', name = ''] = step.split('.');
  const type = getNamedType(fieldOf(schema, parent, name).type);
  if (isLeafType(type)) return '';
  return isObjectType(type) && 'edges' in type.getFields() ? 'edges { __typename }' : '__typename';
}

export function fieldOf(schema: GraphQLSchema, parent: string, name: string): GraphQLField<unknown, unknown> {
  const type = schema.getType(parent);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new TypeError(`${parent}.${name} is not in the schema`);
  return field;
}

/** The object and interface types of a schema, without its roots. */
export function typesOf(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      (isObjectType(type) || isAbstractType(type)) &&
      'getFields' in type &&
      !type.name.startsWith('__') &&
      !roots.includes(type as never),
  );
}

function isNeeded({ type, defaultValue }: GraphQLArgument): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function wellFormed(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return wellFormed(type.ofType as GraphQLInputType);
  if (isListType(type)) return [wellFormed(type.ofType as GraphQLInputType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, wellFormed(field.type)]));
  }
  return SCALARS[type.name];
}
