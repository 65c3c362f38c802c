import { MAINTENANCE_HOURS } from '../../../schema/contract/registry-event.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readText } from './read-text.ts';

/** A time in which this registry may not answer, as its officers announce it to partners. */
export interface StatedWindow {
  /** Instant, RFC 3339 UTC, included. */
  readonly from: string;
  /** Instant, RFC 3339 UTC, not included. */
  readonly until: string;
  /** Whether partners may rely on its last known statements meanwhile. */
  readonly fallbackAllowed: boolean;
  /** For partners; null: none. */
  readonly remark: string | null;
}

/** An announced window; it is withdrawn, and never changed. */
export interface MaintenanceWindow extends StatedWindow {
  readonly id: string;
  /** Instant; null: it stands. */
  readonly withdrawnAt: string | null;
}

/** Furthest ahead that one is announced: a year hence is a date mistyped. */
const MAXIMUM_DAYS_AHEAD = 366;

const HOUR_MS = 3_600_000;

/** Longest remark, in characters. */
const MAXIMUM_REMARK = 1_000;

/** The window as it may be announced beside those that stand, or what is wrong with it; one that has begun may still be announced. */
export function readWindow(
  stated: StatedWindow,
  present: readonly MaintenanceWindow[],
  now: Date,
): Result<StatedWindow> {
  const [from, until] = [Date.parse(stated.from), Date.parse(stated.until)];
  if (until <= from) return badInput('until', 'AFTER_FROM', 'The window ends before it begins.');
  if (until <= now.getTime()) return badInput('until', 'IN_THE_FUTURE', 'The window is over already.');
  if (until - from > MAINTENANCE_HOURS * HOUR_MS)
    return badInput(
      'until',
      `AT_MOST_${MAINTENANCE_HOURS}_HOURS`,
      `A window lasts ${MAINTENANCE_HOURS} hours at most.`,
    );
  if (from - now.getTime() > MAXIMUM_DAYS_AHEAD * 24 * HOUR_MS)
    return badInput('from', `AT_MOST_${MAXIMUM_DAYS_AHEAD}_DAYS_AHEAD`, 'The window begins more than a year from now.');
  const overlaps = present.some(
    (other) => other.withdrawnAt === null && Date.parse(other.from) < until && from < Date.parse(other.until),
  );
  if (overlaps) return badInput('from', 'NOT_OVERLAPPING', 'It overlaps a window that is announced already.');
  if (stated.remark === null) return accepted(stated);
  const remark = readText('remark', stated.remark, MAXIMUM_REMARK);
  if (!remark.ok) return remark;
  if (/\p{Cc}/u.test(remark.value)) return badInput('remark', 'ONE_LINE', 'A remark is one line.');
  return accepted({ ...stated, remark: remark.value });
}

/** The window as withdrawn now, whether it has begun or not; refused where it is over or withdrawn before. */
export function withdrawWindow(window: MaintenanceWindow, now: Date): Result<MaintenanceWindow> {
  if (window.withdrawnAt !== null) {
    return refused('ILLEGAL_TRANSITION', 'The window has been withdrawn; no action is allowed.');
  }
  if (Date.parse(window.until) <= now.getTime()) {
    return refused('ILLEGAL_TRANSITION', 'The window is over; no action is allowed.');
  }
  return accepted({ ...window, withdrawnAt: now.toISOString() });
}
