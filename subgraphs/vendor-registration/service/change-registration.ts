import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import { mayActFor } from '../domain/acting-for.ts';
import {
  appealNoteOf,
  checkDeregistration,
  type DeregistrationKind,
  quarantineUntil,
} from '../domain/deregistration.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { Registration, RegistrationEvent } from '../domain/registration.ts';
import {
  type RegistrationAction,
  type RegistrationSide,
  type RegistrationStatus,
  statusAfter,
} from '../domain/registration-lifecycle.ts';
import type { RegistrationReader, RegistrationWriter } from '../domain/registration-ports.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** A step: on which registration, as of which version, and why. */
export interface RegistrationStep {
  readonly registrationId: string;
  readonly version: number;
  readonly action: RegistrationAction;
  readonly remark: string | null;
  /** Of the request that was made to the vendor's home administration. */
  readonly assistanceReference?: string;
  /** Of a deregistration. */
  readonly kind?: DeregistrationKind | null;
  readonly appealNote?: string | null;
}

/** What the life cycle allows for this step, before anything is written. */
export interface PermittedStep {
  readonly registration: Registration;
  readonly to: RegistrationStatus;
}

/** Whose step it is: whoever acts for itself is no officer. */
export function sideOf({ actor }: Caller): RegistrationSide {
  return actor === undefined ? 'DESTINATION' : 'VENDOR';
}

/** No registration of that name, or one that is not the caller's, which is the same to the caller. */
export function noSuchRegistration() {
  return refused('NOT_FOUND', 'There is no such registration, or none that you may see.');
}

/** The registration, if it is the destination's own and, for a caller that acts for itself, that caller's. */
export async function findOwnRegistration(
  reader: RegistrationReader,
  { administration, actor }: Caller,
  id: string,
): Promise<Registration | undefined> {
  const [registration] = await reader.registrations(administration, [id]);
  if (registration === undefined || actor === undefined) return registration;
  const [vendor] = await reader.vendors(administration, [registration.vendorId]);
  return vendor !== undefined && mayActFor(actor, registration, vendor) ? registration : undefined;
}

/** Loads the registration and asks version, then life cycle. */
export async function permitStep(
  reader: RegistrationReader,
  caller: Caller,
  { registrationId, version, action, kind = null }: RegistrationStep,
): Promise<Result<PermittedStep>> {
  const registration = await findOwnRegistration(reader, caller, registrationId);
  if (registration === undefined) return noSuchRegistration();
  if (registration.version !== version) return versionConflict('version', registration.version);
  const to = statusAfter(registration.status, action, sideOf(caller));
  if (!to.ok) return to;
  if (action === 'deregisterVendor') {
    const allowed = checkDeregistration(kind, registration.status, sideOf(caller));
    if (!allowed.ok) return allowed;
  }
  return accepted({ registration, to: to.value });
}

/** Takes a step in one transaction: state, history and, where `numberOf` gives one, the number together. */
export function changeRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  step: RegistrationStep,
  numberOf: NumberSource = keepNumber,
): Promise<Result<Registration>> {
  return parts.store.write(async (writer) => {
    const permitted = await permitStep(writer, caller, step);
    if (!permitted.ok) return permitted;
    const { registration, to } = permitted.value;
    const number = await numberOf(writer, registration);
    if (!number.ok) return number;
    return accepted(await keepStep(parts, writer, registration, { ...step, to, number: number.value, caller }));
  });
}

/** What a step that is allowed changes. `rule`: the scheme's own, where no officer decided. */
export interface KeptStep extends Pick<RegistrationStep, 'remark' | 'assistanceReference' | 'kind' | 'appealNote'> {
  readonly to: RegistrationStatus;
  readonly number: string | null;
  readonly caller: Caller;
  readonly rule?: string;
}

/** Keeps the new state and the event that tells of it. */
export async function keepStep(
  { clock, schemes }: VendorRegistrationParts,
  writer: RegistrationWriter,
  registration: Registration,
  { to, number, caller, remark, assistanceReference, kind = null, appealNote = null, rule }: KeptStep,
): Promise<Registration> {
  const at = clock().toISOString();
  const change = { status: to, number, changedAt: at };
  if (!(await writer.changeRegistration(registration.id, registration.version, change))) {
    // Cannot be while writers queue; it guards what is kept, should they ever not.
    throw new Error(`registration ${registration.id} was changed within the transaction of another`);
  }
  const changed = { ...registration, ...change, version: registration.version + 1 };
  const today = todayAt(registration.destination, clock);
  const event: RegistrationEvent = {
    registrationId: changed.id,
    version: changed.version,
    at,
    by: caller.subject,
    side: rule === undefined ? sideOf(caller) : 'DESTINATION',
    from: registration.status,
    to,
    remark,
    assistanceReference: assistanceReference ?? null,
    deregistration: kind,
    quarantineUntil: quarantineUntil(kind, getSchemeRow(schemes, registration.scheme, today), today),
    appealNote: appealNoteOf(to, kind, appealNote),
    rule: rule ?? null,
  };
  await writer.insertEvent(event, registration.destination);
  return changed;
}

/** Where the number after the step comes from. */
export type NumberSource = (writer: RegistrationWriter, registration: Registration) => Promise<Result<string | null>>;

const keepNumber: NumberSource = async (_writer, { number }) => accepted(number);

/** Somebody was quicker. */
export function versionConflict(field: string, present: number) {
  return refused('VERSION_CONFLICT', `The present version is ${present}.`, { field, rule: 'the present version' });
}
