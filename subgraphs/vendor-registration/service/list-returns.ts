import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { Registration, RegistrationEvent } from '../domain/registration.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import { findPeriod } from '../domain/remittance-period.ts';
import {
  describeReturn,
  type KeptReturns,
  type RemittanceReturn,
  type ReturnSetting,
  returnsOf,
} from '../domain/remittance-return.ts';
import { timeZoneOf, todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** The returns of a registration, filed or due, oldest first. */
export function listReturns(
  parts: VendorRegistrationParts,
  registration: Registration,
  history: readonly RegistrationEvent[],
  kept: KeptReturns,
): readonly RemittanceReturn[] {
  return returnsOf(registration.id, kept, settingOf(parts, registration, history));
}

/** One return of a registration as it is kept now. */
export async function describePeriod(
  parts: VendorRegistrationParts,
  reader: RegistrationReader,
  registration: Registration,
  name: string,
): Promise<Result<RemittanceReturn>> {
  const ids = [registration.id];
  const setting = settingOf(parts, registration, await reader.events(ids));
  const { returnMonths } = getSchemeRow(setting.schemes, setting.scheme, setting.today);
  const period = findPeriod(name, returnMonths);
  if (period === undefined) return badInput('period', `a period of ${returnMonths} months`);
  const kept = { filed: await reader.filedReturns(ids), payments: await reader.payments(ids) };
  return accepted(describeReturn(registration.id, period, kept, setting));
}

/** What the returns of a registration are derived from. */
export function settingOf(
  { schemes, clock }: VendorRegistrationParts,
  { scheme, destination }: Registration,
  history: readonly RegistrationEvent[],
): ReturnSetting {
  return { schemes, scheme, history, timeZone: timeZoneOf(destination), today: todayAt(destination, clock) };
}
