import { GraphQLError } from 'graphql';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';

/** A refusal that comes before the graph, with the HTTP status that says so. */
export function atHttpStatus(status: number, refusal: Refusal): GraphQLError {
  const { message, extensions } = registeredError(refusal);
  return new GraphQLError(message, { extensions: { ...extensions, http: { status } } });
}
