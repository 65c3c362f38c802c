import type { Caller } from '../../../schema/contract/caller.ts';
import { findPublishedSchemeOn } from '../domain/published-scheme.ts';
import type { Registration, Vendor } from '../domain/registration.ts';
import type { RegistrationWriter } from '../domain/registration-ports.ts';
import { accepted, badInput, type Result } from '../domain/result.ts';
import { checkNoneIsOpen, findSameVendor, nameKey } from '../domain/same-vendor.ts';
import { checkApplication, type VendorApplication } from '../domain/vendor-application.ts';
import { contentHash } from './content-hash.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Takes an application at the caller's administration; the same key again gives the same registration. */
export async function applyForRegistration(
  { store, clock, newId, schemes }: VendorRegistrationParts,
  caller: Caller,
  input: VendorApplication,
): Promise<Result<Registration>> {
  const destination = caller.administration;
  const checked = checkApplication(input, destination);
  if (!checked.ok) return checked;
  const application = checked.value;
  const { idempotencyKey, ...content } = application;
  const hash = contentHash(content);

  return store.write(async (writer) => {
    const earlier = await writer.registrationByKey(destination, idempotencyKey);
    if (earlier !== undefined) {
      return earlier.hash === hash
        ? accepted(earlier.registration)
        : badInput('idempotencyKey', 'a new key for another application: this one was used before');
    }
    const scheme = findPublishedSchemeOn(schemes, destination, todayAt(destination, clock));
    if (scheme === undefined) {
      return badInput('destination', `a collection scheme in force at the destination: ${destination} has none today`);
    }
    const vendor = await keepVendor(writer, application, destination, newId);
    if (!vendor.ok) return vendor;
    const registration: Registration = {
      id: newId(),
      destination,
      vendorId: vendor.value.id,
      scheme: scheme.scheme,
      number: null,
      businessModel: application.businessModel,
      status: 'APPLIED',
      representative: application.representative,
      version: 1,
      position: await writer.nextPosition(),
    };
    await writer.insertRegistration(registration, { idempotencyKey, hash });
    await writer.insertEvent({
      registrationId: registration.id,
      version: registration.version,
      at: clock().toISOString(),
      by: caller.subject,
      from: null,
      to: 'APPLIED',
      remark: null,
    });
    return accepted(registration);
  });
}

/** The vendor as its latest application states it: the one that is known already, if it has no open registration, or a new one. */
async function keepVendor(
  writer: RegistrationWriter,
  application: VendorApplication,
  destination: string,
  newId: () => string,
): Promise<Result<Vendor>> {
  const { legalName, establishedIn, tin, stakeholder, contactEmail } = application;
  const similar = await writer.similarVendors(destination, { tin, nameKey: nameKey(legalName), establishedIn });
  const known = findSameVendor(similar, application);
  const stated = { destination, legalName, establishedIn, stakeholder, contactEmail };
  if (known === undefined) {
    const vendor: Vendor = { id: newId(), ...stated, tin };
    await writer.insertVendor(vendor);
    return accepted(vendor);
  }
  const free = checkNoneIsOpen(await writer.registrationsOfVendors(destination, [known.id]));
  if (!free.ok) return free;
  const vendor: Vendor = { id: known.id, ...stated, tin: tin ?? known.tin };
  await writer.updateVendor(vendor);
  return accepted(vendor);
}
