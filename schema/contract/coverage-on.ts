import type { AdministrationCode } from '../administrations.ts';
import type { Arrangement, ArrangementCoverage } from '../reference/arrangements.ts';
import { endOfDay, isWithinDays, startOfDay } from './calendar-day.ts';

/**
 * Where one row of an arrangement stands at an instant. UNCONFIRMED: within its days, but nobody has confirmed it, so it decides nothing
 * (domain.md 2.4, rule for the software).
 */
export type CoverageStanding = 'IN_FORCE' | 'NOT_YET_IN_FORCE' | 'SUSPENDED' | 'TERMINATED' | 'UNCONFIRMED';

/** One row of an arrangement in one direction, with where it stands. */
export interface StandingCoverage {
  readonly arrangement: Arrangement;
  readonly coverage: ArrangementCoverage;
  readonly standing: CoverageStanding;
}

/** Every row by which `recognising` recognises operators of `authorising`, with where it stands at the instant. */
export function coverageOn(
  arrangements: readonly Arrangement[],
  authorising: AdministrationCode,
  recognising: AdministrationCode,
  instant: Date,
): StandingCoverage[] {
  return arrangementsBetween(arrangements, authorising, recognising).flatMap((arrangement) =>
    arrangement.coverage
      .filter((row) => row.authorising === authorising && row.recognising === recognising)
      .map((coverage) => ({ arrangement, coverage, standing: standingOf(arrangement, coverage, instant) })),
  );
}

/** The newest version of every arrangement to which both are parties. */
export function arrangementsBetween(
  arrangements: readonly Arrangement[],
  one: AdministrationCode,
  other: AdministrationCode,
): Arrangement[] {
  return newestVersions(arrangements).filter(({ parties }) => parties.includes(one) && parties.includes(other));
}

/** The newest version of every arrangement: a correction is a new row with the same id. */
export function newestVersions(arrangements: readonly Arrangement[]): Arrangement[] {
  const newest = new Map<string, Arrangement>();
  for (const row of arrangements) {
    const known = newest.get(row.id);
    if (known === undefined || row.version > known.version) newest.set(row.id, row);
  }
  return [...newest.values()];
}

function standingOf(arrangement: Arrangement, row: ArrangementCoverage, instant: Date): CoverageStanding {
  const zone = arrangement.timeZone;
  const time = instant.getTime();
  if (time < startOfDay(row.inForceFrom, zone)) return 'NOT_YET_IN_FORCE';
  if (row.inForceTo !== null && time >= endOfDay(row.inForceTo, zone)) return 'TERMINATED';
  if (arrangement.terminatedOn !== null && time >= endOfDay(arrangement.terminatedOn, zone)) return 'TERMINATED';
  if (arrangement.certainty === 'ASSUMED' || row.certainty === 'ASSUMED') return 'UNCONFIRMED';
  const interrupted = row.interruptions.some(({ from, until }) => isWithinDays(instant, from, until, zone));
  return interrupted ? 'SUSPENDED' : 'IN_FORCE';
}
