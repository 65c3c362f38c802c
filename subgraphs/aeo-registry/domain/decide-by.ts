import { DateTime } from 'luxon';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import type { TimeLimits } from '../../../schema/reference/time-limits.ts';
import type { Application } from './application.ts';
import { isDecided } from './application-lifecycle.ts';

/** Days to the decision where no source gives a programme's own: the longest that one states, so that nothing is forgotten. */
export const WORKING_DECISION_DAYS = 120;

/** By when an application is to be decided. */
export interface DecideBy {
  /** Last day, at the administration. */
  readonly on: string;
  /** True: the day is over, and neither is it decided nor does the applicant owe an answer. */
  readonly overdue: boolean;
  /** True: the programme's own limit; false: WORKING_DECISION_DAYS. */
  readonly isStated: boolean;
  /** Days in which the clock stood still, since the applicant owed an answer. */
  readonly suspendedDays: number;
}

/**
 * The last day for the decision: the limit from the first submission, extended as was decided, and moved by every day on
 * which the applicant owed an answer. It follows from the history and the instant alone.
 */
export function decideBy(
  { events }: Pick<Application, 'events'>,
  limits: Pick<TimeLimits, 'decisionDays'> | undefined,
  now: Date,
  timeZone: string,
): DecideBy {
  const today = calendarDate(now, timeZone);
  const dayOf = (at: string) => calendarDate(new Date(at), timeZone);
  const submitted = events.find(({ action }) => action === 'submit');
  const suspendedDays = events.reduce((sum, { action, at }, index) => {
    if (action !== 'return') return sum;
    const end = events.slice(index + 1).find(({ state }) => state !== 'RETURNED');
    return sum + daysBetween(dayOf(at), end === undefined ? today : dayOf(end.at));
  }, 0);
  const extension = events.reduce((sum, { details }) => sum + (details.days ?? 0), 0);
  const days = (limits?.decisionDays ?? WORKING_DECISION_DAYS) + extension + suspendedDays;
  const on = plusDays(submitted === undefined ? today : dayOf(submitted.at), days);
  const state = events.at(-1)?.state ?? 'DRAFT';
  const isOurs = !isDecided(state) && state !== 'RETURNED' && state !== 'DRAFT';
  return { on, overdue: isOurs && today > on, isStated: limits?.decisionDays != null, suspendedDays };
}

/** The calendar date some days later. */
export function plusDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

function daysBetween(from: string, to: string): number {
  return DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days;
}
