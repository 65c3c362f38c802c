import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { ERROR_CODES, type ErrorCode } from '../../schema/contract/error-codes.ts';
import { writeEventStream } from '../../schema/link/event-stream.ts';
import { SECURITY_HEADERS } from '../../schema/link/security-headers.ts';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import type { TlsFiles } from '../../schema/link/tls-files.ts';
import type { EventFeed } from './event-feed.ts';
import type { GraphqlEndpoint } from './graphql-endpoint.ts';
import { answerFile } from './served-file.ts';
import { healthOf, type Subgraph } from './subgraph.ts';

/** Largest request body in bytes: 1,000 questions fit many times over. */
const MAXIMUM_BODY_BYTES = 2 * 1024 * 1024;

/** How often a stream that has nothing to tell says that it is there, in ms. */
const HEARTBEAT_MS = 10_000;

/** What is still taken of a body that is too large: a client that is cut off while it sends does not get to read why. */
const MAXIMUM_DISCARDED_BYTES = 32 * 1024 * 1024;

/**
 * What one subgraph answers over HTTP: its federated endpoint at `/graphql`, its officers' at `/officer/graphql`,
 * its key set, its health and, where it counts anything, its metrics.
 */
export function createSubgraphHandler(
  subgraph: Subgraph,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const path = urlOf(request)?.pathname;
    if (request.method === 'GET' && path === '/health') return sendJson(response, 200, healthOf(subgraph));
    if (request.method === 'GET' && path === '/.well-known/jwks.json')
      return sendJson(response, 200, { keys: subgraph.publishedKeys() });
    const [counts] = subgraph.metrics;
    if (request.method === 'GET' && path === '/metrics' && counts !== undefined) {
      const texts = await Promise.all(subgraph.metrics.map((metrics) => metrics.metrics()));
      response.writeHead(200, { 'content-type': counts.contentType, 'cache-control': 'no-store' });
      response.end(texts.join('\n'));
      return;
    }
    if (request.method === 'GET' && path === '/events' && subgraph.feed !== null) {
      return answerEvents(subgraph.feed, request, response);
    }
    if (path === '/graphql/stream' && subgraph.stream !== null) {
      return answerStream(subgraph.stream, request, response);
    }
    if (path === '/graphql') return answerGraphql(subgraph.endpoint, request, response, subgraph.bodyBytes);
    if (path === '/officer/graphql' && subgraph.officerEndpoint !== null) {
      return answerGraphql(subgraph.officerEndpoint, request, response);
    }
    const isFile = request.method === 'GET' && path !== undefined && subgraph.files !== null;
    if (isFile && (await answerFile(subgraph.files, path, response))) return;
    sendJson(response, 404, graphqlError('NOT_FOUND', 'There is nothing at this path.'));
  };
}

async function answerEvents(feed: EventFeed, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const assertion = request.headers[CALLER_ASSERTION_HEADER];
  const asked = urlOf(request)?.searchParams;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const wait = { ms: Number(asked?.get('wait') ?? 0) * 1000, signal: gone.signal };
  try {
    const events =
      typeof assertion === 'string' ? await feed.read(assertion, asked?.get('after') ?? null, wait) : undefined;
    if (events === undefined) return sendJson(response, 401, graphqlError('UNAUTHENTICATED', 'No valid assertion.'));
    sendJson(response, 200, { events });
  } catch (error) {
    if (!(error instanceof LinkFailure)) throw error;
    sendJson(response, 503, graphqlError('INTERNAL', 'This service is being stopped. Ask again.'));
  }
}

/** Answers a subscription with its results as server-sent events, until either side ends it. */
async function answerStream(
  stream: NonNullable<Subgraph['stream']>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = request.method === 'POST' ? await readBody(request, MAXIMUM_BODY_BYTES) : undefined;
  if (body === undefined)
    return sendJson(response, 400, graphqlError('BAD_USER_INPUT', 'Send a subscription by POST.'));
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const results = stream({ headers: flatHeaders(request), body }, gone.signal);
  await writeEventStream(response, results, { heartbeatMs: HEARTBEAT_MS });
}

/** Answers one HTTP request with a GraphQL endpoint. */
export async function answerGraphql(
  endpoint: GraphqlEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
  bodyBytes = MAXIMUM_BODY_BYTES,
): Promise<void> {
  if (request.method !== 'POST')
    return sendJson(response, 405, graphqlError('BAD_USER_INPUT', 'Send the request with POST.'));
  const text = await readBody(request, bodyBytes);
  if (text === undefined) {
    return sendJson(response, 413, graphqlError('LIMIT_EXCEEDED', `The body is over ${bodyBytes} bytes.`));
  }
  const answer = await endpoint.answer({ headers: flatHeaders(request), body: text });
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...SECURITY_HEADERS });
  response.end(answer.body);
}

/** What only the federation's own processes may ask: with mutual TLS, those that show a certificate of its authority. */
const FEDERATED_PATHS = ['/graphql', '/graphql/stream', '/events'];

/** Serves the subgraph on a port of its own; resolves when it listens. Officers and auditors need no certificate. */
export async function serveSubgraph(subgraph: Subgraph, port: number, host: string, tls?: TlsFiles): Promise<Server> {
  const handler = createSubgraphHandler(subgraph);
  const server = createServerFor(tls, (request, response) => {
    if (tls !== undefined && !(request.socket as TLSSocket).authorized && isFederated(request)) {
      sendJson(response, 401, graphqlError('UNAUTHENTICATED', 'Show a certificate of the federation.'));
      return;
    }
    handler(request, response).catch(() => sendJson(response, 500, graphqlError('INTERNAL', 'Unexpected error.')));
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function createServerFor(tls: TlsFiles | undefined, listener: RequestListener): Server {
  if (tls === undefined) return createServer(listener);
  const server = createTlsServer({ ...tls.current(), requestCert: true, rejectUnauthorized: false }, listener);
  tls.onRenewal((material) => server.setSecureContext(material));
  return server;
}

function isFederated(request: IncomingMessage): boolean {
  return FEDERATED_PATHS.includes(urlOf(request)?.pathname ?? '');
}

/** Undefined: what is asked for is no URL, such as `//`. */
function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  const base = 'http://subgraph.invalid';
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** Undefined: it is too large. What is over the limit is not kept. */
async function readBody(request: IncomingMessage, bodyBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAXIMUM_DISCARDED_BYTES) break;
    if (size <= bodyBytes) chunks.push(chunk);
  }
  return size > bodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

function flatHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

function graphqlError(code: ErrorCode, message: string): object {
  return { errors: [{ message, extensions: { code, origin: ERROR_CODES[code].origin } }] };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
