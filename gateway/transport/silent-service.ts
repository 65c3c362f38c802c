import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { operatorTypeName } from '../../schema/administrations.ts';
import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { readTin } from '../../schema/contract/tin.ts';
import { type EntityCall, entityCalls, HIDDEN_FIELDS } from './entity-calls.ts';
import { silentEntity } from './silent-answer.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Operators at once; of more the service would say that they are too many. */
const MOST_OPERATORS = 1_000;

/** Whose operator an identifier names follows from the list of administrations, so that a record needs no recognition service. */
const DIRECTORY: Readonly<Record<string, (given: { tin: string; tins: readonly string[] }) => unknown>> = {
  operator: ({ tin }) => operatorOf(tin),
  operators({ tins }) {
    if (tins.length > MOST_OPERATORS) throw serviceSilence(RECOGNITION_SUBGRAPH);
    return tins.map(operatorOf);
  },
};

/**
 * What stands in the place of the answer of a service of the hub that did not come: an error at each place that only it
 * could have filled, and nothing lost beside it. Undefined: all of the request was for the service alone.
 */
export function silentService(
  subgraph: string,
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
): { data: Record<string, unknown> | null; errors: readonly GraphQLFormattedError[] } | undefined {
  const calls = entityCalls(document);
  if (calls.length > 0) return withoutEntities(subgraph, calls, variables);
  if (subgraph !== RECOGNITION_SUBGRAPH || !rootFields(document).some((name) => Object.hasOwn(DIRECTORY, name))) {
    return undefined;
  }
  const { data = null, errors = [] } = execute({
    schema,
    document,
    rootValue: DIRECTORY,
    variableValues: variables,
    fieldResolver(source: Readonly<Record<string, unknown>>, given, _context, { fieldName }) {
      if (!Object.hasOwn(source, fieldName)) throw serviceSilence(subgraph);
      const value = source[fieldName];
      return typeof value === 'function' ? value(given) : value;
    },
    typeResolver: ({ __typename }: { readonly __typename: string }) => __typename,
  }) as ExecutionResult;
  return { data, errors: errors.map((error) => error.toJSON()) };
}

const SILENCE = 'A service of the hub does not answer.';

/** Every entity that was asked for with nothing in it, and an error at each field that a client selected. */
function withoutEntities(subgraph: string, calls: readonly EntityCall[], variables: Variables) {
  const data: Record<string, unknown> = {};
  const errors: GraphQLFormattedError[] = [];
  for (const call of calls) {
    const representations = (variables[call.variable] ?? []) as readonly { readonly __typename?: string }[];
    data[call.responseKey] = representations.map((representation, index) => {
      for (const key of call.selected.filter((name) => !HIDDEN_FIELDS.has(name))) {
        const path = [call.responseKey, index, key];
        errors.push({ message: SILENCE, path, extensions: { code: 'INTERNAL', service: subgraph } });
      }
      return silentEntity(call, representation);
    });
  }
  return { data, errors };
}

/** The service does not answer; a client is told which, and nothing else of the inside. */
export function serviceSilence(subgraph: string): GraphQLError {
  return new GraphQLError(SILENCE, { extensions: { code: 'INTERNAL', service: subgraph } });
}

/** The operator that an identifier names, as the directory has it; null where its administration has no registry here. */
function operatorOf(text: string): unknown {
  const reading = readTin(text);
  if (!reading.ok) return serviceSilence(RECOGNITION_SUBGRAPH);
  const { code, name, region, tinPrefixes, registry } = reading.administration;
  if (registry !== 'CONNECTED') return null;
  return { __typename: operatorTypeName(code), tin: reading.tin, administration: { code, name, region, tinPrefixes } };
}

function rootFields(document: DocumentNode): readonly string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
      : [],
  );
}
