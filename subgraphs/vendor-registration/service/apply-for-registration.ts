import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { isVendorItself } from '../domain/acting-for.ts';
import { capacityOf, checkIntermediary } from '../domain/applicant-rules.ts';
import { checkNoQuarantine } from '../domain/deregistration.ts';
import { findPublishedSchemeOn, type PublishedScheme } from '../domain/published-scheme.ts';
import type { Registration, Vendor } from '../domain/registration.ts';
import type { RegistrationWriter } from '../domain/registration-ports.ts';
import { checkNoneIsOpen, findSameVendor, nameKey } from '../domain/same-vendor.ts';
import { isRepresentedOn } from '../domain/supply-chain-partner.ts';
import { checkApplication, type VendorApplication } from '../domain/vendor-application.ts';
import { keepStep, sideOf } from './change-registration.ts';
import { contentHash } from './content-hash.ts';
import { takeNumber } from './decide-registration.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Takes an application at the caller's administration; the same key again gives the same registration. */
export async function applyForRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  input: VendorApplication,
): Promise<Result<Registration>> {
  const destination = caller.administration;
  const { store, clock, newId, schemes, agreements } = parts;
  const checked = checkApplication(input, destination);
  if (!checked.ok) return checked;
  const application = checked.value;
  const { idempotencyKey, ...content } = application;
  // Two applicants may choose the same key: each has its own.
  const key = caller.actor === undefined ? idempotencyKey : `${caller.actor}:${idempotencyKey}`;
  const hash = contentHash(content);
  const today = todayAt(destination, clock);

  return store.write(async (writer) => {
    const earlier = await writer.registrationByKey(destination, key);
    if (earlier !== undefined) {
      return earlier.hash === hash
        ? accepted(earlier.registration)
        : badInput('idempotencyKey', 'a new key for another application: this one was used before');
    }
    const scheme = findPublishedSchemeOn(schemes, destination, today);
    if (scheme === undefined) {
      return badInput('destination', `a collection scheme in force at the destination: ${destination} has none today`);
    }
    const capacity = capacityOf(application, scheme);
    if (!capacity.ok) return capacity;
    const represented = checkIntermediary(application, scheme, agreements, today);
    if (!represented.ok) return represented;
    const vendor = await keepVendor(parts, writer, application, caller);
    if (!vendor.ok) return vendor;
    const at = clock().toISOString();
    const registration: Registration = {
      id: newId(),
      destination,
      vendorId: vendor.value.id,
      scheme: scheme.scheme,
      number: null,
      businessModel: application.businessModel,
      capacity: capacity.value,
      status: 'APPLIED',
      representative: application.representative,
      version: 1,
      position: await writer.nextPosition(),
      changedAt: at,
    };
    await writer.insertRegistration(registration, { idempotencyKey: key, hash });
    const event = {
      registrationId: registration.id,
      version: registration.version,
      at,
      by: caller.subject,
      side: sideOf(caller),
      from: null,
      to: 'APPLIED',
      remark: null,
      assistanceReference: null,
      deregistration: null,
      quarantineUntil: null,
      appealNote: null,
      rule: null,
    } as const;
    await writer.insertEvent(event, registration.destination);
    return approveByRule(parts, writer, caller, registration, scheme);
  });
}

/** Approves at once where the scheme has a rule of its own for it; the event names the rule and its source. */
async function approveByRule(
  parts: VendorRegistrationParts,
  writer: RegistrationWriter,
  caller: Caller,
  registration: Registration,
  { autoApproval }: PublishedScheme,
): Promise<Result<Registration>> {
  if (autoApproval === null) return accepted(registration);
  const number = await takeNumber(parts, writer, registration);
  if (!number.ok) return number;
  const rule = `${autoApproval.rule} (${autoApproval.source})`;
  const step = { to: 'ACTIVE', number: number.value, caller, remark: null, rule } as const;
  return accepted(await keepStep(parts, writer, registration, step));
}

/**
 * The vendor as its latest application states it: the one that is known already, if it has no open registration, or a new
 * one; none in quarantine. Somebody who acts for itself never takes over a vendor that its token does not name, nor learns
 * that there is one: it becomes a vendor of its own, and the officer is offered the two as possible duplicates.
 */
async function keepVendor(
  { newId, clock }: VendorRegistrationParts,
  writer: RegistrationWriter,
  application: VendorApplication,
  { administration: destination, actor }: Caller,
): Promise<Result<Vendor>> {
  const { legalName, establishedIn, tin, stakeholder, contactEmail, address, representative } = application;
  const similar = await writer.similarVendors(destination, { tin, nameKey: nameKey(legalName), establishedIn });
  const known = findSameVendor(similar, application);
  const earlier = known === undefined ? [] : await writer.registrationsOfVendors(destination, [known.id]);
  const events = await writer.events(earlier.map(({ id }) => id));
  const today = todayAt(destination, clock);
  const admitted = checkNoQuarantine(events, today);
  if (!admitted.ok) return admitted;
  const stated = { destination, legalName, establishedIn, stakeholder, contactEmail, address };
  const partners = known === undefined ? [] : await writer.partnersOfVendors(destination, [known.id]);
  const isNamed = (vendor: Vendor) =>
    actor === undefined ||
    isVendorItself(actor, vendor) ||
    earlier.some((registration) => registration.representative === actor) ||
    partners.some((partner) => partner.representative === actor && isRepresentedOn(partner, today));
  if (known === undefined || !isNamed(known)) {
    const account = actor === undefined || actor === tin || actor === representative ? null : actor;
    const vendor: Vendor = { id: newId(), ...stated, tin, account };
    await writer.insertVendor(vendor);
    return accepted(vendor);
  }
  const free = checkNoneIsOpen(earlier);
  if (!free.ok) return free;
  const vendor: Vendor = { id: known.id, ...stated, tin: tin ?? known.tin, account: known.account };
  await writer.updateVendor(vendor);
  return accepted(vendor);
}
