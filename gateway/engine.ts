import { createGatewayRuntime, type GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Caller } from '../schema/contract/caller.ts';
import { useRegisteredErrors } from './errors/registered-errors.plugin.ts';
import type { Budgets } from './limits/budgets.ts';
import { useDemandControl } from './limits/demand-control.plugin.ts';
import type { Limits } from './limits/limits.ts';
import type { Load } from './limits/load.ts';
import { createOperationCost } from './limits/operation-cost.ts';
import { useOperationLimits } from './limits/operation-limits.plugin.ts';
import type { SubscriptionTurn } from './streams/subscription-turn.ts';
import { createSubgraphExecutor, type SubgraphRequest, type TransportParts } from './transport/subgraph-transport.ts';

/** What a request brings along once it is known who asks. */
export interface EngineContext {
  readonly caller: Caller;
  /** What its administration signed for registries that do not take the gateway’s word (end-to-end mode). */
  readonly questionSets: ReadonlyMap<string, string>;
  /** Of a subscription: which of its turns this is. */
  readonly turn?: SubscriptionTurn;
}

/** Plans and executes over the supergraph. */
export interface Engine {
  /** The supergraph. */
  readonly schema: GraphQLSchema;
  /** Answers the JSON text of a GraphQL request as HTTP has it, for a caller that is already established. */
  answer(body: string, context: EngineContext, accept?: string): Promise<Response>;
  stop(): Promise<void>;
}

/**
 * The engine: Hive's runtime with the Rust planner. Its in-flight deduplication, its HTTP transport, its error extensions
 * and its own endpoints are not used: the first would hand one caller's answer to another.
 */
export function createEngine(
  supergraph: string,
  transport: TransportParts,
  limits: Limits,
  budgets: Budgets,
  load: Load,
  introspection: boolean,
  log: { warn(details: object, message: string): void },
): Engine {
  const schema = buildSchema(supergraph, { assumeValidSDL: true, assumeValid: true });
  const runtime = createGatewayRuntime<EngineContext>({
    supergraph,
    unifiedGraphHandler,
    transports: {
      http: {
        getSubgraphExecutor: ({ subgraphName }: { subgraphName: string }) => {
          const execute = createSubgraphExecutor(subgraphName, transport, schema);
          return (request: unknown) => execute(request as SubgraphRequest) as never;
        },
      },
    },
    plugins: () =>
      [
        ...useOperationLimits(limits, introspection),
        useDemandControl(createOperationCost(schema), limits.cost, budgets, load),
        useRegisteredErrors(log),
      ] as GatewayPlugin[],
    logging: false,
    maskedErrors: false,
    subgraphErrors: false,
    requestId: false,
    landingPage: false,
    graphiql: false,
    cors: false,
    batching: false,
    multipart: false,
    graphqlEndpoint: '/graphql',
    healthCheckEndpoint: '/engine/health',
    readinessCheckEndpoint: '/engine/ready',
  });
  return {
    schema,
    answer: async (body, context, accept = 'application/json') =>
      runtime.fetch(
        new Request('http://gateway.invalid/graphql', {
          method: 'POST',
          // JSON whatever else is asked for: the engine would answer 406 without a word.
          headers: { 'content-type': 'application/json', accept: `${accept}, application/json` },
          body,
        }),
        context,
      ),
    stop: async () => {
      await runtime[Symbol.asyncDispose]();
    },
  };
}
