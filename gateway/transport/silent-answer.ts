import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../../schema/contract/error-codes.ts';
import { type EntityCall, entityCalls } from './entity-calls.ts';

/**
 * What stands in the place of a registry’s answer that did not come: every entity that was asked for, with nothing known
 * of it, and one error an entity where a client selected something. The engine would otherwise lose which rows are meant.
 */
export function silentAnswer(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  code: ErrorCode,
  message: string,
): { data: Record<string, unknown>; errors?: GraphQLFormattedError[] } {
  const data: Record<string, unknown> = {};
  const errors: GraphQLFormattedError[] = [];
  for (const call of entityCalls(document)) {
    const representations = variables[call.variable];
    if (!Array.isArray(representations)) continue;
    data[call.responseKey] = representations.map((representation: { __typename?: string }, index) => {
      if (call.isShown) errors.push(errorAt([call.responseKey, index], code, message));
      return silentEntity(call, representation);
    });
  }
  return errors.length === 0 ? { data } : { data, errors };
}

/** An entity of which nothing is known. */
export function silentEntity(
  { selected }: EntityCall,
  { __typename }: { readonly __typename?: string },
): Record<string, unknown> {
  return {
    ...Object.fromEntries(selected.map((key) => [key, null])),
    ...(__typename === undefined ? {} : { __typename }),
  };
}

/** An error with its registered origin, at its place. */
export function errorAt(path: readonly (string | number)[], code: ErrorCode, message: string): GraphQLFormattedError {
  return { message, path, extensions: { code, origin: ERROR_CODES[code].origin } };
}
