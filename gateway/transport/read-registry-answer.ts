import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { ERROR_CODES, type ErrorCode, isErrorCode } from '../../schema/contract/error-codes.ts';
import { isScope } from '../../schema/contract/scopes.ts';
import { PURPOSES_OF_USE } from '../../schema/contract/vocabulary.ts';
import { type ContractShape, contractShape, fitted, isObject } from './contract-shape.ts';
import { type EntityCall, entityCalls, HIDDEN_FIELDS } from './entity-calls.ts';
import { errorAt, silentEntity } from './silent-answer.ts';

/** What a registry answered, as far as it is an answer. */
export interface RegistryAnswer {
  readonly data: Record<string, unknown>;
  readonly errors: readonly GraphQLFormattedError[];
}

/** What a registry may refuse with. Any other code of its own, or none, says that it gives no answer. */
const CODES_OF_REGISTRIES: ReadonlySet<ErrorCode> = new Set([
  'FORBIDDEN',
  'RATE_LIMITED',
  'LIMIT_EXCEEDED',
  'NOT_FOUND',
  'TIN_MALFORMED',
  'TIN_CHECKSUM',
  'TERRITORY_UNKNOWN',
]);

/** Errors that are passed on of one entity; there are no more fields to say no to. */
const MAXIMUM_ERRORS = 10;

const shapes = new WeakMap<DocumentNode, Map<string, ContractShape | undefined>>();

/**
 * Reads what a registry answered; gives a code where it is no answer at all. A partner’s registry is a stranger: it is
 * believed about the entities that it was asked for, the fields that were asked for, in the types of the contract, and of
 * its errors the code and the place. What else it says would end in fields of the hub, or as free text before a client.
 */
export function readRegistryAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  answer: unknown,
  silence: string,
): RegistryAnswer | ErrorCode {
  const { data, errors } = isObject(answer) ? answer : {};
  const said = Array.isArray(errors) ? errors.filter(isObject) : [];
  const calls = entityCalls(document);
  if (!isObject(data)) return codeOf(said[0]);
  const shown: RegistryAnswer = { data: {}, errors: [] };
  const faults: GraphQLFormattedError[] = [];
  for (const call of calls) {
    const asked = variables[call.variable];
    const given = data[call.responseKey];
    if (!Array.isArray(asked)) continue;
    if (!Array.isArray(given) || given.length !== asked.length) return codeOf(said[0]);
    shown.data[call.responseKey] = asked.map((representation: { readonly __typename?: string }, index) => {
      const shape = shapeOf(schema, document, call, String(representation.__typename));
      const { entity, broken } = readEntity(call, shape, representation, given[index]);
      const place = [call.responseKey, index];
      if (entity === undefined && call.isShown) faults.push(errorAt(place, 'REGISTRY_UNAVAILABLE', silence));
      faults.push(...broken.map((key) => errorAt([...place, key], 'REGISTRY_UNAVAILABLE', silence)));
      return entity ?? silentEntity(call, representation);
    });
  }
  return { data: shown.data, errors: [...faults, ...errorsOf(calls, variables, said)] };
}

/** The entity in the contract’s types, and the fields that break it; no entity where it is none, or another’s. */
function readEntity(
  call: EntityCall,
  shape: ContractShape | undefined,
  { __typename }: { readonly __typename?: string },
  given: unknown,
): { entity: Record<string, unknown> | undefined; broken: string[] } {
  const said = isObject(given) ? given['__typename'] : undefined;
  if (!isObject(given) || shape === undefined || (said !== undefined && said !== __typename)) {
    return { entity: undefined, broken: [] };
  }
  const entity: Record<string, unknown> = { ...silentEntity(call, { __typename: shape.typeName }) };
  const broken: string[] = [];
  for (const [key, field] of shape.fields) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    if (value === undefined && field.isOptional) continue;
    const item = fitted(field, field.type, value);
    if (item !== undefined) entity[key] = item;
    else if (!HIDDEN_FIELDS.has(field.name)) broken.push(key);
    // A statement that is no text is one that cannot be believed; as null it would pass for silence.
    else if (field.name === 'attestation') entity[key] = JSON.stringify(value);
  }
  return { entity, broken };
}

/** Of the errors, those that stand at an entity that a client asked for: a place in a hidden call is none of the client’s. */
function errorsOf(
  calls: readonly EntityCall[],
  variables: Readonly<Record<string, unknown>>,
  said: readonly Record<string, unknown>[],
): GraphQLFormattedError[] {
  const passed = new Map<string, GraphQLFormattedError[]>();
  for (const error of said) {
    const [key, index, field] = Array.isArray(error['path']) ? (error['path'] as unknown[]) : [];
    const call = calls.find(({ responseKey, isShown }) => isShown && responseKey === key);
    const asked = call === undefined ? undefined : variables[call.variable];
    if (call === undefined || !Array.isArray(asked) || typeof index !== 'number' || asked[index] === undefined)
      continue;
    const place = [call.responseKey, index, ...call.selected.filter((selected) => selected === field)];
    const entity = place.slice(0, 2).join();
    const before = passed.get(entity) ?? [];
    if (before.length < MAXIMUM_ERRORS) passed.set(entity, [...before, refusalAt(place, error)]);
  }
  return [...passed.values()].flat();
}

/** The registry’s refusal in our own words: its code, and what it lacked if that is a word of the contract. */
function refusalAt(
  path: readonly (string | number)[],
  error: Readonly<Record<string, unknown>>,
): GraphQLFormattedError {
  const code = codeOf(error);
  const { rule } = isObject(error['extensions']) ? error['extensions'] : {};
  const { message, extensions } = errorAt(path, code, ERROR_CODES[code].meaning);
  if (typeof rule !== 'string' || !(isScope(rule) || (PURPOSES_OF_USE as readonly string[]).includes(rule))) {
    return { message, path, extensions: { ...extensions } };
  }
  return { message: `${message} (${rule})`, path, extensions: { ...extensions, rule } };
}

function codeOf(error: Readonly<Record<string, unknown>> | undefined): ErrorCode {
  const code = isObject(error?.['extensions']) ? error['extensions']['code'] : undefined;
  return isErrorCode(code) && CODES_OF_REGISTRIES.has(code) ? code : 'REGISTRY_UNAVAILABLE';
}

function shapeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  { responseKey, selectionSet }: EntityCall,
  typeName: string,
): ContractShape | undefined {
  const known = shapes.get(document) ?? new Map<string, ContractShape | undefined>();
  shapes.set(document, known);
  const key = `${responseKey} ${typeName}`;
  if (!known.has(key)) known.set(key, contractShape(schema, document, typeName, [selectionSet]));
  return known.get(key);
}
