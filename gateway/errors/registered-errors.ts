import type { GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode, isErrorCode, type Refusal } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';

/** What may stand beside the code; all else that an engine or a subgraph put there stays inside. */
const SHOWN_EXTENSIONS = ['field', 'rule', 'retryAfterSeconds'] as const;

/** Codes by which engines name a request that does not fit the schema. */
const CALLER_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** A refusal as an error of a GraphQL answer. */
export function refusalError(refusal: Refusal): GraphQLFormattedError {
  const { message, extensions } = registeredError(refusal);
  return { message, extensions };
}

/** The error as a client may see it: a registered code, no stack, no path of ours, no body of a subgraph. */
export function toRegisteredError(error: {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly locations?: readonly { readonly line: number; readonly column: number }[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}): GraphQLFormattedError {
  const extensions = error.extensions ?? {};
  const code = codeOf(extensions['code'], error.path === undefined && error.locations !== undefined);
  const shown = Object.fromEntries(
    SHOWN_EXTENSIONS.filter((key) => extensions[key] !== undefined).map((key) => [key, extensions[key]]),
  );
  return {
    message: code === 'INTERNAL' ? internalMessage(extensions) : error.message,
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined || code === 'INTERNAL' ? {} : { locations: error.locations }),
    extensions: { code, origin: ERROR_CODES[code].origin, ...shown },
  };
}

/** An error without path comes from parsing or validating, if it has a place in the text: the caller’s. */
function codeOf(code: unknown, isOfTheText: boolean): ErrorCode {
  if (isErrorCode(code)) return code;
  return CALLER_CODES.has(code) || (code === undefined && isOfTheText) ? 'BAD_USER_INPUT' : 'INTERNAL';
}

/** A hub service that does not answer may be named; nothing else of the inside is. */
function internalMessage({ service }: Readonly<Record<string, unknown>>): string {
  return typeof service === 'string' ? `The ${service} service does not answer.` : 'Unexpected error.';
}
