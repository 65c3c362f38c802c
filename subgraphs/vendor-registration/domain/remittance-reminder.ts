import { daysAfter, daysBetween } from './calendar-date.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { Registration } from './registration.ts';
import { isFinal } from './registration-lifecycle.ts';
import type { RemittanceReturn } from './remittance-return.ts';

/** Days before the last one from which a return is reminded of: the project's own, as for assistance. */
export const REMINDER_DAYS = 14;

/** A return of which something is owed: it is not filed, or not paid. */
export interface OwedReturn {
  readonly told: RemittanceReturn;
  /** 0: it is not past due. */
  readonly daysOverdue: number;
}

/** What speaks for excluding a vendor; an officer decides, nothing excludes by itself. */
export interface ExclusionGround {
  /** Returns running, up to the latest that is past due, none of which has been filed. */
  readonly missedReturns: number;
  readonly rule: string;
  readonly source: string;
}

/** What is owed under one registration; derived from what was filed and paid, never stored. */
export interface RemittanceReminder {
  readonly registration: Registration;
  /** The first to fall due first; one or more. */
  readonly owed: readonly OwedReturn[];
  /** Null: the scheme has no rule of persistent failure, it is not met, or the registration has ended. */
  readonly exclusionGround: ExclusionGround | null;
}

/** The reminder of a registration on a day at the destination; undefined: nothing is overdue or due soon. */
export function reminderOf(
  registration: Registration,
  returns: readonly RemittanceReturn[],
  scheme: PublishedScheme,
  today: string,
): RemittanceReminder | undefined {
  const until = daysAfter(today, REMINDER_DAYS);
  const owed = returns
    .filter(({ status, dueOn }) => status !== 'PAID' && dueOn <= until)
    .map((told) => ({ told, daysOverdue: Math.max(0, daysBetween(told.dueOn, today)) }))
    .sort((a, b) => (a.told.dueOn < b.told.dueOn ? -1 : 1));
  if (owed.length === 0) return undefined;
  return { registration, owed, exclusionGround: exclusionGroundOf(registration, returns, scheme, today) };
}

/** Reminders by the day on which the first return of each fell or falls due; of one day, by order of application. */
export function inOrderOfDueDay(reminders: readonly RemittanceReminder[]): readonly RemittanceReminder[] {
  const dayOf = ({ owed }: RemittanceReminder) => owed[0]?.told.dueOn ?? '';
  return reminders.toSorted((a, b) => {
    const [one, other] = [dayOf(a), dayOf(b)];
    return one === other ? a.registration.position - b.registration.position : one < other ? -1 : 1;
  });
}

function exclusionGroundOf(
  { status }: Registration,
  returns: readonly RemittanceReturn[],
  { id, quarantine }: PublishedScheme,
  today: string,
): ExclusionGround | null {
  if (quarantine === null || isFinal(status)) return null;
  const pastDue = returns.filter(({ dueOn }) => dueOn < today);
  const missedReturns = pastDue.length - 1 - pastDue.findLastIndex(({ version }) => version > 0);
  if (missedReturns < quarantine.missedReturns) return null;
  return {
    missedReturns,
    rule: `Persistent failure: ${quarantine.missedReturns} missed returns running (${id})`,
    source: quarantine.source,
  };
}
