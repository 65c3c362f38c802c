import type { Caller } from '../../../schema/contract/caller.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { FiledReturn, Registration, RegistrationEvent } from '../domain/registration.ts';
import { findPeriod } from '../domain/remittance-period.ts';
import {
  checkReturn,
  describeReturn,
  type RemittanceReturn,
  type ReturnSetting,
  returnsOf,
  type StatedReturn,
} from '../domain/remittance-return.ts';
import { accepted, badInput, type Result, refused } from '../domain/result.ts';
import { noSuchRegistration } from './change-registration.ts';
import { contentHash } from './content-hash.ts';
import { timeZoneOf, todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Files the return of one period; the same key again gives the same return. */
export function fileRemittanceReturn(
  parts: VendorRegistrationParts,
  caller: Caller,
  registrationId: string,
  input: StatedReturn,
): Promise<Result<RemittanceReturn>> {
  const destination = caller.administration;
  return parts.store.write(async (writer) => {
    const [registration] = await writer.registrations(destination, [registrationId]);
    if (registration === undefined) return noSuchRegistration();
    const setting = settingOf(parts, registration, await writer.events([registration.id]));
    const checked = checkReturn(input, setting);
    if (!checked.ok) return checked;
    const { idempotencyKey, ...content } = checked.value;
    const hash = contentHash({ ...content, registrationId });
    const earlier = await writer.filedReturnByKey(destination, idempotencyKey);
    if (earlier !== undefined) {
      return earlier.hash === hash
        ? accepted(describe(earlier.filed, setting))
        : badInput('idempotencyKey', 'a new key for another return: this one was used before');
    }
    const before = await writer.filedReturns([registration.id]);
    if (before.some(({ period }) => period === content.period)) {
      return refused('ILLEGAL_TRANSITION', `The return of ${content.period} has been filed already.`);
    }
    const filed: FiledReturn = {
      id: parts.newId(),
      destination,
      registrationId,
      ...content,
      filedAt: parts.clock().toISOString(),
      filedBy: caller.subject,
    };
    await writer.insertReturn(filed, { idempotencyKey, hash });
    return accepted(describe(filed, setting));
  });
}

/** The returns of a registration, filed or due, oldest first. */
export function listReturns(
  parts: VendorRegistrationParts,
  registration: Registration,
  history: readonly RegistrationEvent[],
  filed: readonly FiledReturn[],
): readonly RemittanceReturn[] {
  return returnsOf(filed, settingOf(parts, registration, history));
}

function settingOf(
  { schemes, clock }: VendorRegistrationParts,
  { scheme, destination }: Registration,
  history: readonly RegistrationEvent[],
): ReturnSetting {
  return { schemes, scheme, history, timeZone: timeZoneOf(destination), today: todayAt(destination, clock) };
}

function describe(filed: FiledReturn, setting: ReturnSetting): RemittanceReturn {
  const months = getSchemeRow(setting.schemes, setting.scheme, setting.today).returnMonths;
  const period = findPeriod(filed.period, months);
  if (period === undefined) throw new TypeError(`a return of no period of ${months} months was kept: ${filed.period}`);
  return describeReturn(period, filed, setting);
}
