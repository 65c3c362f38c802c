import { type DocumentNode, GraphQLError, print } from 'graphql';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import type { ErrorCode } from '../../schema/contract/error-codes.ts';
import { isErrorCode } from '../../schema/contract/error-codes.ts';
import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import { isWhole, silentAnswer } from './silent-answer.ts';

/** What the transport is made of. */
export interface TransportParts {
  /** By subgraph name; one without a link is silent. */
  readonly links: ReadonlyMap<string, SubgraphLink>;
  readonly signer: Signer;
  readonly clock: () => Date;
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
  readonly context?: { readonly caller?: Caller } | undefined;
}

interface SubgraphResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
}

/** What came over the wire, before it is believed to be an answer. */
interface WireAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

const texts = new WeakMap<DocumentNode, string>();

/**
 * Calls one subgraph for one caller, with an assertion of its own for that subgraph, under a deadline. Two callers'
 * requests are never merged. A registry that is silent gives an answer of its own shape; a service of the hub an error.
 */
export function createSubgraphExecutor(subgraph: string, parts: TransportParts) {
  const administration = administrationOfSubgraph(subgraph);

  return async function execute(request: SubgraphRequest): Promise<SubgraphResult> {
    const variables = request.variables ?? {};
    const begin = performance.now();
    const answer = await send(subgraph, request, parts, administration !== undefined);
    const failure = typeof answer === 'string' ? answer : faultOf(request.document, variables, answer, administration);
    const milliseconds = performance.now() - begin;
    parts.onCall?.({ subgraph, outcome: failure ?? 'ANSWERED', milliseconds });
    if (failure === undefined) return asResult(answer as WireAnswer);
    if (administration === undefined) {
      throw new GraphQLError('A service of the hub does not answer.', {
        extensions: { code: 'INTERNAL', service: subgraph },
      });
    }
    return asResult(
      silentAnswer(request.document, variables, failure, `The registry of ${administration} gives no answer.`),
    );
  };
}

async function send(
  subgraph: string,
  { document, variables, operationName, context }: SubgraphRequest,
  parts: TransportParts,
  isRegistry: boolean,
): Promise<WireAnswer | ErrorCode> {
  const link = parts.links.get(subgraph);
  if (context?.caller === undefined) return 'INTERNAL';
  if (link === undefined) return 'REGISTRY_UNAVAILABLE';
  try {
    const assertion = await signCallerAssertion(parts.signer, context.caller, subgraph, parts.clock());
    const text = await link.request({
      headers: { [CALLER_ASSERTION_HEADER]: assertion },
      body: {
        query: textOf(document),
        ...(variables === undefined ? {} : { variables }),
        ...(operationName === undefined ? {} : { operationName }),
      },
      timeoutMs: isRegistry ? parts.registryTimeoutMs : parts.serviceTimeoutMs,
    });
    return JSON.parse(text) as WireAnswer;
  } catch (error) {
    return error instanceof LinkFailure && error.kind === 'TIMEOUT' ? 'REGISTRY_TIMEOUT' : 'REGISTRY_UNAVAILABLE';
  }
}

/** Why the answer of a registry is none, if it is none: no data, or not one entity for each that was asked for. */
function faultOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  answer: WireAnswer,
  administration: string | undefined,
): ErrorCode | undefined {
  if (administration === undefined) return undefined;
  const { data } = answer;
  if (data !== null && data !== undefined && isWhole(document, variables, data)) return undefined;
  const code = answer.errors?.[0]?.extensions?.['code'];
  return isErrorCode(code) && code !== 'UNAUTHENTICATED' ? code : 'REGISTRY_UNAVAILABLE';
}

function asResult({ data, errors }: WireAnswer | ReturnType<typeof silentAnswer>): SubgraphResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined
      ? {}
      : {
          errors: errors.map(
            ({ message, path, extensions }) =>
              new GraphQLError(message, {
                ...(path === undefined ? {} : { path }),
                ...(extensions === undefined ? {} : { extensions }),
              }),
          ),
        }),
  };
}

function textOf(document: DocumentNode): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = print(document);
  texts.set(document, text);
  return text;
}
