import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { registrationNumber } from '../../../schema/reference/number-template.ts';
import type { PublishedScheme } from './published-scheme.ts';
import { stateOfIdentification } from './registration-number-of.ts';
import { readOptionalTin } from './vendor-application.ts';

/** An intermediary as a scheme knows it: with a number of its own, which is no number of any vendor that it represents. */
export interface Intermediary {
  readonly destination: PublishedScheme['destination'];
  readonly scheme: string;
  /** TIN of an operator of the destination. */
  readonly tin: string;
  /** In the scheme's format of such numbers; no consignment may carry it. */
  readonly number: string;
  /** Instant, RFC 3339 UTC. */
  readonly registeredAt: string;
  readonly registeredBy: string;
}

/** The sequence of a scheme's intermediaries, apart from that of its vendors. */
export function intermediarySequence({ scheme }: PublishedScheme): string {
  return `${scheme} intermediaries`;
}

/** The normalised TIN of an operator that can be an intermediary: one of the destination, where the scheme numbers them. */
export function checkIntermediaryOperator(stated: string, scheme: PublishedScheme): Result<string> {
  if (scheme.intermediaryNumberPattern === null) {
    return badInput('tin', `an operator under a scheme that numbers intermediaries, which ${scheme.name} does not`);
  }
  const reading = readOptionalTin('tin', stated);
  if (!reading.ok) return reading;
  if (reading.value?.administration.code !== scheme.destination) {
    return badInput('tin', `the TIN of an operator of ${scheme.destination}`);
  }
  return accepted(reading.value.tin);
}

/** The number for a place in the sequence; LIMIT_EXCEEDED where it is used up. Throws where it were outside the format. */
export function intermediaryNumberFor(scheme: PublishedScheme, sequence: number, tin: string): Result<string> {
  const { intermediaryNumberPattern: pattern, intermediaryNumberFormat: format, numberTemplate } = scheme;
  const template = pattern === null ? null : { ...numberTemplate, pattern };
  const number = registrationNumber(template, sequence, stateOfIdentification(scheme, tin));
  if (number === undefined)
    return refused('LIMIT_EXCEEDED', `All intermediary numbers of ${scheme.scheme} have been given.`);
  if (format === null || !new RegExp(format).test(number)) {
    throw new TypeError(`the pattern of ${scheme.id} makes an intermediary number outside its format`);
  }
  return accepted(number);
}
