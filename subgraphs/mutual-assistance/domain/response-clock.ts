import { type AssistanceState, isOpen } from './assistance-lifecycle.ts';
import { dateAt, daysAfter, daysBetween } from './calendar-date.ts';

/** Days for an answer where the agreement states none: the project's own default (domain.md 3.4). */
export const DEFAULT_RESPONSE_DAYS = 90;

/** The clock of an answer. Days on which it stands do not count toward `dueOn`. */
export interface ResponseClock {
  /** ISO date: the last day for the answer, every stop that has ended added. */
  readonly dueOn: string;
  /** Days of the stops that have ended. */
  readonly stoppedDays: number;
  /** Null: it runs. `until`: the day (ISO date) on which it runs again by itself; null: only by a step. */
  readonly stop: { readonly on: string; readonly until: string | null } | null;
}

/** One step as the clock sees it: ISO date, and the day for which a postponement announces the next look. */
export interface ClockStep {
  readonly from: AssistanceState | null;
  readonly to: AssistanceState;
  readonly on: string;
  readonly until: string | null;
}

/** The clock at a submission on a day (ISO date); `responseDays` null: the text states none. */
export function startClock(submittedOn: string, responseDays: number | null): ResponseClock {
  return { dueOn: daysAfter(submittedOn, responseDays ?? DEFAULT_RESPONSE_DAYS), stoppedDays: 0, stop: null };
}

/**
 * The clock after a step. It stands while information is owed by the requesting side, and while the request is postponed,
 * up to the day of review: a postponement that nobody looks at again runs out.
 */
export function advanceClock(clock: ResponseClock, { from, to, on, until }: ClockStep): ResponseClock {
  if (from === to) return clock;
  const days = daysStopped(clock, on);
  const stands = to === 'INFORMATION_REQUESTED' || to === 'POSTPONED';
  return {
    dueOn: daysAfter(clock.dueOn, days),
    stoppedDays: clock.stoppedDays + days,
    stop: stands ? { on, until: to === 'POSTPONED' ? until : null } : null,
  };
}

/** The same clock, derived from the submission and every step since. */
export function clockOfHistory(start: ResponseClock, steps: readonly ClockStep[]): ResponseClock {
  return steps.reduce(advanceClock, start);
}

/** The last day (ISO date) for the answer as it stands on a day: while the clock stands it moves from day to day. */
export function dueOnAt(clock: ResponseClock, today: string): string {
  return daysAfter(clock.dueOn, daysStopped(clock, today));
}

/** True if an answer is owed and its day has passed where the requested administration is. */
export function isOverdue(
  {
    state,
    clock,
    requested,
  }: { readonly state: AssistanceState; readonly clock: ResponseClock; readonly requested: string },
  now: Date,
): boolean {
  const today = dateAt(requested, now);
  return isOpen(state) && today > dueOnAt(clock, today);
}

function daysStopped({ stop }: ResponseClock, today: string): number {
  if (stop === null) return 0;
  const end = stop.until !== null && stop.until < today ? stop.until : today;
  return Math.max(0, daysBetween(stop.on, end));
}
