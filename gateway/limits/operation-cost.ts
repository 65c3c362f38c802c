import { type DocumentNode, type GraphQLSchema, getNamedType, getNullableType, isLeafType, isListType } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** The cost of an operation with its variables, known before anything is asked: a unit is about one field of an answer. */
export type OperationCost = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  operationName?: string,
) => number;

/** What any request costs: identity, planning, a call or two. */
const BASE_COST = 20;

/** Items of a list that no argument sizes: authorizations, history, criteria, … */
const LIST_ITEMS = 5;

/** Items of the lists of reference data, which are long for everybody. */
const REFERENCE_ITEMS: Readonly<Record<string, number>> = {
  administrations: 40,
  arrangements: 150,
  collectionSchemes: 30,
};

/** Arguments that size a list, by their number or by their length. */
const SIZING_ARGUMENTS = ['first', 'tins', 'questions', 'checks', 'rates'] as const;

/** Shapes of one document whose cost is remembered: a batch of another length is another shape. */
const MAXIMUM_SHAPES = 200;

/** Prices operations over one schema. The price of a document is worked out once for each length of its lists. */
export function createOperationCost(schema: GraphQLSchema): OperationCost {
  const known = new WeakMap<DocumentNode, Map<string, number>>();
  return (document, variables, operationName) => {
    const shapes = known.get(document) ?? new Map<string, number>();
    known.set(document, shapes);
    const shape = `${operationName ?? ''}:${shapeOf(variables)}`;
    const before = shapes.get(shape);
    if (before !== undefined) return before;
    const cost =
      BASE_COST +
      getComplexity({
        schema,
        query: document,
        variables: { ...variables },
        estimators: [estimate],
        ...(operationName === undefined ? {} : { operationName }),
      });
    if (shapes.size >= MAXIMUM_SHAPES) shapes.clear();
    shapes.set(shape, cost);
    return cost;
  };
}

const estimate: ComplexityEstimator = ({ field, type, args, childComplexity }) => {
  // A result of a subscription is one event, whatever its arguments let through.
  if (type.name === 'Subscription') return 1 + childComplexity;
  const sized = SIZING_ARGUMENTS.map((name) => args[name] as unknown).find((value) => value !== undefined);
  if (Array.isArray(sized)) return 1 + sized.length * Math.max(1, childComplexity);
  if (typeof sized === 'number') return 1 + Math.max(0, sized) * Math.max(1, childComplexity);
  const isList = isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type));
  // The edges of a connection are counted where their number is asked for.
  if (!isList || type.name.endsWith('Connection')) return 1 + childComplexity;
  return 1 + (REFERENCE_ITEMS[field.name] ?? LIST_ITEMS) * childComplexity;
};

/** What of the variables a price depends on: numbers, and the lengths of lists. */
function shapeOf(variables: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.entries(variables).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.length];
      return typeof value === 'number' || typeof value === 'boolean' ? [name, value] : [name];
    }),
  );
}
