import { buildConnector, errors, Pool } from 'undici';
import { CALLER_ASSERTION_HEADER } from '../contract/caller.ts';
import type { FeedEvent } from '../contract/feed-event.ts';
import { EVENT_STREAM, readEventStream } from './event-stream.ts';
import { type Health, LinkFailure, type SubgraphLink } from './subgraph-link.ts';
import type { TlsFiles } from './tls-files.ts';

/** How long a connection may take to stand. */
const CONNECT_MS = 2_000;

/** Connections kept open to one subgraph. */
const CONNECTIONS = 8;

/** Largest answer that is read, in bytes: a registry that sends more is not believed to be in order. */
const MAXIMUM_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * A link over HTTP with pooled, kept-alive connections; `url` is the subgraph's base, without path. With `tls` both sides
 * show certificates of the federation's authority; each new connection takes those that are in the files then.
 */
export function createHttpLink(url: string, tls?: TlsFiles): SubgraphLink {
  if (tls !== undefined && !url.startsWith('https:')) {
    throw new TypeError(`${url} is without TLS, while TLS_CERT, TLS_KEY and TLS_CA are set.`);
  }
  const connect: buildConnector.connector = (options, opened) =>
    buildConnector({ timeout: CONNECT_MS, ...tls?.current() })(options, opened);
  const pool = new Pool(url, { connections: CONNECTIONS, connect, maxResponseSize: MAXIMUM_ANSWER_BYTES });
  // A stream has a connection to itself for as long as it lasts, and would leave none to the calls.
  const streams = new Pool(url, { connections: null, connect });
  return {
    async request({ headers, body, timeoutMs }) {
      try {
        const answer = await pool.request({
          method: 'POST',
          path: '/graphql',
          headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
          body,
          signal: AbortSignal.timeout(timeoutMs),
        });
        return await answer.body.text();
      } catch (error) {
        throw failureOf(error);
      }
    },
    async *stream({ headers, body, silenceMs, signal }) {
      try {
        const answer = await streams.request({
          method: 'POST',
          path: '/graphql/stream',
          headers: { ...headers, 'content-type': 'application/json', accept: EVENT_STREAM },
          body,
          headersTimeout: silenceMs,
          bodyTimeout: silenceMs,
          signal,
        });
        if (answer.statusCode !== 200) throw new LinkFailure('UNAVAILABLE');
        yield* readEventStream(answer.body.setEncoding('utf8'), MAXIMUM_ANSWER_BYTES);
      } catch (error) {
        if (!signal.aborted) throw failureOf(error);
      }
    },
    async probe(timeoutMs) {
      try {
        const answer = await pool.request({ method: 'GET', path: '/health', signal: AbortSignal.timeout(timeoutMs) });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw new LinkFailure('UNAVAILABLE');
        return JSON.parse(text) as Health;
      } catch (error) {
        throw failureOf(error);
      }
    },
    async events({ assertion, after, timeoutMs }) {
      try {
        const answer = await pool.request({
          method: 'GET',
          path: after === null ? '/events' : `/events?after=${encodeURIComponent(after)}`,
          headers: { [CALLER_ASSERTION_HEADER]: assertion, accept: 'application/json' },
          signal: AbortSignal.timeout(timeoutMs),
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw new LinkFailure('UNAVAILABLE');
        return (JSON.parse(text) as { events: FeedEvent[] }).events;
      } catch (error) {
        throw failureOf(error);
      }
    },
    async close() {
      await Promise.all([pool.destroy(), streams.destroy()]);
    },
  };
}

function failureOf(error: unknown): LinkFailure {
  if (error instanceof LinkFailure) return error;
  const timedOut =
    (error instanceof DOMException && error.name === 'TimeoutError') ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return new LinkFailure(timedOut ? 'TIMEOUT' : 'UNAVAILABLE', { cause: error });
}
