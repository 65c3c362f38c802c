import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Registry as Metrics } from 'prom-client';
import { createDrain } from '../schema/link/drain-server.ts';
import { SECURITY_HEADERS } from '../schema/link/security-headers.ts';
import type { SubgraphLink } from '../schema/link/subgraph-link.ts';
import type { VerifyAccessToken } from '../schema/trust/access-tokens.ts';
import type { PublishedKey } from '../schema/trust/published-keys.ts';
import type { Signer } from '../schema/trust/signer.ts';
import { createClosedEngine, type EngineParts } from './closed-engine.ts';
import { createEngineSwitch, type Replacement } from './engine-switch.ts';
import { createReadiness } from './health/readiness.ts';
import { answerGraphql } from './http/graphql-route.ts';
import { respondJson, respondRefusal } from './http/respond.ts';
import { openBudgets } from './limits/budgets.ts';
import { createConcurrency } from './limits/concurrency.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
import { createLoad } from './limits/load.ts';
import { measureLoopLag } from './limits/loop-lag.ts';
import { createGatewayMetrics } from './metrics/gateway-metrics.ts';
import { PLAYGROUND_POLICY, renderPlayground } from './playground/render-playground.ts';
import { createStreams } from './streams/streams.ts';
import { createWebsocketRoute, refuse } from './streams/websocket-route.ts';
import type { Supergraph } from './supergraph/read-supergraph.ts';
import { createAddressedLinks, type SubgraphLinks } from './transport/addressed-links.ts';
import { createCallSigner } from './transport/call-signer.ts';
import type { SubgraphCall } from './transport/subgraph-transport.ts';
import { DEFAULT_TRANSPORT, type TransportSettings } from './transport/transport-settings.ts';
import type { TrustedDocuments } from './trusted-documents/trusted-documents.ts';

/** Something else that this host answers under a path of its own, e.g. a registry’s officer endpoint. */
export type Mount = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

export interface GatewayOptions {
  readonly supergraph: string;
  /** Ways to the subgraphs to which the supergraph names no address; one without a link is silent. */
  readonly links: SubgraphLinks;
  /** Opens a way to an address that the supergraph names. */
  readonly openLink: (url: string, subgraph: string) => SubgraphLink;
  /** How long an engine may finish what it has begun once another supergraph is served; default: five minutes. */
  readonly drainMs?: number;
  readonly signer: Signer;
  readonly verifyToken: VerifyAccessToken;
  /** Where clients reach it, without path; default: this machine. */
  readonly publicUrl?: string;
  /** Keys of the services whose receipts clients verify, as they are now. */
  readonly publishedKeys: () => readonly PublishedKey[];
  /** Metrics of services in the same process, shown with its own. */
  readonly furtherMetrics?: readonly Metrics[];
  readonly clock: () => Date;
  readonly log: Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;
  /** Deadlines, and what bounds the calls to a subgraph; what is left out is by default. */
  readonly transport?: Partial<TransportSettings>;
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
  /** Serves another supergraph from now on; where it cannot be served, the one from before stays. */
  replaceSupergraph(sdl: string): Promise<Replacement>;
  /** Takes no new request, finishes those under way, then stops. */
  stop(): Promise<void>;
}

/** How long a client may take to send its headers, and its whole request, in ms. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 60_000;

/** The door to the federation. What a request passes, in order: route, room, identity, purpose, limits, engine, error registry. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { signer, verifyToken, clock, log, publishedKeys, mount } = options;
  const publicUrl = options.publicUrl ?? 'http://localhost:4000';
  const limits = options.limits ?? DEFAULT_LIMITS;
  const budgets = await openBudgets({ costPerMinute: limits.costPerMinute, databaseUrl: options.budgetsUrl });
  const concurrency = createConcurrency(limits.concurrency);
  const lag = measureLoopLag();
  const load = createLoad(limits.requestsAtOnce, lag);
  const signCall = createCallSigner(signer, clock);
  const parts: EngineParts = {
    addressed: createAddressedLinks(options.links, options.openLink),
    settings: { ...DEFAULT_TRANSPORT, ...options.transport },
    transport: {
      signCall,
      onCall(call) {
        metrics.countCall(call);
        options.onCall?.(call);
      },
    },
    limits,
    budgets,
    load,
    introspection: options.introspection ?? true,
    log,
  };
  const build = (supergraph: Supergraph) => createClosedEngine(supergraph, parts);
  const engines = await createEngineSwitch(options.supergraph, build, options.drainMs);
  const metrics = createGatewayMetrics(options.furtherMetrics ?? [], load, {
    version: () => engines.supergraph().version,
    draining: engines.draining,
    ways: engines.ways,
  });
  const look = createReadiness(() => {
    return { names: engines.supergraph().subgraphs, links: engines.links(), ways: engines.ways() };
  });
  const { trustedDocuments } = options;
  const streams = createStreams({
    ...{ engines, signCall, limits, clock, trustedDocuments },
    failed: (err) => log.error({ err }, 'a stream failed'),
  });
  metrics.countStreams(streams.count);
  const graphql = { engines, streams, verifyToken, publicUrl, limits, concurrency, load, trustedDocuments };
  const websockets = createWebsocketRoute({ streams, verifyToken, publicUrl, limits, clock, engines });
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
        const readiness = await look();
        const supergraph = engines.supergraph().version;
        return respondJson(response, readiness.ready ? 200 : 503, { ...readiness, supergraph });
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
  // A client that drips its request holds a place all the while.
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
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
    async replaceSupergraph(sdl) {
      const before = engines.supergraph().version;
      const replacement = await engines.replace(sdl);
      if (replacement.version === undefined) {
        metrics.countSupergraph('REFUSED');
        const fault = replacement.faults.join('; ');
        log.error({ fault }, 'the changed supergraph is refused: the one from before stays in service');
      } else if (replacement.version !== before) {
        metrics.countSupergraph('IN_SERVICE');
        log.info({ supergraph: replacement.version }, 'another supergraph is in service');
      }
      return replacement;
    },
    async stop() {
      // A WebSocket that is closed first does not take the end of its streams for their completion.
      const closed = websockets.stop();
      streams.stop();
      await Promise.all([closed, drain()]);
      lag.stop();
      await engines.stop();
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
