import { DateTime } from 'luxon';

const MILLISECONDS_A_DAY = 86_400_000;

/** The calendar date of an instant in a time zone (IANA), as `YYYY-MM-DD`. */
export function dateIn(instant: string, timeZone: string): string {
  const date = DateTime.fromISO(instant, { zone: timeZone }).toISODate();
  if (date === null) throw new TypeError(`not an instant in ${timeZone}: ${instant}`);
  return date;
}

/** The day `days` after a date, as `YYYY-MM-DD`. */
export function daysAfter(date: string, days: number): string {
  return isoDate(DateTime.fromISO(date, { zone: 'utc' }).plus({ days }));
}

/** Days from one date to another; below 0: the other is earlier. */
export function daysBetween(from: string, to: string): number {
  const [start, end] = [from, to].map((date) => DateTime.fromISO(date, { zone: 'utc' }).toMillis());
  return Math.round((Number(end) - Number(start)) / MILLISECONDS_A_DAY);
}

/** The same day of a month that lies `months` later, or the last day of that month where it has no such day. */
export function monthsAfter(date: string, months: number): string {
  return isoDate(DateTime.fromISO(date, { zone: 'utc' }).plus({ months }));
}

/** The last day of the month that lies `months` after the month of a date, as `YYYY-MM-DD`. */
export function endOfMonthAfter(date: string, months: number): string {
  return isoDate(DateTime.fromISO(date, { zone: 'utc' }).startOf('month').plus({ months }).endOf('month'));
}

function isoDate(moment: DateTime): string {
  const date = moment.toISODate();
  if (date === null) throw new TypeError('not a date');
  return date;
}
