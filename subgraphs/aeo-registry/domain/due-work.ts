import { DateTime } from 'luxon';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import type { TimeLimits } from '../../../schema/reference/time-limits.ts';
import { attestedValidation } from './attestation-facts.ts';
import { longestSuspension } from './authorization-decision.ts';
import { effectiveHistory, statusAt } from './authorization-status.ts';
import { plusDays } from './decide-by.ts';
import { isOfHold } from './hold-authorization.ts';
import type { Authorization } from './registered-operator.ts';

/** What an officer may have to see to. */
export const DUE_KINDS = [
  'SELF_ASSESSMENT',
  'REVALIDATION',
  'CORRECTIVE_ACTION',
  'DECISION',
  'RENEWAL',
  'SUSPENSION',
] as const;
/** One of `DUE_KINDS`. */
export type DueKind = (typeof DUE_KINDS)[number];

/** Something that is due on a day, or was. */
export interface DueItem {
  readonly kind: DueKind;
  readonly tin: string;
  /** Last day, at the administration. */
  readonly on: string;
  /** What is meant: number of the authorization, or identifier of the application or finding. */
  readonly reference: string;
  /** True: the day is over. */
  readonly overdue: boolean;
}

/** What is known of an authorization beside itself. */
export interface DueFacts {
  readonly now: Date;
  /** The administration's. */
  readonly timeZone: string;
  readonly today: string;
  readonly until: string;
  readonly limits: TimeLimits | undefined;
  /** Due days whose self-assessment was handed in, as `number day`. */
  readonly assessed: ReadonlySet<string>;
  /** Numbers whose renewal is applied for. */
  readonly renewing: ReadonlySet<string>;
}

/** A due day, and the anniversary that it belongs to. */
export interface SelfAssessmentDay {
  readonly anniversary: string;
  readonly on: string;
}

/** Years after the first day of validity that are looked at: an end like 9999-12-31 would otherwise keep the registry busy for minutes. */
const MAXIMUM_YEARS = 50;

/**
 * The days by which an operator assesses itself, up to a day and for 50 years at most: of every month that follows an anniversary of the first day
 * of validity, the day that the programme states (Korea: the 15th; domain.md 7).
 */
export function selfAssessmentDays(validFrom: string, day: number, until: string): readonly SelfAssessmentDay[] {
  const first = DateTime.fromISO(validFrom, { zone: 'utc' });
  const days: SelfAssessmentDay[] = [];
  for (let years = 1; years <= MAXIMUM_YEARS; years += 1) {
    const anniversary = first.plus({ years });
    const on = anniversary.plus({ months: 1 }).set({ day }).toFormat('yyyy-MM-dd');
    if (on > until) break;
    days.push({ anniversary: anniversary.toFormat('yyyy-MM-dd'), on });
  }
  return days;
}

/**
 * What is due of one authorization that is in force: the last self-assessment whose day is over and those up to the day
 * asked about, the next validation, the application for renewal, and the decision on a suspension without an end.
 */
export function dueOfAuthorization(tin: string, authorization: Authorization, facts: DueFacts): readonly DueItem[] {
  const { today, until, limits } = facts;
  const item = (kind: DueKind, on: string): DueItem => {
    return { kind, tin, on, reference: authorization.number, overdue: on < today };
  };
  const revalidation = revalidationDay(authorization, limits);
  const renewal = renewalDay(authorization, limits);
  const suspension = suspensionDay(authorization, facts);
  return [
    ...openSelfAssessments(authorization, facts).map((on) => item('SELF_ASSESSMENT', on)),
    ...(revalidation !== null && revalidation <= until ? [item('REVALIDATION', revalidation)] : []),
    ...(renewal !== null && renewal <= until && !facts.renewing.has(authorization.number)
      ? [item('RENEWAL', renewal)]
      : []),
    ...(suspension !== null && suspension <= until ? [item('SUSPENSION', suspension)] : []),
  ];
}

/**
 * The day by which a suspension without a planned end is to be decided on: the longest that the programme knows. No source
 * says that it ends by itself then, so it does not. Null: none is in force, or there is no rule; a hold is no such suspension.
 */
function suspensionDay(authorization: Authorization, { now, limits, timeZone }: DueFacts): string | null {
  const { status, since } = statusAt(authorization, now, timeZone);
  const inForce = effectiveHistory(authorization.history);
  const first = inForce.find(({ effectiveFrom }) => effectiveFrom === since);
  if (status !== 'SUSPENDED' || first === undefined || isOfHold(authorization, first)) return null;
  if (inForce.at(-1)?.status !== 'SUSPENDED') return null;
  const longest = longestSuspension(new Date(since), limits, timeZone);
  return longest === null ? null : calendarDate(longest, timeZone);
}

function openSelfAssessments(
  { number, validFrom, validations }: Authorization,
  { today, until, limits, assessed }: DueFacts,
): readonly string[] {
  if (limits?.selfAssessmentDay == null) return [];
  const days = selfAssessmentDays(validFrom, limits.selfAssessmentDay, until);
  const last = days.findLastIndex(({ on }) => on < today);
  const isOpen = ({ anniversary, on }: SelfAssessmentDay) =>
    !assessed.has(`${number} ${on}`) &&
    !validations.some(
      ({ method, performedOn }) => method === 'SELF_ASSESSMENT' && performedOn >= anniversary && performedOn <= on,
    );
  return days
    .slice(Math.max(0, last))
    .filter(isOpen)
    .map(({ on }) => on);
}

/** The day that the last validation states, or by the programme's rule; null: neither says one. */
function revalidationDay({ validations }: Authorization, limits: TimeLimits | undefined): string | null {
  const last = attestedValidation(validations);
  if (last === null || last.nextDueOn !== null) return last?.nextDueOn ?? null;
  const years = limits?.revalidationYears ?? null;
  if (years === null) return null;
  return DateTime.fromISO(last.performedOn, { zone: 'utc' }).plus({ years }).toFormat('yyyy-MM-dd');
}

function renewalDay({ validTo }: Authorization, limits: TimeLimits | undefined): string | null {
  if (validTo === null || limits?.renewalMonths == null) return null;
  const end = DateTime.fromISO(plusDays(validTo, 1), { zone: 'utc' });
  return end.minus({ months: limits.renewalMonths }).toFormat('yyyy-MM-dd');
}
