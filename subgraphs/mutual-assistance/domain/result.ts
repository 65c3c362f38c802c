import type { ErrorCode, Refusal } from '../../../schema/contract/error-codes.ts';

/** What a rule gives: a value, or the refusal that stands in its place. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** The rule is kept; this is what follows. */
export function accepted<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The rule is broken; `place` names field and rule where there are any. */
export function refused(
  code: ErrorCode,
  message: string,
  place: { field?: string; rule?: string } = {},
): Result<never> {
  return { ok: false, refusal: { code, message, ...place } };
}

/** BAD_USER_INPUT with the field and the rule that it breaks. */
export function badInput(field: string, rule: string): Result<never> {
  return refused('BAD_USER_INPUT', `${field}: ${rule}.`, { field, rule });
}

/** One answer for what does not exist and for what a third administration may not learn of. */
export function notFound(field: string): Result<never> {
  return refused('NOT_FOUND', 'There is no such object, or none that you may see.', { field });
}
