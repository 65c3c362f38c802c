import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  type GraphQLArgument,
  type GraphQLResolveInfo,
  GraphQLSchema,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import { type BuildSchemaOptions, buildSchema, createResolversMap } from 'type-graphql';

/** Resolves an entity from its key. Async always: a synchronous throw would take the whole batch with it. */
export type ReferenceResolver<Context> = (
  representation: Record<string, unknown>,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<object>;

export interface FederatedSchemaOptions<Context> extends Omit<BuildSchemaOptions, 'skipCheck' | 'validate'> {
  /** By type name. */
  readonly references: Readonly<Record<string, ReferenceResolver<Context>>>;
}

export interface FederatedSchema {
  readonly schema: GraphQLSchema;
  /** What the subgraph publishes for composition. */
  readonly sdl: string;
}

/** The highest version that both composers in use accept. */
const FEDERATION_LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag"]
)`;

/** TypeGraphQL demands one as soon as there is a subscription. Ours bring their own source, and nothing is published. */
const UNUSED_PUB_SUB = {
  publish: refusePubSub,
  subscribe: refusePubSub,
};

function refusePubSub(): never {
  throw new TypeError('a subscription has a source of its own');
}

/** Builds a federation subgraph of TypeGraphQL classes. */
export async function buildFederatedSchema<Context>({
  references,
  ...options
}: FederatedSchemaOptions<Context>): Promise<FederatedSchema> {
  const plain = withoutEmptyQuery(
    await buildSchema({ ...options, skipCheck: true, validate: false, pubSub: UNUSED_PUB_SUB }),
  );
  orderArguments(plain);
  const sdl = `${FEDERATION_LINK}\n\n${printSchemaWithDirectives(plain)}\n`;
  const resolvers = createResolversMap(plain);
  for (const [typeName, resolveReference] of Object.entries(references)) {
    resolvers[typeName] = { ...resolvers[typeName], __resolveReference: resolveReference } as never;
  }
  return { schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]), sdl };
}

/** TypeGraphQL always makes a Query type; one without fields is no GraphQL, and a registry has no root fields to put in. */
function withoutEmptyQuery(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (query == null || Object.keys(query.getFields()).length > 0) return schema;
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, query: null, types: config.types.filter((type) => type !== query) });
}

/** Parameter decorators run from the last to the first, so TypeGraphQL has the arguments in reverse. */
export function orderArguments(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) (field.args as GraphQLArgument[]).reverse();
  }
}
