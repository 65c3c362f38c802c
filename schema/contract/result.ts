import type { ErrorCode, Refusal } from './error-codes.ts';

/** A value that could not be given, and why. */
export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** A value, or the registered refusal that stands in its place: what a rule returns instead of throwing. */
export type Result<T> = { readonly ok: true; readonly value: T } | Refused;

/** The rule is kept; this is what follows. */
export function accepted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The rule is broken; `place` names field and rule where there are any. */
export function refused(
  code: ErrorCode,
  message: string,
  place: { readonly field?: string; readonly rule?: string } = {},
): Refused {
  return { ok: false, refusal: { code, message, ...place } };
}

/** BAD_USER_INPUT with the field and the rule that it breaks; the message says both unless it says it better. */
export function badInput(field: string, rule: string, message = `${field}: ${rule}.`): Refused {
  return refused('BAD_USER_INPUT', message, { field, rule });
}

/** One answer for what does not exist and for what the caller may not learn of. */
export function notFound(field: string): Refused {
  return refused('NOT_FOUND', 'There is no such object, or none that you may see.', { field });
}
