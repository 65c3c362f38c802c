import { buildConnector, errors, Pool } from 'undici';
import { CALLER_ASSERTION_HEADER } from '../contract/caller.ts';
import type { FeedEvent } from '../contract/feed-event.ts';
import { EVENT_STREAM, readEventStream } from './event-stream.ts';
import { type Health, LinkFailure, type SubgraphLink } from './subgraph-link.ts';
import type { TlsFiles } from './tls-files.ts';

/** How long a connection may take to stand. */
const CONNECT_MS = 2_000;

/** Connections kept open to one subgraph, unless whoever makes the link says how many calls it makes at once. */
const CONNECTIONS = 8;

/** By these a proxy says that what stands behind it does not answer. */
const NOBODY_ANSWERS: readonly number[] = [502, 503, 504];

/** Largest answer that is read, in bytes: a registry that sends more is not believed to be in order. */
const MAXIMUM_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * A link over HTTP with pooled, kept-alive connections; `url` is the subgraph's base, without path. With `tls` both sides
 * show certificates of the federation's authority; each new connection takes those that are in the files then. Calls beyond
 * `connections` wait for one, without a bound: whoever makes more than that at once has to bound them.
 */
export function createHttpLink(url: string, tls?: TlsFiles, connections = CONNECTIONS): SubgraphLink {
  if (tls !== undefined && !url.startsWith('https:')) {
    throw new TypeError(`${url} is without TLS, while TLS_CERT, TLS_KEY and TLS_CA are set.`);
  }
  // Faults of connections that never stood: what waited for one was not sent.
  const unsent = new WeakSet<object>();
  const connect: buildConnector.connector = (options, opened) =>
    buildConnector({ timeout: CONNECT_MS, ...tls?.current() })(options, (...result) => {
      if (result[0] !== null) unsent.add(result[0]);
      opened(...result);
    });
  const pool = new Pool(url, { connections, connect, maxResponseSize: MAXIMUM_ANSWER_BYTES });
  // A stream has a connection to itself for as long as it lasts, and would leave none to the calls.
  const streams = new Pool(url, { connections: null, connect });

  function failureOf(error: unknown): LinkFailure {
    if (error instanceof LinkFailure) return error;
    if (isTimeout(error)) return new LinkFailure('TIMEOUT', { cause: error });
    const isUnsent = error instanceof Error && unsent.has(error);
    return new LinkFailure(isUnsent ? 'NOT_SENT' : 'UNAVAILABLE', { cause: error });
  }

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
        const text = await answer.body.text();
        if (NOBODY_ANSWERS.includes(answer.statusCode)) throw new LinkFailure('UNAVAILABLE');
        return text;
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
    async events({ assertion, after, waitMs, timeoutMs, signal }) {
      // Not AbortSignal.any: each of its results would stay with the reader's signal, which lives as long as the process.
      const ending = new AbortController();
      const leave = () => ending.abort();
      const timer = setTimeout(() => ending.abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs);
      signal?.addEventListener('abort', leave, { once: true });
      if (signal?.aborted === true) leave();
      try {
        const answer = await pool.request({
          method: 'GET',
          path: '/events',
          query: { ...(after === null ? {} : { after }), ...(waitMs === 0 ? {} : { wait: waitMs / 1000 }) },
          headers: { [CALLER_ASSERTION_HEADER]: assertion, accept: 'application/json' },
          signal: ending.signal,
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw new LinkFailure('UNAVAILABLE');
        return (JSON.parse(text) as { events: FeedEvent[] }).events;
      } catch (error) {
        throw failureOf(error);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
      }
    },
    async close() {
      await Promise.all([pool.destroy(), streams.destroy()]);
    },
  };
}

function isTimeout(error: unknown): boolean {
  return (
    (error instanceof DOMException && error.name === 'TimeoutError') ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  );
}
