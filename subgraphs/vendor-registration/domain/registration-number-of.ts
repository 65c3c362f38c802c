import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import { registrationNumber } from '../../../schema/reference/number-template.ts';
import type { PublishedScheme } from './published-scheme.ts';

/**
 * The member state that identifies a vendor, for a scheme whose numbers name one: that of its representative, since an
 * intermediary registers where it is established (Directive 2006/112/EC, article 369l); without one, the first of the list.
 * Undefined: numbers of the scheme name no state.
 */
export function stateOfIdentification(scheme: PublishedScheme, representative: string | null): string | undefined {
  const states = scheme.numberTemplate.stateNumerics;
  if (states === null) return undefined;
  const prefix = representative?.slice(0, 2);
  return prefix !== undefined && Object.hasOwn(states, prefix) ? prefix : Object.keys(states).sort()[0];
}

/**
 * The number for a place in the scheme's sequence. LIMIT_EXCEEDED where the sequence is used up: a number is never given
 * twice. Throws where the number would not have the scheme's own format, so that such a one is never stored.
 */
export function numberFor(scheme: PublishedScheme, sequence: number, representative: string | null): Result<string> {
  const number = registrationNumber(scheme.numberTemplate, sequence, stateOfIdentification(scheme, representative));
  if (number === undefined) return refused('LIMIT_EXCEEDED', `All numbers of ${scheme.scheme} have been given.`);
  if (!new RegExp(scheme.numberFormat).test(number)) {
    throw new TypeError(`the template of ${scheme.id} makes a number outside its format`);
  }
  return accepted(number);
}
