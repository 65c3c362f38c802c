import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { SECURITY_HEADERS } from '../../schema/link/security-headers.ts';
import type { EngineSwitch } from '../engine-switch.ts';
import { type EstablishedCaller, type EstablishParts, establishCaller } from '../identity/establish-caller.ts';
import type { Concurrency } from '../limits/concurrency.ts';
import { readableBytes } from '../limits/evidence-content.ts';
import type { Limits } from '../limits/limits.ts';
import type { Load } from '../limits/load.ts';
import { PURPOSE_HEADER } from '../purpose/read-purpose.ts';
import { sendEvents, wantsEvents } from '../streams/event-route.ts';
import type { Streams } from '../streams/streams.ts';
import type { TrustedDocuments } from '../trusted-documents/trusted-documents.ts';
import { readBody } from './read-body.ts';
import { readQuestionSets } from './read-question-sets.ts';
import { faultOfMediaType, readRequest } from './read-request.ts';
import { respondRefusal } from './respond.ts';

/** What a GraphQL request passes on its way to the engine. */
export interface GraphqlRouteParts extends EstablishParts {
  readonly engines: Pick<EngineSwitch, 'enter'>;
  readonly streams: Streams;
  readonly limits: Limits;
  readonly concurrency: Concurrency;
  readonly load: Load;
  /** The only operations that are answered; undefined: any. */
  readonly trustedDocuments: TrustedDocuments | undefined;
}

/** Answers `POST /graphql`: is there room, who asks, for what purpose, within which limits; then the engine, or a stream. */
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
  const { authorization, dpop, [PURPOSE_HEADER]: purpose } = request.headers;
  const established = await establishCaller({ authorization, dpop: singleOf(dpop), purpose: singleOf(purpose) }, parts);
  if ('code' in established) return respondRefusal(request, response, established);
  const { administration } = established.caller;
  const leave = concurrency.enter(administration);
  if (leave === undefined) {
    const message = `${limits.concurrency} requests of ${administration} are under way; wait for some to end.`;
    return respondRefusal(request, response, { code: 'RATE_LIMITED', message, retryAfterSeconds: 1 });
  }
  try {
    await answerCaller(established, parts, request, response);
  } finally {
    leave();
  }
}

async function answerCaller(
  established: EstablishedCaller,
  { engines, streams, limits, trustedDocuments }: GraphqlRouteParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller: Caller = { ...established.caller, requestId: randomUUID() };
  const refuse = (refusal: Refusal): void => respondRefusal(request, response, refusal);
  const unreadable = faultOfMediaType(request.headers['content-type']);
  if (unreadable !== undefined) return refuse(unreadable);
  const text = await readBody(request, readableBytes(caller, limits));
  if (typeof text !== 'string') return refuse(text);
  const said = readRequest(text, limits);
  if ('code' in said) return refuse(said);
  if (wantsEvents(request, said.request, limits)) {
    const refusal = sendEvents(streams, established, said.request, response, limits);
    return refusal === undefined ? undefined : refuse(refusal);
  }
  const questionSets = readQuestionSets(said.request['extensions']);
  if ('code' in questionSets) return refuse(questionSets);
  const trusted = trustedDocuments?.resolve(said.request);
  if (trusted?.ok === false) return refuse(trusted.refusal);
  const body = trusted === undefined ? text : JSON.stringify(trusted.value);

  // Until the whole answer is had it comes from one engine, whatever supergraph is served meanwhile.
  const { engine, leave } = engines.enter();
  try {
    const answer = await engine.answer(body, { caller, questionSets }, request.headers.accept ?? '*/*');
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

/** A header as one text; said twice it is no text of the contract. */
function singleOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
