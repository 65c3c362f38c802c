import { GraphQLError } from 'graphql';
import { ERROR_CODES, type Refusal } from './error-codes.ts';
import type { Result } from './result.ts';

/** The one way in which a refusal becomes an error of the graph: a registered code, whose side it is, and field and rule where there are. */
export function registeredError(refusal: Refusal): GraphQLError {
  const { code, message, field, rule, retryAfterSeconds } = refusal;
  return new GraphQLError(message, {
    extensions: {
      code,
      origin: ERROR_CODES[code].origin,
      ...(field === undefined ? {} : { field }),
      ...(rule === undefined ? {} : { rule }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
  });
}

/** Gives the value, or throws the refusal that stands in its place. */
export function valueOrThrow<T>(result: Result<T>): T {
  if (!result.ok) throw registeredError(result.refusal);
  return result.value;
}
