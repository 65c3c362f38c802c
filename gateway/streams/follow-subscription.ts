import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import { isErrorCode, type Refusal } from '../../schema/contract/error-codes.ts';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import type { EngineSwitch } from '../engine-switch.ts';
import { refusalError } from '../errors/registered-errors.ts';
import type { QuestionSets } from '../http/read-question-sets.ts';
import type { SignCall } from '../transport/call-signer.ts';
import { textOf } from '../transport/subgraph-transport.ts';
import type { StreamResult } from './stream-request.ts';
import type { PlannedStream, SubgraphEvent, SubscriptionTurn } from './subscription-turn.ts';

/** What subscriptions are followed with. */
export interface FollowParts {
  /** Each event is completed by the engine in service when it comes. */
  readonly engines: Pick<EngineSwitch, 'enter' | 'links'>;
  readonly signCall: SignCall;
  /** Runs the completion of an event when it is its turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** One operation of one caller. */
export interface FollowedOperation {
  readonly caller: Omit<Caller, 'requestId'>;
  /** JSON text of the request. */
  readonly body: string;
  readonly questionSets: QuestionSets;
}

/** How long a subgraph may be silent, in ms, before its stream is taken for dead: three of its heartbeats. */
const SILENCE_MS = 30_000;

/** How long is waited before a stream that broke off is opened again, in ms: from the first to the last, doubled each time. */
const FIRST_WAIT_MS = 100;
const LAST_WAIT_MS = 5_000;

/** How often an event at which the engine fails is tried before the stream ends with the fault. */
const ATTEMPTS = 3;

/**
 * The results of an operation, taken as fast as they are asked for. What is no subscription has one. Of a subscription the
 * engine plans what its subgraph is asked to tell, and completes each event as a request of its own: limits, budget,
 * assertions, ledgers and errors are those of any other. A subgraph that is lost is found again, behind the last event.
 */
export async function* followSubscription(
  parts: FollowParts,
  operation: FollowedOperation,
  signal: AbortSignal,
): AsyncGenerator<StreamResult> {
  const found: PlannedStream[] = [];
  const first = await take(parts, operation, operation.questionSets, { found: (planned) => void found.push(planned) });
  const [planned] = found;
  if (planned === undefined) {
    yield first;
    return;
  }
  let after: string | undefined;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      for await (const text of streamOf(parts, operation, planned, after, signal)) {
        const { extensions, ...event } = JSON.parse(text) as SubgraphEvent & { extensions?: { cursor?: string } };
        const cursor = extensions?.cursor;
        if (cursor === undefined) {
          yield { errors: event.errors ?? [] };
          return;
        }
        wait = FIRST_WAIT_MS;
        const result = isPosition(event) ? undefined : await complete(parts, operation, event, signal);
        if (result !== undefined) yield isFault(result) ? result : { ...result, extensions: { cursor } };
        if (result !== undefined && isFault(result)) return;
        after = cursor;
      }
    } catch (error) {
      if (!(error instanceof LinkFailure)) throw error;
      if (after === undefined) {
        yield { errors: [refusalError(noService(planned.subgraph))] };
        return;
      }
    }
    await pause(wait * (0.5 + Math.random()), signal);
    wait = Math.min(wait * 2, LAST_WAIT_MS);
  }
}

/** The stream of the subgraph, behind the cursor where there is one, with an assertion of now. */
async function* streamOf(
  { engines, signCall }: FollowParts,
  { caller }: FollowedOperation,
  { subgraph, document, variables, operationName }: PlannedStream,
  after: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const link = engines.links().get(subgraph);
  if (link?.stream === undefined) throw new LinkFailure('UNAVAILABLE');
  const extensions = after === undefined ? undefined : { after };
  const body = JSON.stringify({ query: textOf(document), variables, operationName, extensions });
  const assertion = await signCall({ ...caller, requestId: randomUUID() }, { subgraph, body });
  yield* link.stream({ headers: { [CALLER_ASSERTION_HEADER]: assertion }, body, silenceMs: SILENCE_MS, signal });
}

/** The event with what other subgraphs have beside it; undefined: it is not for the caller any more, or nobody reads. */
async function complete(
  parts: FollowParts,
  operation: FollowedOperation,
  event: SubgraphEvent,
  signal: AbortSignal,
): Promise<StreamResult | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const result = await parts.inTurn(() => take(parts, operation, new Map(), { event }));
    const refusal = isFault(result) ? refusalOf(result) : undefined;
    if (refusal?.code === 'NOT_FOUND') return undefined;
    const isSpent = refusal?.code === 'RATE_LIMITED';
    if (!isSpent && (refusal?.code !== 'INTERNAL' || attempt >= ATTEMPTS)) return result;
    // An event is never left out because it came at a bad moment: it waits, and those behind it.
    await pause(isSpent ? (refusal.retryAfterSeconds ?? 1) * 1_000 : FIRST_WAIT_MS * 2 ** attempt, signal);
  }
  return undefined;
}

async function take(
  { engines }: FollowParts,
  { caller, body }: FollowedOperation,
  questionSets: QuestionSets,
  turn: SubscriptionTurn,
): Promise<StreamResult> {
  const { engine, leave } = engines.enter();
  try {
    const answer = await engine.answer(body, { caller: { ...caller, requestId: randomUUID() }, questionSets, turn });
    return (await answer.json()) as StreamResult;
  } finally {
    leave();
  }
}

function isPosition({ data, errors }: SubgraphEvent): boolean {
  return data === undefined && errors === undefined;
}

/** True where nothing came of the operation. */
function isFault({ data, errors = [] }: StreamResult): boolean {
  return (data === undefined || data === null) && errors.length > 0;
}

function refusalOf({ errors = [] }: StreamResult): Pick<Refusal, 'code' | 'retryAfterSeconds'> {
  const { extensions } = (errors[0] ?? {}) as { extensions?: { code?: unknown; retryAfterSeconds?: number } };
  const code = isErrorCode(extensions?.code) ? extensions.code : 'INTERNAL';
  return extensions?.retryAfterSeconds === undefined
    ? { code }
    : { code, retryAfterSeconds: extensions.retryAfterSeconds };
}

function noService(subgraph: string): Refusal {
  return { code: 'INTERNAL', message: `The ${subgraph} service does not answer.` };
}

/** Ends with the signal, if that comes before. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
