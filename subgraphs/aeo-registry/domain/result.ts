import type { Refusal } from '../../../schema/contract/error-codes.ts';

/** A value, or why there is none. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** A value. */
export function accepted<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** A refusal of the caller's input that names field and rule. */
export function badInput(field: string, rule: string, message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code: 'BAD_USER_INPUT', message, field, rule } };
}

/** A refusal by another code. */
export function refused(code: Refusal['code'], message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message } };
}
