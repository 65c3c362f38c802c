import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type DocumentNode, GraphQLError, getOperationAST, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ErrorCode, Refusal } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import type { EngineSwitch } from '../engine-switch.ts';
import { type EstablishedCaller, type EstablishParts, establishCaller } from '../identity/establish-caller.ts';
import type { Limits } from '../limits/limits.ts';
import { PURPOSE_HEADER } from '../purpose/read-purpose.ts';
import type { StreamResult } from './stream-request.ts';
import { LONGEST_TIMER_MS, type OpenStream, type Streams } from './streams.ts';

export interface WebsocketParts extends EstablishParts {
  readonly streams: Streams;
  readonly limits: Limits;
  /** The protocol’s library wants one beside each operation; nothing is executed on it. */
  readonly engines: Pick<EngineSwitch, 'schema'>;
  readonly clock: () => Date;
}

/** GraphQL over WebSocket, sub-protocol `graphql-transport-ws`, at the path of the API. */
export interface WebsocketRoute {
  /** Takes a connection over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says to everybody that this server goes away (1001), so that they go on elsewhere. */
  stop(): Promise<void>;
}

/** Close codes by which a connection ends with a refusal; 4401 is the protocol’s own. */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 4401, LIMIT_EXCEEDED: 4413 };
const BAD_REQUEST = 4400;

/** The longest reason that fits into a close frame, in bytes (RFC 6455, 5.5). */
const REASON_BYTES = 123;

/** How long a reader whose connection ends still has to read why, in ms; and how long it is waited for when the server stops. */
const LAST_WORD_MS = 5_000;
const GOODBYE_MS = 2_000;

/** How long a connection may take to introduce itself, in ms. */
const INTRODUCTION_MS = 10_000;

/** A connection outlives its token by this, in ms, so that its streams say first why they end. */
const AFTER_STREAMS_MS = 500;

/** Opens the route. Who asks is said once a connection, in its first message or in the headers of the upgrade. */
export function createWebsocketRoute(parts: WebsocketParts): WebsocketRoute {
  const { streams, limits, engines, clock } = parts;
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  const callers = new WeakMap<WebSocket, EstablishedCaller>();

  const protocol = useServer(
    {
      connectionInitWaitTimeout: INTRODUCTION_MS,
      async onConnect({ connectionParams = {}, extra: { socket, request } }) {
        const caller = await establishCaller(introductionOf(connectionParams, request), parts);
        if ('code' in caller) {
          closeWith(socket, caller);
          return false;
        }
        callers.set(socket, caller);
        closeAt(socket, caller.expiresAt);
        return true;
      },
      async onSubscribe({ extra: { socket } }, _id, { query, variables, operationName, extensions }) {
        const caller = callers.get(socket);
        if (caller === undefined) throw new TypeError('an operation comes after the introduction');
        const request = { query, variables, operationName, extensions };
        const results = streams.open(caller, request, (refusal) => closeWith(socket, refusal));
        if ('code' in results) return [registeredError(results)];
        const document = readable(query, operationName, limits.tokens);
        if (document !== undefined) return { schema: engines.schema(), document, operationName, contextValue: results };
        // The engine says what is wrong with it, as it does elsewhere.
        const { value } = await results.next();
        await results.return(undefined);
        return errorsOf(value);
      },
      execute: ({ contextValue }) => contextValue as OpenStream as never,
      subscribe: ({ contextValue }) => contextValue as OpenStream as never,
      onNext: (_context, _id, _payload, _args, result) => result as never,
    },
    server,
    limits.heartbeatMs,
  );

  function closeAt(socket: WebSocket, expiresAt: Date): void {
    // After its streams have said so themselves.
    const left = Math.min(expiresAt.getTime() - clock().getTime() + AFTER_STREAMS_MS, LONGEST_TIMER_MS);
    const message = 'The token has expired.';
    const timer = setTimeout(() => closeWith(socket, { code: 'UNAUTHENTICATED', message }), left);
    socket.once('close', () => clearTimeout(timer));
  }

  return {
    upgrade(request, socket, head) {
      if (server.clients.size >= limits.streamsInAll) return refuse(socket, '503 Service Unavailable');
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
    },
    async stop() {
      const rest = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, GOODBYE_MS);
      await protocol.dispose();
      clearTimeout(rest);
    },
  };
}

/** Refuses a connection that was to become a WebSocket. */
export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function closeWith(socket: WebSocket, { code, message }: Refusal): void {
  const reason = Buffer.from(`${code}: ${message}`)
    .subarray(0, REASON_BYTES)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
  socket.close(CLOSE_CODES[code] ?? BAD_REQUEST, reason);
  setTimeout(() => socket.terminate(), LAST_WORD_MS).unref();
}

function introductionOf(said: Readonly<Record<string, unknown>>, { headers }: IncomingMessage) {
  const params = new Map(Object.entries(said).map(([name, value]) => [name.toLowerCase(), value]));
  const textOf = (name: string): string | undefined => {
    const value = params.get(name) ?? headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return { authorization: textOf('authorization'), dpop: textOf('dpop'), purpose: textOf(PURPOSE_HEADER) };
}

/** Undefined: it cannot be read, or has no such operation. */
function readable(
  query: string,
  operationName: string | null | undefined,
  maxTokens: number,
): DocumentNode | undefined {
  try {
    const document = parse(query, { maxTokens, noLocation: true });
    return getOperationAST(document, operationName) == null ? undefined : document;
  } catch {
    return undefined;
  }
}

function errorsOf(result: StreamResult | undefined): GraphQLError[] {
  const errors = (result?.errors ?? []) as {
    readonly message: string;
    readonly extensions?: Record<string, unknown>;
  }[];
  return errors.map(
    ({ message, extensions }) => new GraphQLError(message, extensions === undefined ? {} : { extensions }),
  );
}
