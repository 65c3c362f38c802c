import type { AdministrationCode } from '../../../schema/administrations.ts';
import { isWithinDays } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { Alias } from './registered-operator.ts';

/** An alias as an officer states it. */
export type StatedAlias = Omit<Alias, 'recordedAt' | 'recordedBy'>;

/** Longest scheme and longest value, in characters. */
const MAXIMUM_LENGTH = 35;

/** The alias, trimmed, or what is wrong with it; look-alike letters and lower case are refused, never mended. */
export function readAlias(stated: StatedAlias): Result<StatedAlias> {
  const scheme = stated.scheme.trim();
  const value = stated.value.trim();
  if (scheme.length === 0 || scheme.length > MAXIMUM_LENGTH) {
    return badInput('scheme', 'LENGTH', `A scheme has 1 to ${MAXIMUM_LENGTH} characters.`);
  }
  if (!/^[A-Z0-9]+$/.test(value) || value.length > MAXIMUM_LENGTH) {
    return badInput('value', 'A_Z_0_9', `A value has 1 to ${MAXIMUM_LENGTH} characters A to Z and 0 to 9.`);
  }
  if (stated.until !== null && stated.until < stated.from) {
    return badInput('until', 'NOT_BEFORE_FROM', 'The last day lies before the first.');
  }
  return accepted({ ...stated, scheme, value });
}

/** True if the two are one identifier toward one destination on some day: it could mean two operators then. */
export function collides(one: StatedAlias, other: StatedAlias): boolean {
  return (
    one.destination === other.destination &&
    one.value === other.value &&
    (one.until === null || other.from <= one.until) &&
    (other.until === null || one.from <= other.until)
  );
}

/** True from the beginning of the first day until the last is over, at the administration that attests it. */
export function isValidAt({ from, until }: Pick<Alias, 'from' | 'until'>, instant: Date, timeZone: string): boolean {
  return isWithinDays(instant, from, until, timeZone);
}

/** Those toward one destination that are valid at the instant; never one toward another. */
export function aliasesToward(
  aliases: readonly Alias[],
  destination: AdministrationCode,
  instant: Date,
  timeZone: string,
): readonly Alias[] {
  return aliases.filter((alias) => alias.destination === destination && isValidAt(alias, instant, timeZone));
}
