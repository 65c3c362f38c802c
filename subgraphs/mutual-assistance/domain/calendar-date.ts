import { DateTime } from 'luxon';
import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';

/** The calendar date (ISO) of an instant where an administration is; UTC where no time zone of it is known. */
export function dateAt(administration: AdministrationCode, instant: Date): string {
  const zone = findAdministration(administration)?.timeZone ?? 'Etc/UTC';
  const date = DateTime.fromJSDate(instant, { zone }).toISODate();
  if (date === null) throw new TypeError(`no instant, or no time zone: ${zone}`);
  return date;
}

/** The day (ISO date) so many days after a date. */
export function daysAfter(date: string, days: number): string {
  const later = DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate();
  if (later === null) throw new TypeError(`not a date: ${date}`);
  return later;
}

/** Days from one date (ISO) to another; negative where the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  const days = DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days;
  if (!Number.isInteger(days)) throw new TypeError(`not two dates: ${from}, ${to}`);
  return days;
}
