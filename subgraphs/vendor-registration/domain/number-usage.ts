/** How often a number was checked on one day of its destination, and how often to no good. */
export interface DayOfUse {
  readonly day: string;
  readonly checks: number;
  readonly notValid: number;
}

/** A day of use, and whether it stands out. */
export interface JudgedDay extends DayOfUse {
  /** Median of the days of use in the four weeks before; null: fewer than seven, nothing can be said. */
  readonly usualChecks: number | null;
  readonly unusual: boolean;
}

/** Days of use that are needed before anything can be called unusual. */
const DAYS_NEEDED = 7;
/** How far back a number's own use is looked at, in days. */
export const DAYS_LOOKED_BACK = 28;
/** A day below this is never unusual, so that a small vendor's parcel or two is not. */
const LEAST_CHECKS = 20;
/** How many times its own median makes a burst. */
const BURST_FACTOR = 5;

/**
 * Days of use, oldest first, each against the number's own median: a leaked number shows as a burst of others' consignments
 * (domain.md 4). Consignors are not known at a check, so that counts are all there is; a burst is a hint to its destination
 * and changes no answer. `days` holds days with a check only, oldest first; those before `from` are looked back on.
 */
export function judgeUse(
  days: readonly DayOfUse[],
  from: string,
  daysBefore: (day: string) => string,
): readonly JudgedDay[] {
  return days
    .filter(({ day }) => day >= from)
    .map((day) => {
      const since = daysBefore(day.day);
      const before = days.filter((other) => since <= other.day && other.day < day.day).map(({ checks }) => checks);
      const usualChecks = before.length < DAYS_NEEDED ? null : medianOf(before);
      const unusual = usualChecks !== null && day.checks >= LEAST_CHECKS && day.checks > BURST_FACTOR * usualChecks;
      return { ...day, usualChecks, unusual };
    });
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
