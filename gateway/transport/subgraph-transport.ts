import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, print } from 'graphql';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import type { ErrorCode } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import type { SubscriptionTurn } from '../streams/subscription-turn.ts';
import type { SignCall } from './call-signer.ts';
import { isObject } from './contract-shape.ts';
import { readRegistryAnswer } from './read-registry-answer.ts';
import { silentAnswer } from './silent-answer.ts';

/** What the transport is made of. */
export interface TransportParts {
  /** By subgraph name; one without a link is silent. */
  readonly links: ReadonlyMap<string, SubgraphLink>;
  readonly signCall: SignCall;
  readonly registryTimeoutMs: number;
  readonly serviceTimeoutMs: number;
  /** Told of every call, for metrics and for tests that count. */
  readonly onCall?: (call: SubgraphCall) => void;
}

/** One call to a subgraph, after it ended. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly outcome: 'ANSWERED' | ErrorCode;
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
    const sent = await send(subgraph, request, parts, administration !== undefined);
    const answer = 'failure' in sent ? sent.failure : read(document, variables, sent.json);
    const milliseconds = performance.now() - begin;
    const isAnswered = typeof answer !== 'string';
    parts.onCall?.({ subgraph, outcome: isAnswered ? 'ANSWERED' : answer, milliseconds });
    if (isAnswered) return asResult(answer);
    if (administration === undefined) {
      throw new GraphQLError('A service of the hub does not answer.', {
        extensions: { code: 'INTERNAL', service: subgraph },
      });
    }
    return asResult(silentAnswer(document, variables, answer, silence));
  };

  function read(document: DocumentNode, variables: Readonly<Record<string, unknown>>, json: unknown) {
    if (administration !== undefined) return readRegistryAnswer(schema, document, variables, json, silence);
    return isObject(json) ? (json as WireAnswer) : 'INTERNAL';
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

async function send(
  subgraph: string,
  { document, variables, operationName, context }: SubgraphRequest,
  parts: TransportParts,
  isRegistry: boolean,
): Promise<{ readonly json: unknown } | { readonly failure: ErrorCode }> {
  const link = parts.links.get(subgraph);
  if (context?.caller === undefined) return { failure: 'INTERNAL' };
  if (link === undefined) return { failure: 'REGISTRY_UNAVAILABLE' };
  try {
    const questionSet = context.questionSets?.get(subgraph);
    const extensions = questionSet === undefined ? undefined : { questionSet };
    const body = JSON.stringify({ query: textOf(document), variables, operationName, extensions });
    const assertion = await parts.signCall(context.caller, { subgraph, body });
    const text = await link.request({
      headers: { [CALLER_ASSERTION_HEADER]: assertion },
      body,
      timeoutMs: isRegistry ? parts.registryTimeoutMs : parts.serviceTimeoutMs,
    });
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    const isLate = error instanceof LinkFailure && error.kind === 'TIMEOUT';
    return { failure: isLate ? 'REGISTRY_TIMEOUT' : 'REGISTRY_UNAVAILABLE' };
  }
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
