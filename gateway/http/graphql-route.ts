import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { SECURITY_HEADERS } from '../../schema/link/security-headers.ts';
import type { VerifyAccessToken } from '../../schema/trust/access-tokens.ts';
import type { EngineSwitch } from '../engine-switch.ts';
import { identify } from '../identity/identify.ts';
import type { Concurrency } from '../limits/concurrency.ts';
import { faultOfSize, readableBytes } from '../limits/evidence-content.ts';
import type { Limits } from '../limits/limits.ts';
import type { Load } from '../limits/load.ts';
import { PURPOSE_HEADER, readPurpose } from '../purpose/read-purpose.ts';
import type { TrustedDocuments } from '../trusted-documents/trusted-documents.ts';
import { readBody } from './read-body.ts';
import { readQuestionSets } from './read-question-sets.ts';
import { respondRefusal } from './respond.ts';

/** What a GraphQL request passes on its way to the engine. */
export interface GraphqlRouteParts {
  readonly engines: Pick<EngineSwitch, 'enter'>;
  readonly verifyToken: VerifyAccessToken;
  /** Where clients reach this gateway: a proof of possession names it. */
  readonly publicUrl: string;
  readonly limits: Limits;
  readonly concurrency: Concurrency;
  readonly load: Load;
  /** The only operations that are answered; undefined: any. */
  readonly trustedDocuments: TrustedDocuments | undefined;
}

/** Answers `POST /graphql`: is there room, who asks, for what purpose, within which limits; then the engine. */
export async function answerGraphql(
  parts: GraphqlRouteParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const leave = parts.load.enter();
  // Before who asks is known: in overload even the check of a signature is too much.
  if (typeof leave !== 'function') return respondRefusal(request, response, leave);
  try {
    await answerWithRoom(parts, request, response);
  } finally {
    leave();
  }
}

async function answerWithRoom(
  parts: GraphqlRouteParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { limits, concurrency } = parts;
  const caller = await establishCaller(request, parts);
  if ('code' in caller) return respondRefusal(request, response, caller);
  const leave = concurrency.enter(caller.administration);
  if (leave === undefined) {
    const message = `${limits.concurrency} requests of ${caller.administration} are under way; wait for some to end.`;
    return respondRefusal(request, response, { code: 'RATE_LIMITED', message, retryAfterSeconds: 1 });
  }
  try {
    await answerCaller(caller, parts, request, response);
  } finally {
    leave();
  }
}

async function answerCaller(
  caller: Caller,
  { engines, limits, trustedDocuments }: GraphqlRouteParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const unreadable = faultOfMediaType(request.headers['content-type']);
  if (unreadable !== undefined) return respondRefusal(request, response, unreadable);
  const text = await readBody(request, readableBytes(caller, limits));
  if (typeof text !== 'string') return respondRefusal(request, response, text);
  const said = readRequest(text, limits);
  if ('code' in said) return respondRefusal(request, response, said);
  const questionSets = readQuestionSets(said.request['extensions']);
  if ('code' in questionSets) return respondRefusal(request, response, questionSets);
  const trusted = trustedDocuments?.resolve(said.request);
  if (trusted?.ok === false) return respondRefusal(request, response, trusted.refusal);
  const body = trusted === undefined ? text : JSON.stringify(trusted.value);

  // Until the whole answer is had it comes from one engine, whatever supergraph is served meanwhile.
  const { engine, leave } = engines.enter();
  try {
    const answer = await engine.answer(graphqlRequest(body, request.headers.accept), { caller, questionSets });
    const wait = answer.headers.get('retry-after');
    const answered = await answer.text();
    response.writeHead(answer.status, {
      ...SECURITY_HEADERS,
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      'x-request-id': caller.requestId,
      ...(wait === null ? {} : { 'retry-after': wait }),
    });
    response.end(answered);
  } finally {
    leave();
  }
}

function graphqlRequest(body: string, accept = '*/*'): Request {
  return new Request(new URL('/graphql', 'http://gateway.invalid'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // JSON whatever else is asked for: the engine would answer 406 without a word.
      accept: `${accept}, application/json`,
    },
    body,
  });
}

async function establishCaller(
  { headers }: IncomingMessage,
  { verifyToken, publicUrl }: GraphqlRouteParts,
): Promise<Caller | Refusal> {
  const { authorization, dpop } = headers;
  const presented = { authorization, dpop: singleOf(dpop), url: `${publicUrl}/graphql` };
  const identity = await identify(presented, verifyToken);
  if ('code' in identity) return identity;
  const purpose = readPurpose(singleOf(headers[PURPOSE_HEADER]));
  if (typeof purpose !== 'string') return purpose;
  return { ...identity, purpose, requestId: randomUUID() };
}

/** A header as one text; said twice it is no text of the contract. */
function singleOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
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

/** The request as JSON; a refusal where the body is too large, or no request at all. */
function readRequest(body: string, limits: Limits): { readonly request: Readonly<Record<string, unknown>> } | Refusal {
  const parsed = parseJson(body);
  const fault = faultOfSize(Buffer.byteLength(body), parsed, limits);
  if (fault !== undefined) return fault;
  if (parsed === undefined) {
    return { code: 'BAD_USER_INPUT', message: 'The body is not JSON.', field: 'body', rule: 'JSON' };
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { request: { ...parsed } };
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
