import { DateTime } from 'luxon';

/** Milliseconds since the epoch at which the calendar date begins in the time zone: midnight there. */
export function startOfDay(date: string, timeZone: string): number {
  return DateTime.fromISO(date, { zone: timeZone }).startOf('day').toMillis();
}

/** Milliseconds since the epoch at which the calendar date is over: the day counts whole, so this is midnight of the next. */
export function endOfDay(date: string, timeZone: string): number {
  return DateTime.fromISO(date, { zone: timeZone }).plus({ days: 1 }).startOf('day').toMillis();
}

/** The calendar date in the time zone at an instant. */
export function calendarDate(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/** True from the first day's midnight until the last day is over; null as last day: without end. */
export function isWithinDays(instant: Date, from: string, to: string | null, timeZone: string): boolean {
  const time = instant.getTime();
  return time >= startOfDay(from, timeZone) && (to === null || time < endOfDay(to, timeZone));
}
