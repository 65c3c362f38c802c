import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { checkText } from '../domain/input-rules.ts';
import type { FiledReturn, Registration } from '../domain/registration.ts';
import type { RegistrationWriter } from '../domain/registration-ports.ts';
import { checkReturn, type RemittanceReturn, type StatedReturn } from '../domain/remittance-return.ts';
import { checkPayable, checkPayment, type StatedPayment } from '../domain/stated-payment.ts';
import { findOwnRegistration, noSuchRegistration, versionConflict } from './change-registration.ts';
import { contentHash } from './content-hash.ts';
import { describePeriod, settingOf } from './list-returns.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

const USED_KEY = badInput('idempotencyKey', 'a new key for something else: this one was used before');

/** What a correction says beside the new amounts: which version it corrects, and why. */
export interface Correction {
  readonly version: number;
  readonly reason: string;
}

/** Files the return of one period, or a correction of it, which is a version of its own; the same key again gives the same return. */
export async function keepRemittanceReturn(
  parts: VendorRegistrationParts,
  caller: Caller,
  registrationId: string,
  input: StatedReturn,
  correction: Correction | null,
): Promise<Result<RemittanceReturn>> {
  const reason = correction === null ? accepted(null) : checkText('reason', correction.reason);
  if (!reason.ok) return reason;
  return ofRegistration(parts, caller, registrationId, async (writer, registration) => {
    const setting = settingOf(parts, registration, await writer.events([registration.id]));
    const checked = checkReturn(input, setting, correction !== null);
    if (!checked.ok) return checked;
    const { idempotencyKey, ...content } = checked.value;
    const key = ownKey(caller, idempotencyKey);
    const hash = contentHash({ ...content, registrationId, reason: reason.value });
    const earlier = await writer.filedReturnByKey(registration.destination, key);
    if (earlier !== undefined) return earlier.hash === hash ? accepted(content.period) : USED_KEY;
    const before = (await writer.filedReturns([registration.id])).filter(({ period }) => period === content.period);
    const present = before.length;
    if (correction === null && present > 0) {
      return refused('ILLEGAL_TRANSITION', `The return of ${content.period} has been filed already: correct it.`);
    }
    if (correction !== null && present === 0) {
      return refused('ILLEGAL_TRANSITION', `The return of ${content.period} has not been filed yet: file it first.`);
    }
    if (correction !== null && correction.version !== present) return versionConflict('version', present);
    const filed: FiledReturn = {
      id: parts.newId(),
      destination: registration.destination,
      registrationId,
      ...content,
      version: present + 1,
      correctionReason: reason.value,
      filedAt: parts.clock().toISOString(),
      filedBy: caller.subject,
    };
    await writer.insertReturn(filed, { idempotencyKey: key, hash });
    return accepted(content.period);
  });
}

/** Records a part of what was assessed that has been paid; the same key again changes nothing. */
export function recordPayment(
  parts: VendorRegistrationParts,
  caller: Caller,
  registrationId: string,
  input: StatedPayment,
): Promise<Result<RemittanceReturn>> {
  return ofRegistration(parts, caller, registrationId, async (writer, registration) => {
    const checked = checkPayment(input, todayAt(registration.destination, parts.clock));
    if (!checked.ok) return checked;
    const { idempotencyKey, ...content } = checked.value;
    const key = ownKey(caller, idempotencyKey);
    const hash = contentHash({ ...content, registrationId });
    const earlier = await writer.paymentByKey(registration.destination, key);
    if (earlier !== undefined) return earlier.hash === hash ? accepted(content.period) : USED_KEY;
    const told = await describePeriod(parts, writer, registration, content.period);
    if (!told.ok) return told;
    const payable = checkPayable(checked.value, told.value);
    if (!payable.ok) return payable;
    await writer.insertPayment(
      {
        id: parts.newId(),
        destination: registration.destination,
        registrationId,
        ...content,
        sequence: told.value.payments.length + 1,
        recordedAt: parts.clock().toISOString(),
        recordedBy: caller.subject,
      },
      { idempotencyKey: key, hash },
    );
    return accepted(content.period);
  });
}

/** Keeps something about one of the caller's registrations and tells the return of that period as it is afterwards. */
function ofRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  registrationId: string,
  keep: (writer: RegistrationWriter, registration: Registration) => Promise<Result<string>>,
): Promise<Result<RemittanceReturn>> {
  return parts.store.write(async (writer) => {
    const registration = await findOwnRegistration(writer, caller, registrationId);
    if (registration === undefined) return noSuchRegistration();
    const period = await keep(writer, registration);
    return period.ok ? describePeriod(parts, writer, registration, period.value) : period;
  });
}

/** Two who act for themselves may choose the same key: each has its own. */
function ownKey({ actor }: Caller, key: string): string {
  return actor === undefined ? key : `${actor}:${key}`;
}
