import type { Caller } from '../../../schema/contract/caller.ts';
import { isVendorItself, mayActFor } from '../domain/acting-for.ts';
import type { Registration, Vendor } from '../domain/registration.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';

/** What a caller may see of vendors and registrations: an officer all of its administration's, who acts for itself its own. */
export interface OwnReader {
  vendors(ids: readonly string[]): Promise<readonly Vendor[]>;
  registrations(ids: readonly string[]): Promise<readonly Registration[]>;
  /** Newest first. */
  registrationsOfVendors(vendorIds: readonly string[]): Promise<readonly Registration[]>;
}

/** A reader that leaves out, as if it were not there, whatever is not the caller's. */
export function createOwnReader(
  read: RegistrationReader,
  { administration, actor }: Pick<Caller, 'administration' | 'actor'>,
): OwnReader {
  const all: OwnReader = {
    vendors: (ids) => read.vendors(administration, ids),
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

  return {
    async vendors(ids) {
      const [vendors, registrations] = await Promise.all([all.vendors(ids), all.registrationsOfVendors(ids)]);
      const represented = new Set(
        registrations.filter(({ representative }) => representative === actor).map(({ vendorId }) => vendorId),
      );
      return vendors.filter((vendor) => represented.has(vendor.id) || isVendorItself(actor, vendor));
    },
    registrations: async (ids) => ownOf(await all.registrations(ids), actor),
    registrationsOfVendors: async (ids) => ownOf(await all.registrationsOfVendors(ids), actor),
  };
}
