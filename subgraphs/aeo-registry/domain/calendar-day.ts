import { DateTime } from 'luxon';

/** The instant at which a calendar day begins in a time zone; the first one that exists where midnight does not. */
export function startOfDay(date: string, timeZone: string): Date {
  return DateTime.fromISO(date, { zone: timeZone }).startOf('day').toJSDate();
}

/** The instant at which a calendar day has ended in a time zone: the start of the next, so the last day is included. */
export function endOfDay(date: string, timeZone: string): Date {
  return DateTime.fromISO(date, { zone: timeZone }).plus({ days: 1 }).startOf('day').toJSDate();
}

/** The calendar date at an instant in a time zone, YYYY-MM-DD. */
export function dateAt(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd');
}
