import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import { registryIssuer } from '../../../schema/contract/attestation.ts';
import {
  HUB_AUDIENCE,
  REGISTRY_EVENT_TYPE,
  supplyChainPartnerStatedSchema,
} from '../../../schema/contract/registry-event.ts';
import { administrationOfSubgraph } from '../../../schema/contract/subgraph-names.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { BelievedEvent, EventReading } from '../../runtime/event-inbox.ts';
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
export async function readRegistryEvent(
  event: string,
  source: string,
  { trust, clock }: { readonly trust: TrustList; readonly clock: Clock },
): Promise<EventReading<RegistryEvent>> {
  const home = findAdministration(administrationOfSubgraph(source) ?? '');
  if (home === undefined) return { ok: false, why: `${source} is no registry` };
  const verdict = await verifyStatement(event, trust, {
    type: REGISTRY_EVENT_TYPE,
    roles: ['REGISTRY'],
    audience: HUB_AUDIENCE,
    issuer: registryIssuer(home.code),
    now: clock(),
  });
  if (!verdict.ok) return verdict;
  if (verdict.signedBy.administration !== home.code) return { ok: false, why: `it is not signed by ${source}` };
  const claims = supplyChainPartnerStatedSchema.safeParse(verdict.claims);
  if (!claims.success) return { ok: false, why: `the claims are not those of an event: ${claims.error.message}` };
  const partner = readStatedPartner(claims.data, home);
  if (!partner.ok) return { ok: false, why: partner.refusal.message };
  return { ok: true, told: { id: claims.data.jti, administration: home.code, partner: partner.value } };
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
