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
  readonly contextOf: (request: EndpointRequest) => Promise<Context>;
  readonly introspection: boolean;
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

/** Starts an endpoint. */
export async function createGraphqlEndpoint<Context extends BaseContext>({
  schema,
  contextOf,
  introspection,
  log,
}: EndpointOptions<Context>): Promise<GraphqlEndpoint> {
  const server = new ApolloServer<Context>({
    schema,
    introspection,
    // A text that somebody else has sent before is no business of an endpoint that knows each of its callers.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => registeredFormat(formatted, error, log),
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
        context: () => contextOf(request),
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
function registeredFormat(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
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
