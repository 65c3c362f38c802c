import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Registry as Metrics } from 'prom-client';
import { createDrain } from '../schema/link/drain-server.ts';
import { SECURITY_HEADERS } from '../schema/link/security-headers.ts';
import type { SubgraphLink } from '../schema/link/subgraph-link.ts';
import type { VerifyAccessToken } from '../schema/trust/access-tokens.ts';
import type { PublishedKey } from '../schema/trust/published-keys.ts';
import type { Signer } from '../schema/trust/signer.ts';
import { createEngine } from './engine.ts';
import { readinessOf } from './health/readiness.ts';
import { answerGraphql } from './http/graphql-route.ts';
import { respondJson, respondRefusal } from './http/respond.ts';
import { openBudgets } from './limits/budgets.ts';
import { createConcurrency } from './limits/concurrency.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
import { createGatewayMetrics } from './metrics/gateway-metrics.ts';
import { PLAYGROUND_POLICY, renderPlayground } from './playground/render-playground.ts';
import { createStreams } from './streams/streams.ts';
import { createWebsocketRoute, refuse } from './streams/websocket-route.ts';
import { createCallSigner } from './transport/call-signer.ts';
import type { SubgraphCall } from './transport/subgraph-transport.ts';
import type { TrustedDocuments } from './trusted-documents/trusted-documents.ts';

/** Something else that this host answers under a path of its own, e.g. a registry’s officer endpoint. */
export type Mount = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

export interface GatewayOptions {
  readonly supergraph: string;
  /** Names of all subgraphs of the supergraph. */
  readonly subgraphs: readonly string[];
  /** Ways to those that run; one without a link is silent. */
  readonly links: ReadonlyMap<string, SubgraphLink>;
  readonly signer: Signer;
  readonly verifyToken: VerifyAccessToken;
  /** Where clients reach it, without path; default: this machine. */
  readonly publicUrl?: string;
  /** Keys of the services whose receipts clients verify, as they are now. */
  readonly publishedKeys: () => readonly PublishedKey[];
  /** Metrics of services in the same process, shown with its own. */
  readonly furtherMetrics?: readonly Metrics[];
  readonly clock: () => Date;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  readonly registryTimeoutMs: number;
  readonly serviceTimeoutMs: number;
  readonly limits?: Limits;
  /** A PostgreSQL by which the replicas of a gateway share budgets; undefined: each counts for itself. */
  readonly budgetsUrl?: string | undefined;
  /** Whether the API describes itself to whoever has a token; default: yes. */
  readonly introspection?: boolean;
  /** The only operations that are answered; default: any. */
  readonly trustedDocuments?: TrustedDocuments | undefined;
  readonly mount?: Mount;
  readonly onCall?: (call: SubgraphCall) => void;
}

export interface Gateway {
  readonly server: Server;
  /** Listens; gives the port. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new request, finishes those under way, then stops. */
  stop(): Promise<void>;
}

/** The door to the federation. What a request passes, in order: route, identity, purpose, limits, engine, error registry. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraph, subgraphs, links, signer, verifyToken, clock, log, publishedKeys, mount } = options;
  const publicUrl = options.publicUrl ?? 'http://localhost:4000';
  const metrics = createGatewayMetrics(options.furtherMetrics);
  const limits = options.limits ?? DEFAULT_LIMITS;
  const budgets = await openBudgets({ costPerMinute: limits.costPerMinute, databaseUrl: options.budgetsUrl });
  const concurrency = createConcurrency(limits.concurrency);
  const signCall = createCallSigner(signer, clock);
  const engine = createEngine(
    supergraph,
    {
      links,
      signCall,
      registryTimeoutMs: options.registryTimeoutMs,
      serviceTimeoutMs: options.serviceTimeoutMs,
      onCall(call) {
        metrics.countCall(call);
        options.onCall?.(call);
      },
    },
    limits,
    budgets,
    options.introspection ?? true,
    log,
  );
  const streams = createStreams({
    ...{ engine, links, signCall, limits, clock },
    trustedDocuments: options.trustedDocuments,
    failed: (err) => log.error({ err }, 'a stream failed'),
  });
  metrics.countStreams(streams.count);
  const graphql = {
    engine,
    streams,
    verifyToken,
    publicUrl,
    limits,
    concurrency,
    trustedDocuments: options.trustedDocuments,
  };
  const websockets = createWebsocketRoute({ streams, verifyToken, publicUrl, limits, clock, schema: engine.schema });
  const playground = renderPlayground();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request.url);
    switch (`${request.method} ${path}`) {
      case 'POST /graphql':
      case 'POST /graphql/stream':
        return metrics.time(response, () => answerGraphql(graphql, request, response));
      case 'GET /graphql':
        if (request.headers.accept?.includes('text/html')) return respondPage(response, playground);
        return respondRefusal(request, response, {
          code: 'BAD_USER_INPUT',
          message: 'Send GraphQL with POST: an identifier in a URL would stand in logs. A browser gets the playground.',
          rule: 'POST',
        });
      case 'GET /health':
        return respondJson(response, 200, { status: 'ok' });
      case 'GET /ready': {
        const readiness = await readinessOf(subgraphs, links);
        return respondJson(response, readiness.ready ? 200 : 503, readiness);
      }
      case 'GET /.well-known/jwks.json':
        return respondJson(response, 200, { keys: publishedKeys() });
      case 'GET /metrics': {
        response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': metrics.contentType });
        response.end(await metrics.render());
        return;
      }
      default:
        if (mount !== undefined && (await mount(request, response, path))) return;
        return respondRefusal(request, response, { code: 'NOT_FOUND', message: 'There is nothing at this path.' });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request failed');
      respondRefusal(request, response, { code: 'INTERNAL', message: 'Unexpected error.' });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request.url) === '/graphql') websockets.upgrade(request, socket, head);
    else refuse(socket, '404 Not Found');
  });
  server.keepAliveTimeout = 65_000;
  const drain = createDrain(server);

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    async stop() {
      // A WebSocket that is closed first does not take the end of its streams for their completion.
      const closed = websockets.stop();
      streams.stop();
      await Promise.all([closed, drain()]);
      await engine.stop();
      await budgets.close();
    },
  };
}

/** The path that is asked for; of a target that is no URL, such as `//`, the text itself, which is nowhere. */
function pathOf(target = '/'): string {
  const base = 'http://gateway.invalid';
  return URL.canParse(target, base) ? new URL(target, base).pathname : target;
}

function respondPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-security-policy': PLAYGROUND_POLICY,
    'content-type': 'text/html; charset=utf-8',
  });
  response.end(html);
}
