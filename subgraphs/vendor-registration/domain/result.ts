import type { ErrorCode, Refusal } from '../../../schema/contract/error-codes.ts';

/** A value, or the registered refusal that stands in its place. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A result that is a value. */
export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A result that is a refusal; field and rule are named wherever there is one. */
export function refused(
  code: ErrorCode,
  message: string,
  place: { readonly field?: string; readonly rule?: string } = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, message, ...place } };
}

/** A refusal of one input value: BAD_USER_INPUT with the field and the rule that it breaks. */
export function badInput(field: string, rule: string): { readonly ok: false; readonly refusal: Refusal } {
  return refused('BAD_USER_INPUT', `${field}: ${rule}.`, { field, rule });
}
