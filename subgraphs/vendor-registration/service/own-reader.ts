import type { Caller } from '../../../schema/contract/caller.ts';
import { isVendorItself, mayActFor } from '../domain/acting-for.ts';
import type { Registration, Vendor } from '../domain/registration.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import { isRepresentedOn } from '../domain/supply-chain-partner.ts';

/** What a caller may see of vendors and registrations: an officer all of its administration's, who acts for itself its own. */
export interface OwnReader {
  vendors(ids: readonly string[]): Promise<readonly Vendor[]>;
  /** Vendors with one of the TINs. */
  vendorsOfTins(tins: readonly string[]): Promise<readonly Vendor[]>;
  registrations(ids: readonly string[]): Promise<readonly Registration[]>;
  /** Newest first. */
  registrationsOfVendors(vendorIds: readonly string[]): Promise<readonly Registration[]>;
}

/** A reader that leaves out, as if it were not there, whatever is not the caller's; `today` is the administration's. */
export function createOwnReader(
  read: RegistrationReader,
  { administration, actor }: Pick<Caller, 'administration' | 'actor'>,
  today: string,
): OwnReader {
  const all: OwnReader = {
    vendors: (ids) => read.vendors(administration, ids),
    vendorsOfTins: (tins) => read.vendorsOfTins(administration, tins),
    registrations: (ids) => read.registrations(administration, ids),
    registrationsOfVendors: (ids) => read.registrationsOfVendors(administration, ids),
  };
  if (actor === undefined) return all;

  async function ownOf(registrations: readonly Registration[], name: string): Promise<readonly Registration[]> {
    const vendors = await all.vendors([...new Set(registrations.map(({ vendorId }) => vendorId))]);
    const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
    return registrations.filter((registration) => {
      const vendor = byId.get(registration.vendorId);
      return vendor !== undefined && mayActFor(name, registration, vendor);
    });
  }

  /** The vendor itself, and those that it represents by a registration, or as supply-chain partners today. */
  async function ownAmong(vendors: readonly Vendor[], name: string): Promise<readonly Vendor[]> {
    const ids = vendors.map(({ id }) => id);
    const [registrations, partners] = await Promise.all([
      all.registrationsOfVendors(ids),
      read.partnersOfVendors(administration, ids),
    ]);
    const links = [...registrations, ...partners.filter((partner) => isRepresentedOn(partner, today))];
    const represented = new Set(
      links.filter(({ representative }) => representative === name).map(({ vendorId }) => vendorId),
    );
    return vendors.filter((vendor) => represented.has(vendor.id) || isVendorItself(name, vendor));
  }

  return {
    vendors: async (ids) => ownAmong(await all.vendors(ids), actor),
    vendorsOfTins: async (tins) => ownAmong(await all.vendorsOfTins(tins), actor),
    registrations: async (ids) => ownOf(await all.registrations(ids), actor),
    registrationsOfVendors: async (ids) => ownOf(await all.registrationsOfVendors(ids), actor),
  };
}
