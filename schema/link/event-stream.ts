import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Media type of server-sent events (HTML Living Standard, 9.2). */
export const EVENT_STREAM = 'text/event-stream';

export interface EventStreamOptions {
  /** An empty comment is sent this often, in ms, so that neither side nor anything between takes the silence for an end. */
  readonly heartbeatMs: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers with the results as server-sent events, in the distinct-connections mode of GraphQL over SSE: `next` for each,
 * `complete` at the end. The next result is taken when the last one is on its way, so that nothing piles up here for a
 * reader that does not read. (The handler of `graphql-sse` takes them as they come, into a queue without bound.)
 */
export async function writeEventStream(
  response: ServerResponse,
  results: AsyncIterable<string>,
  { heartbeatMs, headers = {} }: EventStreamOptions,
): Promise<void> {
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': `${EVENT_STREAM}; charset=utf-8`, ...headers });
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  const write = async (text: string): Promise<void> => {
    if (!response.write(text)) await once(response, 'drain', { signal: closed.signal });
  };
  const heart = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, heartbeatMs);
  try {
    await write(':\n\n');
    for await (const result of results) {
      if (closed.signal.aborted) return;
      await write(`event: next\ndata: ${result}\n\n`);
    }
    response.end('event: complete\ndata:\n\n');
  } catch (error) {
    if (!closed.signal.aborted) throw error;
  } finally {
    clearInterval(heart);
  }
}

/** The results of such a stream, read as fast as they are asked for; a stream that breaks off before `complete` rejects. */
export async function* readEventStream(chunks: AsyncIterable<string>, maximumLength: number): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    if (text.length > maximumLength) throw new RangeError('an event is too long');
    for (const event of events) {
      if (event.startsWith('event: complete')) return;
      const at = event.indexOf('\ndata: ');
      if (at >= 0) yield event.slice(at + '\ndata: '.length);
    }
  }
  throw new Error('the stream broke off');
}
