import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, parse } from 'graphql';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { EVENT_STREAM, writeEventStream } from '../../schema/link/event-stream.ts';
import type { EstablishedCaller } from '../identity/establish-caller.ts';
import type { Limits } from '../limits/limits.ts';
import type { StreamRequest } from './stream-request.ts';
import type { OpenStream, Streams } from './streams.ts';

/** How long a reader that stalled still has to read why its stream ends, in ms. */
const LAST_WORD_MS = 5_000;

/** True if the answer is to be server-sent events: nothing else is accepted, or it is a subscription and they are, too. */
export function wantsEvents({ headers }: IncomingMessage, request: StreamRequest, { tokens }: Limits): boolean {
  const { accept = '*/*' } = headers;
  if (!accept.includes(EVENT_STREAM)) return false;
  return !/json|\*\/\*/.test(accept) || isSubscription(request, tokens);
}

/** Answers with the results of the operation as they come, and returns once the stream stands; or why it may not begin. */
export function sendEvents(
  streams: Streams,
  caller: EstablishedCaller,
  request: StreamRequest,
  response: ServerResponse,
  { heartbeatMs }: Limits,
): Refusal | undefined {
  const results = streams.open(caller, request, () => setTimeout(() => response.destroy(), LAST_WORD_MS));
  if ('code' in results) return results;
  response.once('close', () => void results.return(undefined));
  writeEventStream(response, textsOf(results), { heartbeatMs }).catch(() => response.destroy());
  return undefined;
}

async function* textsOf(results: OpenStream): AsyncGenerator<string> {
  for await (const result of results) yield JSON.stringify(result);
}

/** Of a text that cannot be read nothing is known; the engine says why. */
function isSubscription({ query, operationName }: StreamRequest, maxTokens: number): boolean {
  if (typeof query !== 'string' || !query.includes('subscription')) return false;
  try {
    const operation = getOperationAST(
      parse(query, { noLocation: true, maxTokens }),
      operationName as string | undefined,
    );
    return operation?.operation === 'subscription';
  } catch {
    return false;
  }
}
