import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, type Result } from '../../../schema/contract/result.ts';
import type { DeregistrationKind } from '../domain/deregistration.ts';
import { checkText } from '../domain/input-rules.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationAction } from '../domain/registration-lifecycle.ts';
import { numberFor } from '../domain/registration-number-of.ts';
import type { RegistrationWriter } from '../domain/registration-ports.ts';
import { changeRegistration } from './change-registration.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Approves: ACTIVE from now on, with the scheme's next number. */
export function approveRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  registrationId: string,
  version: number,
): Promise<Result<Registration>> {
  const step = { registrationId, version, action: 'approveVendorRegistration', remark: null } as const;
  return changeRegistration(parts, caller, step, (writer, registration) => takeNumber(parts, writer, registration));
}

/** The number of a registration that is approved: the one that it has, else the next of its scheme. */
export async function takeNumber(
  { schemes, clock }: VendorRegistrationParts,
  writer: RegistrationWriter,
  registration: Registration,
): Promise<Result<string>> {
  if (registration.number !== null) return accepted(registration.number);
  const scheme = getSchemeRow(schemes, registration.scheme, todayAt(registration.destination, clock));
  const sequence = await writer.nextNumber(scheme.scheme);
  const number = numberFor(scheme, sequence, registration.representative);
  if (number.ok) await writer.setNextNumber(scheme.scheme, sequence + 1);
  return number;
}

/** A step for which a text is given: a reason, a question or an answer. */
export interface ReasonedStep {
  readonly registrationId: string;
  readonly version: number;
  readonly action: Exclude<RegistrationAction, 'requestExporterValidation' | 'approveVendorRegistration'>;
  /** Which argument the text is, for a refusal of it. */
  readonly textField: string;
  readonly text: string;
  readonly kind?: DeregistrationKind | null;
  readonly appealNote?: string | null;
}

/** Takes a step with the text that the history keeps. */
export async function takeReasonedStep(
  parts: VendorRegistrationParts,
  caller: Caller,
  { registrationId, version, action, textField, text, kind = null, appealNote = null }: ReasonedStep,
): Promise<Result<Registration>> {
  const remark = checkText(textField, text);
  if (!remark.ok) return remark;
  const appeal = appealNote === null ? accepted(null) : checkText('appealNote', appealNote);
  if (!appeal.ok) return appeal;
  const step = { registrationId, version, action, remark: remark.value, kind, appealNote: appeal.value };
  return changeRegistration(parts, caller, step);
}
