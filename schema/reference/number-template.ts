/**
 * How a demonstration number is made: each `#` of the pattern takes a digit of the sequence number, filled with zeros on
 * the left; `{state}` takes the numeric code of the member state of identification. No check digit is worked out.
 */
export interface NumberTemplate {
  readonly pattern: string;
  /** ISO 3166-1 alpha-2 → numeric; null where the pattern has no `{state}`. */
  readonly stateNumerics: Readonly<Record<string, string>> | null;
}

/**
 * The demonstration number of a scheme for a sequence number from 0 on; `state` is the member state of identification,
 * needed only where the template has one. undefined: no template, no such state, or the sequence does not fit.
 */
export function registrationNumber(
  template: NumberTemplate | null,
  sequence: number,
  state?: string,
): string | undefined {
  if (template === null || !Number.isSafeInteger(sequence) || sequence < 0) return undefined;
  const numeric = state === undefined ? undefined : template.stateNumerics?.[state];
  if (template.pattern.includes('{state}') && numeric === undefined) return undefined;
  const places = template.pattern.split('#').length - 1;
  const digits = String(sequence).padStart(places, '0');
  if (digits.length > places) return undefined;
  let next = 0;
  return template.pattern.replace(/#/g, () => digits.charAt(next++)).replace('{state}', numeric ?? '');
}

/** Whether every number that a template makes, for each of its states, has an anchored format. */
export function keepsFormat(template: NumberTemplate, anchored: string): boolean {
  const states = template.stateNumerics === null ? [undefined] : Object.keys(template.stateNumerics);
  const format = new RegExp(anchored);
  const places = template.pattern.split('#').length - 1;
  return [0, 1, 10 ** Math.min(places, 15) - 1].every((sequence) =>
    states.every((state) => format.test(registrationNumber(template, sequence, state) ?? '')),
  );
}
