import type { Caller } from '../../../schema/contract/caller.ts';
import type { Registration } from '../domain/registration.ts';
import { type RegistrationAction, type RegistrationStatus, statusAfter } from '../domain/registration-lifecycle.ts';
import type { RegistrationReader, RegistrationWriter } from '../domain/registration-ports.ts';
import { accepted, type Result, refused } from '../domain/result.ts';
import type { VendorRegistrationParts } from './vendor-registration-parts.ts';

/** A step that an officer takes: on which registration, as of which version, and why. */
export interface RegistrationStep {
  readonly registrationId: string;
  readonly version: number;
  readonly action: RegistrationAction;
  readonly remark: string | null;
}

/** What the life cycle allows for this step, before anything is written. */
export interface PermittedStep {
  readonly registration: Registration;
  readonly to: RegistrationStatus;
}

/** No registration of that name, or one of another destination, which is the same to the caller. */
export function noSuchRegistration() {
  return refused('NOT_FOUND', 'There is no such registration, or none that you may see.');
}

/** Loads the registration and asks version, then life cycle. */
export async function permitStep(
  reader: RegistrationReader,
  caller: Caller,
  { registrationId, version, action }: RegistrationStep,
): Promise<Result<PermittedStep>> {
  const [registration] = await reader.registrations(caller.administration, [registrationId]);
  if (registration === undefined) return noSuchRegistration();
  if (registration.version !== version) return versionConflict(registration.version);
  const to = statusAfter(registration.status, action);
  return to.ok ? accepted({ registration, to: to.value }) : to;
}

/** Takes a step in one transaction: state, history and, where `numberOf` gives one, the number together. */
export function changeRegistration(
  { store, clock }: VendorRegistrationParts,
  caller: Caller,
  step: RegistrationStep,
  numberOf: NumberSource = keepNumber,
): Promise<Result<Registration>> {
  return store.write(async (writer) => {
    const permitted = await permitStep(writer, caller, step);
    if (!permitted.ok) return permitted;
    const { registration, to } = permitted.value;
    const number = await numberOf(writer, registration);
    if (!number.ok) return number;
    const change = { status: to, number: number.value };
    if (!(await writer.changeRegistration(registration.id, registration.version, change))) {
      // Cannot be while writers queue; it guards what is kept, should they ever not.
      throw new Error(`registration ${registration.id} was changed within the transaction of another`);
    }
    const changed = { ...registration, ...change, version: registration.version + 1 };
    await writer.insertEvent({
      registrationId: changed.id,
      version: changed.version,
      at: clock().toISOString(),
      by: caller.subject,
      from: registration.status,
      to,
      remark: step.remark,
    });
    return accepted(changed);
  });
}

/** Where the number after the step comes from. */
export type NumberSource = (writer: RegistrationWriter, registration: Registration) => Promise<Result<string | null>>;

const keepNumber: NumberSource = async (_writer, { number }) => accepted(number);

function versionConflict(present: number) {
  return refused('VERSION_CONFLICT', `The registration has version ${present} by now.`, {
    field: 'version',
    rule: 'the present version',
  });
}
