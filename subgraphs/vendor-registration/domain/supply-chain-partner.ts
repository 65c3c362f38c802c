import type { Administration, AdministrationCode } from '../../../schema/administrations.ts';
import type { SupplyChainPartnerStated } from '../../../schema/contract/registry-event.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { Vendor } from './registration.ts';

/** A foreign vendor that an operator represents, as the operator's registry states it (note, IV ii, option 1). */
export interface SupplyChainPartner {
  /** Whose registry states it; nobody else is ever told. */
  readonly administration: AdministrationCode;
  /** The registry's own, unique within the administration. */
  readonly id: string;
  /** TIN of the operator that represents it. */
  readonly representative: string;
  /** The vendor as this service knows it at the administration. */
  readonly vendorId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly establishedIn: string;
  /** As `readTin` gives it; null: it has none, or none is known. */
  readonly tin: string | null;
  /** First day, at the administration. */
  readonly from: string;
  /** Last day, included; null: no end is known. */
  readonly until: string | null;
}

/** A partner as it was told, before it is known which vendor it is. */
export type StatedPartner = Omit<SupplyChainPartner, 'vendorId'>;

/** The partner that an event states, or what an administration cannot state: of another's operator, of a vendor of its own. */
export function readStatedPartner(event: SupplyChainPartnerStated, home: Administration): Result<StatedPartner> {
  const { id, name, establishedIn, from, until } = event.vendor;
  const representative = readTin(event.sub);
  if (!representative.ok || representative.administration.code !== home.code) {
    return badInput('sub', `the TIN of an operator of ${home.code}`);
  }
  const tin = event.vendor.tin === null ? null : readTin(event.vendor.tin);
  if (tin !== null && (!tin.ok || tin.administration.code === home.code)) {
    return badInput('vendor.tin', `the TIN of a vendor outside ${home.code}, or null`);
  }
  if (home.tinPrefixes.includes(establishedIn)) {
    return badInput('vendor.establishedIn', `a country outside ${home.code}`);
  }
  if (until !== null && until < from) return badInput('vendor.until', 'no day before the first');
  return accepted({
    administration: home.code,
    ...{ id, representative: representative.tin, name, establishedIn, tin: tin?.tin ?? null, from, until },
  });
}

/**
 * Which vendor of the administration a partner is: the one with its TIN, before others one that no unproven account has
 * applied for. Undefined: a new one. Never by name, since two centres may each represent a Li Wei.
 */
export function findVendorOfPartner(vendors: readonly Vendor[], { tin }: StatedPartner): Vendor | undefined {
  const same = vendors.filter((vendor) => tin !== null && vendor.tin === tin);
  return same.find(({ account }) => account === null) ?? same[0];
}

/** The vendor that a partner is until it applies itself. What option 1 opens is open to vendors alone: E_VENDOR. */
export function vendorOfPartner(id: string, { administration, name, establishedIn, tin }: StatedPartner): Vendor {
  return {
    ...{ id, destination: administration, legalName: name, establishedIn, tin },
    ...{ stakeholder: 'E_VENDOR', contactEmail: null, address: null, account: null },
  };
}

/** True if the vendor is known by what a registry states alone: it has applied for nothing, and nobody by its name has. */
export function isKnownByRegistryAlone({ contactEmail }: Vendor): boolean {
  return contactEmail === null;
}

/** True on a day, at the administration, on which the operator represents the vendor. */
export function isRepresentedOn({ from, until }: Pick<SupplyChainPartner, 'from' | 'until'>, day: string): boolean {
  return from <= day && (until === null || day <= until);
}

/**
 * Whether whoever acts for itself may know of it: its representative, and the vendor by its TIN, not one that merely applied
 * with that TIN. An officer of the administration (undefined) may know of all.
 */
export function mayKnowPartner(actor: string | undefined, partner: SupplyChainPartner): boolean {
  return actor === undefined || actor === partner.representative || actor === partner.tin;
}
