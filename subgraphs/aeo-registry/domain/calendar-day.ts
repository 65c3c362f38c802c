import { DateTime } from 'luxon';

/** Days that were worked out already: an operator's days are asked for with every question about it. */
const known = new Map<string, number>();

/** Days that are kept at most, some hundred bytes each. */
const MAXIMUM_KNOWN = 50_000;

/** The instant at which a calendar day begins in a time zone; the first one that exists where midnight does not. */
export function startOfDay(date: string, timeZone: string): Date {
  return startOfDayAfter(date, timeZone, 0);
}

/** The instant at which a calendar day has ended in a time zone: the start of the next, so the last day is included. */
export function endOfDay(date: string, timeZone: string): Date {
  return startOfDayAfter(date, timeZone, 1);
}

/** The calendar date at an instant in a time zone, YYYY-MM-DD. */
export function dateAt(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

function startOfDayAfter(date: string, timeZone: string, days: number): Date {
  const key = `${date} ${days} ${timeZone}`;
  let instant = known.get(key);
  if (instant === undefined) {
    instant = DateTime.fromISO(date, { zone: timeZone }).plus({ days }).startOf('day').toMillis();
    if (known.size >= MAXIMUM_KNOWN) known.clear();
    known.set(key, instant);
  }
  return new Date(instant);
}
