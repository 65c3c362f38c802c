import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import type { Registration, Vendor } from './registration.ts';
import { isFinal } from './registration-lifecycle.ts';
import { isKnownByRegistryAlone } from './supply-chain-partner.ts';
import type { VendorApplication } from './vendor-application.ts';

/** A name as it is compared: composed characters, lower case, single spaces. */
export function nameKey(legalName: string): string {
  return legalName.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
}

/**
 * The vendor that an application is about, among those of the same destination: the one with its TIN, or, where neither has
 * one, that of its name and country that has applied before. Anything less sure is offered as a possible duplicate and never
 * merged. Undefined: a new vendor.
 */
export function findSameVendor(vendors: readonly Vendor[], application: VendorApplication): Vendor | undefined {
  const { tin, legalName, establishedIn } = application;
  return (
    vendors.find((vendor) => tin !== null && vendor.tin === tin) ??
    vendors.find(
      (vendor) =>
        tin === null &&
        vendor.tin === null &&
        !isKnownByRegistryAlone(vendor) &&
        nameKey(vendor.legalName) === nameKey(legalName) &&
        vendor.establishedIn === establishedIn,
    )
  );
}

/** A vendor has one open registration at a destination at most: ILLEGAL_TRANSITION names the one it has. */
export function checkNoneIsOpen(registrations: readonly Registration[]): Result<null> {
  const open = registrations.find(({ status }) => !isFinal(status));
  if (open === undefined) return accepted(null);
  const name = open.number === null ? open.id : `${open.id} (number ${open.number})`;
  return refused('ILLEGAL_TRANSITION', `The vendor has an open registration already: ${name}, ${open.status}.`);
}
