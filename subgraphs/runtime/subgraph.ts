import { EventEmitter } from 'node:events';
import type { BaseContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Registry as Metrics } from 'prom-client';
import { CONTRACT_VERSION } from '../../schema/contract/attestation.ts';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import { type Health, LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { verifyCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { type PublishedKey, publishedKeys } from '../../schema/trust/published-keys.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustedRole, TrustList } from '../../schema/trust/trust-list.ts';
import { atHttpStatus } from './at-http-status.ts';
import type { ChangeFeed, Following } from './change-feed.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { EventFeed } from './event-feed.ts';
import type { FederatedSchema } from './federated-schema.ts';
import {
  createGraphqlEndpoint,
  type EndpointRequest,
  type GraphqlEndpoint,
  registeredFormat,
} from './graphql-endpoint.ts';
import type { FileHandler } from './served-file.ts';
import { resultsOf } from './subscription-endpoint.ts';
import { createUsedOnce, type UsedOnce } from './used-once.ts';

/** A running subgraph: its federated endpoint, its officer endpoint where it has one, its published keys. */
export interface Subgraph {
  readonly name: string;
  readonly endpoint: GraphqlEndpoint;
  readonly officerEndpoint: GraphqlEndpoint | null;
  /** As they are now; what is published is for reading, and believed because it is pinned. */
  readonly publishedKeys: () => readonly PublishedKey[];
  /** Events for other administrations; null: this subgraph tells none. */
  readonly feed: EventFeed | null;
  /** Files behind links that expire; null: this subgraph has none. */
  readonly files: FileHandler | null;
  /** Largest request body of its federated endpoint over HTTP, in bytes; absent: what 1,000 questions need. */
  readonly bodyBytes?: number;
  /** What it counts of its own, beside what the gateway counts of it. */
  readonly metrics: readonly Metrics[];
  /** The results of a subscription as JSON texts; null: this subgraph has none. */
  readonly stream: ((request: EndpointRequest, signal: AbortSignal) => AsyncIterable<string>) | null;
  /** Ends what is followed, before the door closes: whoever follows goes on elsewhere. */
  endStreams(): Promise<void>;
  stop(): Promise<void>;
}

export interface SubgraphParts<Context extends BaseContext> {
  readonly name: string;
  readonly federated: FederatedSchema;
  readonly signer: Signer;
  readonly trust: TrustList;
  /** Whose word on who asks is taken, if signed. */
  readonly believes: readonly TrustedRole[];
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** What resolvers get; made anew for each request, so that nothing is shared between callers. */
  readonly contextOf: (
    caller: Caller,
    extensions: Readonly<Record<string, unknown>>,
    following: Following | undefined,
  ) => Context;
  /** Default: its own. */
  readonly usedOnce?: UsedOnce;
  readonly officerEndpoint?: GraphqlEndpoint;
  readonly feed?: EventFeed;
  /** What subscriptions follow. */
  readonly changes?: ChangeFeed;
  readonly files?: FileHandler;
  readonly metrics?: readonly Metrics[];
}

/** Starts a subgraph of its parts. No request is answered without an assertion of who asks. */
export async function startSubgraph<Context extends BaseContext>(parts: SubgraphParts<Context>): Promise<Subgraph> {
  const { name, federated, trust, believes, clock, log, contextOf, database, officerEndpoint = null } = parts;
  const { usedOnce = createUsedOnce(database, clock) } = parts;
  const endpoint = await createGraphqlEndpoint<Context>({
    schema: federated.schema,
    introspection: false,
    log,
    contextOf: async (asked, request) => contextOf(await callerOf(asked), extensionsOf(request), undefined),
  });

  async function callerOf({ headers, body }: EndpointRequest): Promise<Caller> {
    const assertion = headers[CALLER_ASSERTION_HEADER];
    const demand = { trust, subgraph: name, from: believes, body, now: clock(), useOnce: usedOnce.call };
    const caller = assertion === undefined ? undefined : await verifyCallerAssertion(assertion, demand);
    if (caller !== undefined) return caller;
    throw atHttpStatus(401, { code: 'UNAUTHENTICATED', message: 'No valid caller assertion.' });
  }

  async function* stream(asked: EndpointRequest, signal: AbortSignal): AsyncGenerator<string> {
    const format = (error: GraphQLError) => registeredFormat(error.toJSON(), error, undefined, log);
    try {
      const caller = await callerOf(asked);
      const request: unknown = JSON.parse(asked.body);
      const extensions = extensionsOf(request);
      const call = { request, signal, contextOf: (following?: Following) => contextOf(caller, extensions, following) };
      yield* resultsOf(federated.schema, call, format);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      yield JSON.stringify({ errors: [format(error)] });
    }
  }

  return {
    name,
    endpoint,
    officerEndpoint,
    publishedKeys: () => publishedKeys(trust, [parts.signer.party]),
    feed: parts.feed ?? null,
    files: parts.files ?? null,
    metrics: parts.metrics ?? [],
    stream: federated.schema.getSubscriptionType() == null ? null : stream,
    async endStreams() {
      await parts.changes?.stop();
    },
    async stop() {
      parts.feed?.release();
      await parts.changes?.stop();
      await endpoint.stop();
      await officerEndpoint?.stop();
      await database.close();
    },
  };
}

/** What a request carries beside its query; empty where there is nothing of the kind. */
function extensionsOf(request: unknown): Readonly<Record<string, unknown>> {
  const { extensions } = (request ?? {}) as { readonly extensions?: unknown };
  return typeof extensions === 'object' && extensions !== null ? { ...extensions } : {};
}

/** What a subgraph that runs says of itself. */
export function healthOf({ name }: Subgraph): Health {
  return { status: 'ok', subgraph: name, contractVersion: CONTRACT_VERSION };
}

/** Hands requests over to a subgraph of this process, as JSON both ways, under the caller's deadline. */
export function createInProcessLink(subgraph: Subgraph): SubgraphLink {
  let open = true;
  const closing = new EventEmitter().setMaxListeners(0);
  return {
    async *stream({ headers, body, signal }) {
      if (!open || subgraph.stream === null) throw new LinkFailure('UNAVAILABLE');
      const ending = new AbortController();
      const end = () => ending.abort();
      closing.once('close', end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
      try {
        yield* subgraph.stream({ headers, body }, ending.signal);
        if (!open) throw new LinkFailure('UNAVAILABLE');
      } finally {
        end();
        closing.off('close', end);
        signal.removeEventListener('abort', end);
      }
    },
    async request({ headers, body, timeoutMs }) {
      if (!open) throw new LinkFailure('UNAVAILABLE');
      const answer = subgraph.endpoint.answer({ headers: { ...headers, 'content-type': 'application/json' }, body });
      return (await withDeadline(answer, timeoutMs)).body;
    },
    async probe() {
      if (!open) throw new LinkFailure('UNAVAILABLE');
      return healthOf(subgraph);
    },
    async events({ assertion, after, waitMs, timeoutMs, signal }) {
      if (!open || subgraph.feed === null) throw new LinkFailure('UNAVAILABLE');
      const events = await withDeadline(subgraph.feed.read(assertion, after, { ms: waitMs, signal }), timeoutMs);
      if (events === undefined) throw new LinkFailure('UNAVAILABLE');
      return events;
    },
    async close() {
      open = false;
      closing.emit('close');
    },
  };
}

async function withDeadline<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LinkFailure('TIMEOUT')), timeoutMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
