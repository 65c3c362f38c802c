import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Engine } from '../engine.ts';
import { identify } from '../identity/identify.ts';
import { faultOfSize, readableBytes } from '../limits/evidence-content.ts';
import type { Limits } from '../limits/limits.ts';
import { PURPOSE_HEADER, readPurpose } from '../purpose/read-purpose.ts';
import { readBody } from './read-body.ts';
import { respondRefusal, SECURITY_HEADERS } from './respond.ts';

/** What a GraphQL request passes on its way to the engine. */
export interface GraphqlRouteParts {
  readonly engine: Engine;
  readonly trust: TrustList;
  readonly limits: Limits;
  readonly clock: () => Date;
}

/** Answers `POST /graphql`: who asks, for what purpose, within which limits; then the engine. */
export async function answerGraphql(
  { engine, trust, limits, clock }: GraphqlRouteParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = await establishCaller(request, trust, clock());
  if ('code' in caller) return respondRefusal(request, response, caller);
  const unreadable = faultOfMediaType(request.headers['content-type']);
  if (unreadable !== undefined) return respondRefusal(request, response, unreadable);
  const body = await readBody(request, readableBytes(caller, limits));
  if (typeof body !== 'string') return respondRefusal(request, response, body);
  const fault = faultOfBody(body, limits);
  if (fault !== undefined) return respondRefusal(request, response, fault);

  const answer = await engine.answer(
    new Request(new URL('/graphql', 'http://gateway.invalid'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // JSON whatever else is asked for: the engine would answer 406 without a word.
        accept: `${request.headers.accept ?? '*/*'}, application/json`,
      },
      body,
    }),
    { caller },
  );
  response.writeHead(answer.status, {
    ...SECURITY_HEADERS,
    'content-type': answer.headers.get('content-type') ?? 'application/json',
    'x-request-id': caller.requestId,
  });
  response.end(await answer.text());
}

async function establishCaller(request: IncomingMessage, trust: TrustList, now: Date): Promise<Caller | Refusal> {
  const identity = await identify(request.headers.authorization, trust, now);
  if ('code' in identity) return identity;
  const header = request.headers[PURPOSE_HEADER];
  const purpose = readPurpose(Array.isArray(header) ? header.join(', ') : header);
  if (typeof purpose !== 'string') return purpose;
  return { ...identity, purpose, requestId: randomUUID() };
}

/** Form types would come from any web page without a preflight, and other types are read by other rules. */
function faultOfMediaType(contentType = 'application/json'): Refusal | undefined {
  if (/^application\/json *(;|$)/i.test(contentType)) return undefined;
  return {
    code: 'BAD_USER_INPUT',
    message: 'The body is not said to be JSON.',
    field: 'content-type',
    rule: 'application/json',
  };
}

function faultOfBody(body: string, limits: Limits): Refusal | undefined {
  const parsed = parseJson(body);
  const fault = faultOfSize(Buffer.byteLength(body), parsed, limits);
  if (fault !== undefined) return fault;
  if (parsed === undefined) {
    return { code: 'BAD_USER_INPUT', message: 'The body is not JSON.', field: 'body', rule: 'JSON' };
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return undefined;
  return {
    code: 'BAD_USER_INPUT',
    message: 'The body is not a GraphQL request.',
    field: 'body',
    rule: 'a JSON object',
  };
}

/** Undefined, which no JSON is: it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
