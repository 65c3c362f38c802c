import { type AssistanceSide, isOpen } from './assistance-lifecycle.ts';
import type { AssistanceEvent, AssistanceRequest } from './assistance-request.ts';
import { dateAt, daysAfter } from './calendar-date.ts';
import { confirmationOwedBy, stateAt } from './oral-request.ts';
import { dueOnAt, isOverdue } from './response-clock.ts';

/** Days before the last one from which an answer is reminded of: the project's own. */
export const REMINDER_DAYS = 14;

/** Why a side is reminded of a request. */
export const REMINDER_REASONS = ['OVERDUE', 'DUE_SOON', 'INFORMATION_OWED', 'CONFIRMATION_OWED', 'REVIEW_DUE'] as const;
/** One of `REMINDER_REASONS`. */
export type ReminderReason = (typeof REMINDER_REASONS)[number];

/** What a side is reminded of. */
export interface Reminder {
  readonly request: AssistanceRequest;
  readonly reason: ReminderReason;
  /** Whose step is waited for; the other side is reminded too, so that it can ask. */
  readonly waitsFor: AssistanceSide;
  /** ISO date by which it is owed; null: no day is set. */
  readonly on: string | null;
}

/** What both sides are reminded of in a request at an instant. */
export function remindersOf(request: AssistanceRequest, now: Date): readonly Reminder[] {
  if (!isOpen(stateAt(request, now))) return [];
  const { state, oral, clock, requested, requesting, postponement } = request;
  const today = dateAt(requested, now);
  const dueOn = dueOnAt(clock, today);
  const owedBy = confirmationOwedBy(state, oral);
  const reviewOn = state === 'POSTPONED' ? (postponement?.reviewOn ?? null) : null;
  const found: (Omit<Reminder, 'request'> | false)[] = [
    isOverdue(request, now) && { reason: 'OVERDUE', waitsFor: 'REQUESTED', on: dueOn },
    state !== 'INFORMATION_REQUESTED' &&
      dueOn >= today &&
      dueOn <= daysAfter(today, REMINDER_DAYS) && { reason: 'DUE_SOON', waitsFor: 'REQUESTED', on: dueOn },
    state === 'INFORMATION_REQUESTED' && { reason: 'INFORMATION_OWED', waitsFor: 'REQUESTING', on: null },
    owedBy !== null && {
      reason: 'CONFIRMATION_OWED',
      waitsFor: 'REQUESTING',
      on: dateAt(requesting, new Date(owedBy)),
    },
    reviewOn !== null && reviewOn <= today && { reason: 'REVIEW_DUE', waitsFor: 'REQUESTED', on: reviewOn },
  ];
  return found.flatMap((reminder) => (reminder === false ? [] : [{ request, ...reminder }]));
}

/** The history as it stands at an instant: a request that has lapsed by itself shows it, though nobody took a step. */
export function historyAt(
  request: AssistanceRequest,
  events: readonly AssistanceEvent[],
  now: Date,
): readonly AssistanceEvent[] {
  const { oral, state, requesting } = request;
  if (oral === null || stateAt(request, now) !== 'LAPSED' || state === 'LAPSED') return events;
  const remark = 'It was made orally and not confirmed in writing in time.';
  const lapse = {
    at: oral.confirmBy,
    by: requesting,
    action: null,
    from: state,
    to: 'LAPSED',
    remark,
    until: null,
  } as const;
  return [...events, lapse];
}
