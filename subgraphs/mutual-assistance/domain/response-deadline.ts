import { isFinal } from './assistance-lifecycle.ts';
import type { AssistanceRequest } from './assistance-request.ts';
import { dateAt, daysAfter } from './calendar-date.ts';

/** Days for an answer where the agreement states none: the project's own default (domain.md 3.4). */
export const DEFAULT_RESPONSE_DAYS = 90;

/** The last day (ISO date) for the answer to a request sent on a day; `responseDays` null: the text states none. */
export function dueDate(submittedOn: string, responseDays: number | null): string {
  return daysAfter(submittedOn, responseDays ?? DEFAULT_RESPONSE_DAYS);
}

/**
 * True if the day for the answer has passed, where the requested administration is, and there is none. A postponement
 * for reasons given moves the day until which no answer is expected; `dueOn` itself stays, so that both sides see what
 * was owed.
 */
export function isOverdue(
  {
    state,
    dueOn,
    postponedUntil,
    requested,
  }: Pick<AssistanceRequest, 'state' | 'dueOn' | 'postponedUntil' | 'requested'>,
  now: Date,
): boolean {
  if (isFinal(state)) return false;
  const last = state === 'POSTPONED' && postponedUntil !== null && postponedUntil > dueOn ? postponedUntil : dueOn;
  return dateAt(requested, now) > last;
}
