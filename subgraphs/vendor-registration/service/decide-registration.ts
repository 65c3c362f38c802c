import type { Caller } from '../../../schema/contract/caller.ts';
import { checkRemark } from '../domain/input-rules.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationAction } from '../domain/registration-lifecycle.ts';
import { numberFor } from '../domain/registration-number-of.ts';
import { accepted, type Result } from '../domain/result.ts';
import { changeRegistration } from './change-registration.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Approves: ACTIVE from now on, with the scheme's next number; a suspended registration keeps the number that it has. */
export function approveRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  registrationId: string,
  version: number,
): Promise<Result<Registration>> {
  const step = { registrationId, version, action: 'approveVendorRegistration', remark: null } as const;
  return changeRegistration(parts, caller, step, async (writer, registration) => {
    if (registration.number !== null) return accepted(registration.number);
    const scheme = getSchemeRow(parts.schemes, registration.scheme, todayAt(registration.destination, parts.clock));
    const sequence = await writer.nextNumber(scheme.scheme);
    const number = numberFor(scheme, sequence, registration.representative);
    if (number.ok) await writer.setNextNumber(scheme.scheme, sequence + 1);
    return number;
  });
}

/** Refuses, suspends or deregisters, with the reason that the history keeps. */
export async function endOrSuspendRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  action: Extract<RegistrationAction, 'refuseVendorRegistration' | 'suspendVendorRegistration' | 'deregisterVendor'>,
  given: { readonly registrationId: string; readonly version: number; readonly remark: string },
): Promise<Result<Registration>> {
  const remark = checkRemark(given.remark);
  return remark.ok ? changeRegistration(parts, caller, { ...given, action, remark: remark.value }) : remark;
}
