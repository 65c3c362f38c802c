import type { Caller } from '../../../schema/contract/caller.ts';
import type { Registration, Vendor } from '../domain/registration.ts';
import { isFinal } from '../domain/registration-lifecycle.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import {
  type Representation,
  representationOfPartner,
  representationOfRegistration,
} from '../domain/representation.ts';
import { isRepresentedOn, mayKnowPartner, type SupplyChainPartner } from '../domain/supply-chain-partner.ts';
import type { OwnReader } from './own-reader.ts';
import { timeZoneOf } from './vendor-registration-parts.ts';

/** Who represents whom at the caller's administration, as far as the caller may know. */
export interface RepresentationReader {
  /** By TIN of the representative, in the order that is asked for: registrations that are open, then partners of today. */
  vendorsRepresentedBy(tins: readonly string[]): Promise<readonly (readonly Vendor[])[]>;
  /** By vendor, in the order that is asked for: those in force today, the earliest first. */
  representationsOf(vendors: readonly Vendor[]): Promise<readonly (readonly Representation[])[]>;
}

/** A reader for one request; `today` is the administration's. */
export function createRepresentationReader(
  read: RegistrationReader,
  own: OwnReader,
  { administration, actor }: Pick<Caller, 'administration' | 'actor'>,
  today: string,
): RepresentationReader {
  const isKnown = (partner: SupplyChainPartner) => isRepresentedOn(partner, today) && mayKnowPartner(actor, partner);

  return {
    async vendorsRepresentedBy(tins) {
      const registrations = await read.registrationsRepresentedBy(administration, tins);
      const partners = (await read.partnersRepresentedBy(administration, tins)).filter(isKnown);
      const links = [...registrations.filter(({ status }) => !isFinal(status)), ...partners];
      const vendors = await own.vendors([...new Set(links.map(({ vendorId }) => vendorId))]);
      const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
      return tins.map((tin) => {
        const ids = new Set(
          links.filter(({ representative }) => representative === tin).map(({ vendorId }) => vendorId),
        );
        return [...ids].flatMap((id) => byId.get(id) ?? []);
      });
    },

    async representationsOf(vendors) {
      const ids = vendors.map(({ id }) => id);
      const partners = (await read.partnersOfVendors(administration, ids)).filter(isKnown);
      const registrations = (await own.registrationsOfVendors(ids)).filter(isActiveThroughAnother);
      const events = registrations.length === 0 ? [] : await read.events(registrations.map(({ id }) => id));
      const timeZone = timeZoneOf(administration);
      return ids.map((vendorId) => {
        const stated = partners.filter((partner) => partner.vendorId === vendorId).map(representationOfPartner);
        const registered = registrations
          .filter((registration) => registration.vendorId === vendorId)
          .flatMap((registration) => {
            const history = events.filter(({ registrationId }) => registrationId === registration.id);
            return representationOfRegistration(registration, history, timeZone) ?? [];
          });
        return [...stated, ...registered].toSorted(inOrder);
      });
    },
  };
}

function isActiveThroughAnother({ status, representative }: Registration): boolean {
  return status === 'ACTIVE' && representative !== null;
}

function inOrder(one: Representation, other: Representation): number {
  return one.from.localeCompare(other.from) || one.representative.localeCompare(other.representative);
}
