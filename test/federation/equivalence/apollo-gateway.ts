import { ApolloGateway, type GraphQLDataSourceProcessOptions, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../../schema/contract/caller.ts';
import type { SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import { signCallerAssertion } from '../../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../../subgraphs/runtime/clock.ts';
import { silentLog } from '../../support/parties.ts';

/** An answer as both engines give it. */
export interface EngineAnswer {
  readonly data: unknown;
  readonly errors: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: unknown };
  }[];
}

/** Apollo's gateway over the same supergraph and the same subgraphs. */
export interface OtherEngine {
  ask(caller: Caller, query: string, variables?: Readonly<Record<string, unknown>>): Promise<EngineAnswer>;
  stop(): Promise<void>;
}

export interface OtherEngineParts {
  readonly supergraph: string;
  /** The ways to the subgraphs; closing one makes that subgraph silent here too. */
  readonly links: ReadonlyMap<string, SubgraphLink>;
  readonly signer: Signer;
  readonly clock: Clock;
}

interface CallerContext {
  readonly caller: Caller;
}

const TIMEOUT_MS = 10_000;

/** Starts Apollo Gateway on Apollo Server; nothing of it reports to anybody. */
export async function startApolloGateway(parts: OtherEngineParts): Promise<OtherEngine> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const gateway = new ApolloGateway({
    supergraphSdl: parts.supergraph,
    buildService: ({ name }) => new SubgraphSource(name, parts),
    logger: silentLog,
  });
  const server = new ApolloServer<CallerContext>({
    gateway,
    logger: silentLog,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginUsageReportingDisabled()],
  });
  await server.start();
  return {
    async ask(caller, query, variables = {}) {
      const { body } = await server.executeOperation({ query, variables }, { contextValue: { caller } });
      if (body.kind !== 'single') throw new TypeError('an answer in parts');
      const { data = null, errors = [] } = body.singleResult;
      // As JSON, since an answer travels so.
      return JSON.parse(JSON.stringify({ data, errors })) as EngineAnswer;
    },
    stop: () => server.stop(),
  };
}

/** Signs who asks for its one subgraph, and hands the request over as our own transport does. */
class SubgraphSource extends RemoteGraphQLDataSource<CallerContext> {
  constructor(
    private readonly subgraph: string,
    private readonly parts: OtherEngineParts,
  ) {
    super({ url: `http://${subgraph}.invalid/graphql` });
    this.fetcher = async (_url, init) => {
      const link = parts.links.get(subgraph);
      if (link === undefined) throw new Error(`${subgraph} is silent`);
      const { headers = {}, body } = init ?? {};
      const text = await link.request({ headers, body: String(body), timeoutMs: TIMEOUT_MS });
      return new Response(text, { headers: { 'content-type': 'application/json' } });
    };
  }

  override async willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<CallerContext>): Promise<void> {
    const { signer, clock } = this.parts;
    const { caller } = context as Partial<CallerContext>;
    if (caller === undefined) throw new TypeError('nobody asks');
    // As the base class will write it.
    const { http: _http, ...sent } = request;
    const call = { subgraph: this.subgraph, body: JSON.stringify(sent) };
    request.http?.headers.set(CALLER_ASSERTION_HEADER, await signCallerAssertion(signer, caller, call, clock()));
  }
}
