import type { GraphQLField } from 'graphql';

/** An operation with the values of its variables. */
export interface FieldOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A variable with its type as it is written. */
export interface TypedVariable {
  readonly type: string;
  readonly value: unknown;
}

/**
 * An operation of one root field, each of its arguments a variable of the type that the schema says; one that is not given
 * is left out with its variable, so that the text, which has to be planned, stays the same.
 */
export function fieldOperation(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, unknown>>,
  selection: string,
  more: Readonly<Record<string, TypedVariable>> = {},
): FieldOperation {
  const declared = [
    ...field.args.map(({ name, type }) => `$${name}: ${type}`),
    ...Object.entries(more).map(([name, { type }]) => `$${name}: ${type}`),
  ];
  const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
  const passed = field.args.length === 0 ? '' : `(${field.args.map(({ name }) => `${name}: $${name}`).join(', ')})`;
  return {
    text: `${kind} ${field.name}${head} { told: ${field.name}${passed}${selection} }`,
    variables: {
      ...given,
      ...Object.fromEntries(Object.entries(more).map(([name, { value }]) => [name, value])),
    },
  };
}
