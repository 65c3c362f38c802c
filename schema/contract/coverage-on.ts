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
): readonly Arrangement[] {
  const { newest, pairs } = indexOf(arrangements);
  const key = `${one} ${other}`;
  const found = pairs.get(key) ?? newest.filter(({ parties }) => parties.includes(one) && parties.includes(other));
  pairs.set(key, found);
  return found;
}

/** The newest version of every arrangement: a correction is a new row with the same id. */
export function newestVersions(arrangements: readonly Arrangement[]): readonly Arrangement[] {
  return indexOf(arrangements).newest;
}

interface ArrangementIndex {
  readonly newest: readonly Arrangement[];
  /** By `one other`. */
  readonly pairs: Map<string, readonly Arrangement[]>;
}

const indexes = new WeakMap<readonly Arrangement[], ArrangementIndex>();

/** The list never changes while a process runs, and every question looks at it: what follows from it is worked out once. */
function indexOf(arrangements: readonly Arrangement[]): ArrangementIndex {
  const known = indexes.get(arrangements);
  if (known !== undefined) return known;
  const newest = new Map<string, Arrangement>();
  for (const row of arrangements) {
    const other = newest.get(row.id);
    if (other === undefined || row.version > other.version) newest.set(row.id, row);
  }
  const index: ArrangementIndex = { newest: [...newest.values()], pairs: new Map() };
  indexes.set(arrangements, index);
  return index;
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
