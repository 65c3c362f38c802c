import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import {
  checkIntermediaryOperator,
  type Intermediary,
  intermediaryNumberFor,
  intermediarySequence,
} from '../domain/intermediary.ts';
import { findPublishedSchemeOn } from '../domain/published-scheme.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Gives an operator of the destination its own number as intermediary; one that has it keeps it. */
export async function registerIntermediary(
  { store, schemes, clock }: VendorRegistrationParts,
  { administration: destination, subject }: Caller,
  stated: string,
): Promise<Result<Intermediary>> {
  const scheme = findPublishedSchemeOn(schemes, destination, todayAt(destination, clock));
  if (scheme === undefined) return badInput('tin', 'an operator of a destination with a scheme in force');
  const operator = checkIntermediaryOperator(stated, scheme);
  if (!operator.ok) return operator;
  const tin = operator.value;
  return store.write(async (writer) => {
    const known = await writer.intermediaries(destination, [tin]);
    const present = known.find((one) => one.scheme === scheme.scheme);
    if (present !== undefined) return accepted(present);
    const sequence = await writer.nextNumber(intermediarySequence(scheme));
    const number = intermediaryNumberFor(scheme, sequence, tin);
    if (!number.ok) return number;
    const intermediary: Intermediary = {
      ...{ destination, scheme: scheme.scheme, tin, number: number.value },
      ...{ registeredAt: clock().toISOString(), registeredBy: subject },
    };
    await writer.setNextNumber(intermediarySequence(scheme), sequence + 1);
    await writer.insertIntermediary(intermediary);
    return accepted(intermediary);
  });
}
