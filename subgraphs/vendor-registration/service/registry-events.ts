import type { AdministrationCode } from '../../../schema/administrations.ts';
import { supplyChainPartnerStatedSchema } from '../../../schema/contract/registry-event.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { BelievedEvent, EventReading } from '../../runtime/event-inbox.ts';
import { readRegistryEvent } from '../../runtime/read-registry-event.ts';
import type { Vendor } from '../domain/registration.ts';
import type { RegistrationWriter } from '../domain/registration-ports.ts';
import {
  findVendorOfPartner,
  isKnownByRegistryAlone,
  readStatedPartner,
  type StatedPartner,
  type SupplyChainPartner,
  vendorOfPartner,
} from '../domain/supply-chain-partner.ts';

/** What a registry told. */
export interface RegistryEvent {
  readonly id: string;
  readonly administration: AdministrationCode;
  readonly partner: StatedPartner;
}

/** Believes an event only if the registry that was asked signed it, for the hub, about an operator of its own. */
export async function readPartnerStated(
  event: string,
  source: string,
  keys: { readonly trust: TrustList; readonly clock: Clock },
): Promise<EventReading<RegistryEvent>> {
  const reading = await readRegistryEvent(event, source, supplyChainPartnerStatedSchema, keys);
  if (!reading.ok) return reading;
  const { home, claims } = reading.told;
  const partner = readStatedPartner(claims, home);
  if (!partner.ok) return { ok: false, why: partner.refusal.message };
  return { ok: true, told: { id: claims.jti, administration: home.code, partner: partner.value } };
}

/** Keeps what one registry told, each event once, in the order in which it was told; within one transaction. */
export async function keepRegistryEvents(
  writer: RegistrationWriter,
  believed: readonly BelievedEvent<RegistryEvent>[],
  newId: () => string,
): Promise<void> {
  const [first] = believed;
  if (first === undefined) return;
  const { administration } = first.told;
  const ids = believed.map(({ told }) => told.id);
  const kept = new Set(await writer.keptRegistryEvents(administration, ids));
  const fresh = believed.filter(({ told }) => !kept.has(told.id) && kept.add(told.id));
  const stated = fresh.map(({ told }) => told.partner);
  const known = await writer.partners(
    administration,
    stated.map(({ id }) => id),
  );
  const partners = new Map<string, SupplyChainPartner>(known.map((partner) => [partner.id, partner]));
  const vendors = new Map<string, Vendor>(
    [
      ...(await writer.vendorsOfTins(
        administration,
        stated.flatMap(({ tin }) => tin ?? []),
      )),
      ...(await writer.vendors(
        administration,
        known.map(({ vendorId }) => vendorId),
      )),
    ].map((vendor) => [vendor.id, vendor]),
  );
  for (const partner of stated) {
    const vendor = await keepVendor(writer, [...vendors.values()], partner, partners.get(partner.id), newId);
    vendors.set(vendor.id, vendor);
    partners.set(partner.id, { ...partner, vendorId: vendor.id });
  }
  await writer.putPartners([...partners.values()]);
  await writer.insertRegistryEvents(
    administration,
    fresh.map(({ told, event }) => ({ id: told.id, event })),
  );
}

/** The vendor that a partner is: as it was known, as the registry states it now if nobody else has, or a new one. */
async function keepVendor(
  writer: RegistrationWriter,
  vendors: readonly Vendor[],
  stated: StatedPartner,
  earlier: SupplyChainPartner | undefined,
  newId: () => string,
): Promise<Vendor> {
  const known =
    earlier?.tin === stated.tin
      ? vendors.find(({ id }) => id === earlier.vendorId)
      : findVendorOfPartner(vendors, stated);
  if (known === undefined) {
    const vendor = vendorOfPartner(newId(), stated);
    await writer.insertVendor(vendor);
    return vendor;
  }
  if (!isKnownByRegistryAlone(known) || known.legalName === stated.name) return known;
  const renamed = { ...known, legalName: stated.name };
  await writer.updateVendor(renamed);
  return renamed;
}
