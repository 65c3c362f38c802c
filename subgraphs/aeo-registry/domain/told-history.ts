import { DateTime } from 'luxon';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AttestedStatus } from '../../../schema/contract/attestation.ts';
import { coverageOn } from '../../../schema/contract/coverage-on.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';

/**
 * The earliest instant of which the asking administration may be told, by the coverage in force toward it; null: no
 * limit. Where several rows are in force the one that reaches furthest back counts, since each of them entitles.
 */
export function earliestTold(
  arrangements: readonly Arrangement[],
  home: AdministrationCode,
  asking: AdministrationCode,
  now: Date,
): Date | null {
  const months = coverageOn(arrangements, home, asking, now)
    .filter(({ standing }) => standing === 'IN_FORCE')
    .map(({ coverage }) => coverage.historyMonths ?? Number.POSITIVE_INFINITY);
  const furthest = Math.max(...months);
  if (!Number.isFinite(furthest)) return null;
  return DateTime.fromJSDate(now, { zone: 'utc' }).minus({ months: furthest }).toJSDate();
}

/** The history from the earliest instant on, oldest first: all that is older becomes the status that it led to, then. */
export function cutHistory(history: readonly AttestedStatus[], earliest: Date | null): readonly AttestedStatus[] {
  if (earliest === null) return history;
  const told = history.filter(({ effectiveFrom }) => Date.parse(effectiveFrom) >= earliest.getTime());
  const before = history[history.length - told.length - 1];
  const [first] = told;
  if (before === undefined || (first !== undefined && Date.parse(first.effectiveFrom) === earliest.getTime())) {
    return told;
  }
  return [{ status: before.status, effectiveFrom: earliest.toISOString() }, ...told];
}
