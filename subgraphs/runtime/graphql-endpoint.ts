import { ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { ERROR_CODES, type ErrorCode, isErrorCode } from '../../schema/contract/error-codes.ts';
import { knownOperationTypeRule } from '../../schema/limits/known-operation-type.rule.ts';
import { operationLimitRules, overLimit } from '../../schema/limits/operation-limit-rules.ts';
import type { OperationLimits } from '../../schema/limits/operation-limits.ts';

/** A GraphQL request as it stands on the wire, whichever way it came. */
export interface EndpointRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The JSON text of the body. */
  readonly body: string;
}

export interface EndpointAnswer {
  readonly status: number;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string;
}

/** One GraphQL schema, answered over HTTP and handed over in process alike: JSON in, JSON out. */
export interface GraphqlEndpoint {
  answer(request: EndpointRequest): Promise<EndpointAnswer>;
  stop(): Promise<void>;
}

export interface EndpointOptions<Context extends BaseContext> {
  readonly schema: GraphQLSchema;
  /** Establishes who asks; throws a registered error where nobody may be believed. */
  readonly contextOf: (request: EndpointRequest, body: unknown) => Promise<Context>;
  readonly introspection: boolean;
  /** Of operations that clients write; undefined: only a gateway asks here, and only what it has planned. */
  readonly limits?: OperationLimits;
  readonly log: Logger;
}

/** Codes by which Apollo Server names a request that does not fit the schema. */
const APOLLO_CALLER_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** The one fault of a text that `graphql` tells by its words alone. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** Starts an endpoint. */
export async function createGraphqlEndpoint<Context extends BaseContext>({
  schema,
  contextOf,
  introspection,
  limits,
  log,
}: EndpointOptions<Context>): Promise<GraphqlEndpoint> {
  const server = new ApolloServer<Context>({
    schema,
    introspection,
    validationRules: limits === undefined ? [knownOperationTypeRule] : [...operationLimitRules(limits)],
    ...(limits === undefined ? {} : { parseOptions: { maxTokens: limits.tokens } }),
    // A text that somebody else has sent before is no business of an endpoint that knows each of its callers.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => registeredFormat(formatted, error, limits, log),
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return {
    async answer(request) {
      const { headers } = request;
      const body = parseJson(request.body);
      if (body === undefined) return answerFault(400, 'BAD_USER_INPUT', 'The body is not JSON.');
      const {
        status,
        headers: out,
        body: answer,
      } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: headerMapOf(headers), search: '', body },
        context: () => contextOf(request, body),
      });
      return { status: status ?? 200, headers: [...out], body: answer.kind === 'complete' ? answer.string : '' };
    },
    stop: () => server.stop(),
  };
}

/** An answer that nothing but a fault stands in. */
export function answerFault(status: number, code: ErrorCode, message: string): EndpointAnswer {
  const fault = { message, extensions: { code, origin: ERROR_CODES[code].origin } };
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ errors: [fault] }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headerMapOf(headers: EndpointRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, value);
  return map;
}

/** Nothing but a registered code leaves; what is not ours is logged here and named INTERNAL outside. */
export function registeredFormat(
  formatted: GraphQLFormattedError,
  error: unknown,
  limits: OperationLimits | undefined,
  log: Logger,
): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (limits !== undefined && code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test(formatted.message)) {
    const { message, extensions } = overLimit('tokens', limits.tokens);
    return { message, extensions };
  }
  // A rule's own refusal, which Apollo Server renames as it does all that is found in validation.
  const ruled = code === 'GRAPHQL_VALIDATION_FAILED' && error instanceof GraphQLError ? error.originalError : undefined;
  const ruledCode = ruled instanceof GraphQLError ? ruled.extensions['code'] : undefined;
  if (isErrorCode(ruledCode)) return { ...formatted, extensions: { ...formatted.extensions, code: ruledCode } };
  if (isErrorCode(code) && code !== 'BAD_USER_INPUT') return formatted;
  if (typeof code === 'string' && APOLLO_CALLER_CODES.has(code)) {
    return {
      ...formatted,
      extensions: { origin: ERROR_CODES.BAD_USER_INPUT.origin, ...formatted.extensions, code: 'BAD_USER_INPUT' },
    };
  }
  log.error({ err: error instanceof GraphQLError ? (error.originalError ?? error) : error }, 'unexpected error');
  return {
    message: 'Unexpected error.',
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { code: 'INTERNAL', origin: ERROR_CODES.INTERNAL.origin },
  };
}
