import { daysAfter } from '../domain/calendar-date.ts';
import { DAYS_LOOKED_BACK, type JudgedDay, judgeUse } from '../domain/number-usage.ts';
import type { Registration } from '../domain/registration.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** The use of a registration's number in the last `days` days, today included; none without a number. */
export async function readUse(
  { store, clock }: VendorRegistrationParts,
  { destination, number }: Registration,
  days: number,
): Promise<readonly JudgedDay[]> {
  if (number === null) return [];
  const from = daysAfter(todayAt(destination, clock), 1 - days);
  const since = daysAfter(from, -DAYS_LOOKED_BACK);
  const used = await store.read.daysOfUse(destination, [number], since);
  return judgeUse(used, from, (day) => daysAfter(day, -DAYS_LOOKED_BACK));
}
