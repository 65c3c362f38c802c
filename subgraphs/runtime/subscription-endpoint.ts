import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import { registeredError } from '../../schema/contract/registered-error.ts';
import type { FollowedChange, Following } from './change-feed.ts';

/** A subscription whose caller is established. */
export interface SubscriptionCall<Context> {
  /** What the body of the request says. */
  readonly request: unknown;
  /** What resolvers get: made anew for each event, so that each is seen as it is then. */
  readonly contextOf: (following?: Following) => Context;
  readonly signal: AbortSignal;
}

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: z.object({ after: z.string().optional() }).nullish(),
});

/**
 * Gives the results of one subscription, each a JSON text. Beside the data stands `extensions.cursor`: where to go on
 * behind this event. A result without data and errors tells the position alone; the first one does. A request that was
 * cut off goes on from `extensions.after`, whatever cursor its operation names.
 */
export async function* resultsOf<Context>(
  schema: GraphQLSchema,
  call: SubscriptionCall<Context>,
  format: (error: GraphQLError) => GraphQLFormattedError,
): AsyncGenerator<string> {
  const opened = await open(schema, call);
  if ('errors' in opened) {
    yield JSON.stringify({ errors: opened.errors.map(format) });
    return;
  }
  const { args, changes } = opened;
  for await (const { cursor, change } of changes) {
    const extensions = { cursor };
    if (change === undefined) {
      yield JSON.stringify({ extensions });
      continue;
    }
    const { data, errors } = await execute({ ...args, rootValue: change, contextValue: call.contextOf() });
    yield JSON.stringify({ data, ...(errors === undefined ? {} : { errors: errors.map(format) }), extensions });
  }
}

interface Opened {
  readonly args: ExecutionArgs;
  readonly changes: AsyncIterable<FollowedChange>;
}

async function open<Context>(
  schema: GraphQLSchema,
  { request, contextOf, signal }: SubscriptionCall<Context>,
): Promise<Opened | { readonly errors: readonly GraphQLError[] }> {
  const read = requestSchema.safeParse(request);
  if (!read.success) return { errors: [unreadable('The body is no GraphQL request.')] };
  const { query, variables, operationName, extensions } = read.data;
  const parsed = parseOrFault(query);
  if (parsed instanceof GraphQLError) return { errors: [parsed] };
  const faults = validate(schema, parsed);
  if (faults.length > 0) return { errors: faults };
  const args: ExecutionArgs = { schema, document: parsed, variableValues: variables, operationName };
  const contextValue = contextOf({ after: extensions?.after ?? null, signal });
  const source = await createSourceEventStream({ ...args, contextValue });
  if (isStream(source)) return { args, changes: source as AsyncIterable<FollowedChange> };
  return { errors: source.errors ?? [] };
}

function unreadable(message: string): GraphQLError {
  return registeredError({ code: 'BAD_USER_INPUT', message, field: 'query', rule: 'GraphQL' });
}

function parseOrFault(query: string) {
  try {
    return parse(query);
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : 'The operation cannot be read.');
  }
}

function isStream(source: AsyncIterable<unknown> | ExecutionResult): source is AsyncIterable<unknown> {
  return Symbol.asyncIterator in source;
}
