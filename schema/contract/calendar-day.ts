import { DateTime } from 'luxon';

/** Days that were worked out already: the same few hundred are asked for with every question. */
const known = new Map<string, number>();

/** Days that are kept at most, some hundred bytes each. */
const MAXIMUM_KNOWN = 50_000;

/** Milliseconds since the epoch at which the calendar date begins in the time zone: midnight there, or the first instant after it. */
export function startOfDay(date: string, timeZone: string): number {
  return startOfDayAfter(date, timeZone, 0);
}

/** Milliseconds since the epoch at which the calendar date is over: the day counts whole, so this is midnight of the next. */
export function endOfDay(date: string, timeZone: string): number {
  return startOfDayAfter(date, timeZone, 1);
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

function startOfDayAfter(date: string, timeZone: string, days: number): number {
  const key = `${date} ${days} ${timeZone}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const instant = DateTime.fromISO(date, { zone: timeZone }).plus({ days }).startOf('day').toMillis();
  if (known.size >= MAXIMUM_KNOWN) known.clear();
  known.set(key, instant);
  return instant;
}
