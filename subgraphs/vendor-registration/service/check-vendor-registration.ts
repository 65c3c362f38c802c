import type { Caller } from '../../../schema/contract/caller.ts';
import { readConsignment, type StatedConsignment } from '../domain/consignment.ts';
import { checkNumber } from '../domain/input-rules.ts';
import { findPublishedSchemeOn } from '../domain/published-scheme.ts';
import type { Registration } from '../domain/registration.ts';
import { accepted, badInput, type Result } from '../domain/result.ts';
import { checkVendorNumber, type VendorCheckAnswer } from '../domain/vendor-check.ts';
import { VENDOR_CHECK_RECEIPT_TYPE, vendorCheckClaims } from '../domain/vendor-check-receipt.ts';
import { timeZoneOf, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** The answer to a check, with its proof. */
export interface AnsweredCheck extends VendorCheckAnswer {
  /** Null: the number is nobody's here. */
  readonly registration: Registration | null;
  readonly consultationNumber: string;
  readonly receipt: string;
}

/** Checks a number of the caller's own scheme for a consignment. The receipt is kept before the answer is given. */
export async function checkVendorRegistration(
  { store, clock, newId, schemes, taxRates, signer }: VendorRegistrationParts,
  caller: Caller,
  stated: { readonly number: string; readonly consignment: StatedConsignment },
): Promise<Result<AnsweredCheck>> {
  const destination = caller.administration;
  const number = checkNumber(stated.number);
  if (!number.ok) return number;
  const scheme = findPublishedSchemeOn(schemes, destination, stated.consignment.arrivesOn);
  if (scheme === undefined) {
    return badInput('consignment.arrivesOn', `a day on which ${destination} has a collection scheme in force`);
  }
  const consignment = readConsignment(stated.consignment, destination);
  if (!consignment.ok) return consignment;

  const registration = await store.read.registrationByNumber(destination, number.value);
  const history = registration === undefined ? undefined : await store.read.events([registration.id]);
  const answer = checkVendorNumber({
    number: number.value,
    consignment: consignment.value,
    scheme,
    rates: taxRates,
    history,
    timeZone: timeZoneOf(destination),
  });

  const at = clock();
  const consultationNumber = newId();
  const claims = vendorCheckClaims({
    consultationNumber,
    number: number.value,
    destination,
    at,
    purpose: caller.purpose,
    requestId: caller.requestId,
    consignment: stated.consignment,
    schemeId: scheme.id,
    answer,
  });
  const receipt = await signer.sign(claims, VENDOR_CHECK_RECEIPT_TYPE);
  await store.write((writer) =>
    writer.insertCheck({
      consultationNumber,
      destination,
      askedAt: at.toISOString(),
      askedBy: caller.subject,
      registrationNumber: number.value,
      outcome: answer.outcome,
      receipt,
    }),
  );
  return accepted({ ...answer, registration: registration ?? null, consultationNumber, receipt });
}
