import type { AnswerError } from '../../support/federation.ts';
import type { Outcome } from './access-table.ts';
import type { Operation } from './operations.ts';

/** What a request came to, as far as the table looks at it. */
export interface Answered {
  readonly data: unknown;
  readonly errors: readonly Pick<AnswerError, 'path' | 'extensions'>[];
}

/** The outcome of a root field: its first error, or whether there is anything. */
export function outcomeOfRoot({ data, errors }: Answered, { path }: Operation): Outcome {
  const [first] = errors;
  if (first !== undefined) return first.extensions.code;
  const value = (data as Record<string, unknown>)[path[0] ?? ''];
  const items = isObject(value) && Array.isArray(value['edges']) ? value['edges'] : value;
  return items == null || (Array.isArray(items) && items.every((item) => item === null)) ? 'NOTHING' : 'SEEN';
}

/**
 * The outcome of fields of a type: SEEN if an object of the type is there, and none of the fields brings an error. Of a
 * single field, which stands in the table because it differs from its type: whether any object has a value.
 */
export function outcomeOfFields(
  { data, errors }: Answered,
  { path }: Operation,
  type: string,
  fields: readonly string[],
): Outcome {
  const objects = objectsAt(data, path).filter(
    (object) => object['__typename'] === type || fields.some((field) => field in object),
  );
  if (objects.length === 0 || errors.length > 0) return errors[0]?.extensions.code ?? 'NOTHING';
  if (fields.length > 1) return 'SEEN';
  const values = objects.map((object) => object[fields[0] ?? '']);
  return values.every((value) => value == null || (Array.isArray(value) && value.length === 0)) ? 'NOTHING' : 'SEEN';
}

function objectsAt(value: unknown, [key, ...rest]: readonly string[]): readonly Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((item) => objectsAt(item, key === undefined ? [] : [key, ...rest]));
  if (!isObject(value)) return [];
  return key === undefined ? [value] : objectsAt(value[key], rest);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
