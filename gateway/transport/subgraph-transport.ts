import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, print } from 'graphql';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import type { ErrorCode } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import type { SubscriptionTurn } from '../streams/subscription-turn.ts';
import { CallRefused, type RefusedBy } from './call-refused.ts';
import type { SignCall } from './call-signer.ts';
import { isObject } from './contract-shape.ts';
import { readRegistryAnswer } from './read-registry-answer.ts';
import { silentAnswer } from './silent-answer.ts';
import { serviceSilence, silentService } from './silent-service.ts';
import type { Ways } from './ways.ts';

/** What the transport is made of. */
export interface TransportParts {
  readonly ways: Ways;
  readonly signCall: SignCall;
  /** Told of every call, for metrics and for tests that count. */
  readonly onCall?: (call: SubgraphCall) => void;
}

/** One call to a subgraph, after it ended. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly outcome: 'ANSWERED' | ErrorCode;
  /** Why it was not even made; null: it was. */
  readonly refusedBy: RefusedBy | null;
  readonly milliseconds: number;
}

/** What the engine hands over for one call. */
export interface SubgraphRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  readonly operationType?: string | undefined;
  readonly context?:
    | {
        readonly caller?: Caller;
        readonly questionSets?: ReadonlyMap<string, string>;
        readonly turn?: SubscriptionTurn | undefined;
      }
    | undefined;
}

interface SubgraphResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
}

/** An answer as it stands on the wire. */
interface WireAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

const texts = new WeakMap<DocumentNode, string>();

/**
 * Calls one subgraph for one caller, with an assertion of its own for that subgraph, under a deadline. Two callers'
 * requests are never merged. A registry that is silent gives an answer of its own shape; a service of the hub an error.
 */
export function createSubgraphExecutor(subgraph: string, parts: TransportParts, schema: GraphQLSchema) {
  const administration = administrationOfSubgraph(subgraph);
  const silence = `The registry of ${administration} gives no answer.`;

  return async function execute(request: SubgraphRequest): Promise<SubgraphResult> {
    const { document, variables = {} } = request;
    if (request.operationType === 'subscription') return takeTurn(subgraph, request);
    const begin = performance.now();
    const sent = await send(subgraph, request, parts);
    const answer = 'failure' in sent ? sent.failure : read(document, variables, sent.json);
    const milliseconds = performance.now() - begin;
    const isAnswered = typeof answer !== 'string';
    const refusedBy = 'failure' in sent ? sent.refusedBy : null;
    parts.onCall?.({ subgraph, outcome: isAnswered ? 'ANSWERED' : answer, refusedBy, milliseconds });
    if (isAnswered) return asResult(answer);
    if (administration !== undefined) return asResult(silentAnswer(document, variables, answer, silence));
    const partial = silentService(subgraph, schema, document, variables);
    if (partial === undefined) throw serviceSilence(subgraph);
    return asResult(partial);
  };

  function read(document: DocumentNode, variables: Readonly<Record<string, unknown>>, json: unknown) {
    if (administration !== undefined) return readRegistryAnswer(schema, document, variables, json, silence);
    return isObject(json) && !disbelieves(json) ? (json as WireAnswer) : 'INTERNAL';
  }
}

/** The root field of a subscription: the event of this turn, or nothing but the word of what is to be followed. */
function takeTurn(
  subgraph: string,
  { document, variables = {}, operationName, context }: SubgraphRequest,
): SubgraphResult {
  const { turn } = context ?? {};
  if (turn?.event !== undefined) return asResult(turn.event);
  if (turn?.found === undefined) {
    throw registeredError({
      code: 'BAD_USER_INPUT',
      message: 'A subscription is answered as a stream of events, or over a WebSocket.',
      field: 'accept',
      rule: 'text/event-stream',
    });
  }
  turn.found({ subgraph, document, variables, operationName });
  return {};
}

type Sent = { readonly json: unknown } | { readonly failure: ErrorCode; readonly refusedBy: RefusedBy | null };

async function send(
  subgraph: string,
  { document, variables, operationName, context }: SubgraphRequest,
  { ways, signCall }: TransportParts,
): Promise<Sent> {
  const { caller, questionSets } = context ?? {};
  if (caller === undefined) return { failure: 'INTERNAL', refusedBy: null };
  try {
    const questionSet = questionSets?.get(subgraph);
    const extensions = questionSet === undefined ? undefined : { questionSet };
    const body = JSON.stringify({ query: textOf(document), variables, operationName, extensions });
    const text = await ways.to(subgraph).send(async (link, timeoutMs) => {
      const assertion = await signCall(caller, { subgraph, body });
      return link.request({ headers: { [CALLER_ASSERTION_HEADER]: assertion }, body, timeoutMs });
    });
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    const isLate = error instanceof LinkFailure && error.kind === 'TIMEOUT';
    const refusedBy = error instanceof CallRefused ? error.by : null;
    return { failure: isLate ? 'REGISTRY_TIMEOUT' : 'REGISTRY_UNAVAILABLE', refusedBy };
  }
}

/** True if a service of the hub does not believe the gateway, as where a clock is wrong: nothing that its caller could mend. */
function disbelieves({ errors = [] }: WireAnswer): boolean {
  return errors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');
}

function asResult({ data, errors = [] }: WireAnswer): SubgraphResult {
  const raised = errors.map(
    ({ message, path, extensions }) =>
      new GraphQLError(message, {
        ...(path === undefined ? {} : { path }),
        ...(extensions === undefined ? {} : { extensions }),
      }),
  );
  return { ...(data === undefined ? {} : { data }), ...(raised.length === 0 ? {} : { errors: raised }) };
}

/** The text of a planned document. */
export function textOf(document: DocumentNode): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = print(document);
  texts.set(document, text);
  return text;
}
