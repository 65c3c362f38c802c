import { type GraphQLNamedType, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';

/** What somebody gets: something is there to be seen, nothing is, or a code of the error registry. */
export type Outcome = string;

/** One row: who gets what of a field, or of the fields of a type. */
export interface AccessRow {
  /** `Query.operator`, `Mutation.closeFinding`, `OperatorRecord`, or `AeoAuthorization.validations` where one field differs. */
  readonly name: string;
  /** The field by which one gets there; undefined for a root field. */
  readonly by: string | undefined;
  /** All are needed; without any one of them the answer is FORBIDDEN. */
  readonly scopes: readonly string[];
  /** In the order of the table's columns. */
  readonly outcomes: readonly Outcome[];
  /** Fields of the type that this row is about. */
  readonly fields: readonly string[];
}

/**
 * Reads a table: a row a line, `name [by] scopes outcome… [: fields]`, `-` for no scope, `+` between several. Lines that
 * begin with `#` explain.
 */
export function accessTable(text: string, columns: number): readonly AccessRow[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [head = '', tail = ''] = line.split(' : ');
      const words = head.trim().split(/\s+/);
      const [name = '', ...rest] = words;
      const outcomes = rest.slice(-columns);
      const before = rest.slice(0, -columns);
      const isRoot = before.length === 1;
      if (outcomes.length !== columns || before.length < 1 || before.length > 2)
        throw new TypeError(`not a row: ${line}`);
      const [by, scopes = ''] = isRoot ? [undefined, before[0]] : before;
      const [, single] = isRoot ? [] : name.split('.');
      return {
        name,
        by,
        scopes: scopes === '-' ? [] : scopes.split('+'),
        outcomes,
        fields: single === undefined ? tail.split(/\s+/).filter((field) => field !== '') : [single],
      };
    });
}

/** The steps by which a row is reached: those of the types above it, from the root on. */
export function stepsTo(rows: readonly AccessRow[], row: AccessRow): readonly string[] {
  if (row.by === undefined) return [row.name];
  const [parent = ''] = row.by.split('.');
  if (parent === 'Query' || parent === 'Mutation') return [row.by];
  const above = rows.find(({ name }) => name === parent);
  if (above === undefined) throw new TypeError(`${row.name} is reached by ${row.by}, and ${parent} has no row`);
  return [...stepsTo(rows, above), row.by];
}

/** Fields of the schema that no row is about, and rows about fields that the schema does not have. */
export function fieldsWithoutRow(schema: GraphQLSchema, rows: readonly AccessRow[]) {
  const inSchema = new Set(Object.values(schema.getTypeMap()).flatMap((type) => fieldNamesOf(type)));
  const inTable = new Set(
    rows.flatMap(({ name, by, fields }) =>
      by === undefined ? [name] : fields.map((field) => `${name.split('.')[0]}.${field}`),
    ),
  );
  return {
    withoutRow: [...inSchema].filter((name) => !inTable.has(name)),
    withoutField: [...inTable].filter((name) => !inSchema.has(name)),
  };
}

/** `Type.field` of each; what an object has of an interface stands with the interface. */
function fieldNamesOf(type: GraphQLNamedType): readonly string[] {
  if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return [];
  const inherited = new Set(type.getInterfaces().flatMap((above) => Object.keys(above.getFields())));
  return Object.keys(type.getFields())
    .filter((field) => !inherited.has(field))
    .map((field) => `${type.name}.${field}`);
}
