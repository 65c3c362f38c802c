import type { AttestedOperator } from '../../../schema/contract/attestation.ts';
import { coverageOn, type StandingCoverage } from '../../../schema/contract/coverage-on.ts';
import type { ArrangementCoverage } from '../../../schema/reference/arrangements.ts';
import type { Situation } from './situation.ts';

/** What a registry said of an operator before it fell silent, as it was verified again for this decision. */
export interface LastKnown {
  readonly operator: AttestedOperator;
  /** When the registry said it, and it was so. */
  readonly madeAt: Date;
  /** Until when the registry lets it be relied on; at this instant no more. */
  readonly relyUntil: Date;
  /** When what the registry says of this operator was last changed, as it told; null: it told no change. */
  readonly changedAt: Date | null;
}

/** One condition that a last known statement has to meet before it is looked at, and where it comes from. */
export interface RelianceRule {
  readonly id: string;
  readonly source: string;
  /** `row`: the coverage row that applies at the instant asked about. */
  readonly holds: (lastKnown: LastKnown, situation: Situation, row: StandingCoverage) => boolean;
}

const HOUR_MS = 3_600_000;

/** Longer than the transaction of any change takes. */
export const LONGEST_CHANGE_MS = 60_000;

/** When a last known statement may stand in for a silent registry: every condition has to hold. */
export const RELIANCE_RULES: readonly RelianceRule[] = [
  {
    id: 'AGE',
    source:
      'sketch of the contract, maximumAttestationAgeHours, 0: live only; of the row applied, and of the one in force now: it is now that one relies.',
    holds: ({ madeAt }, situation, row) => {
      const present = inForceNow(situation, row);
      return (
        present !== undefined && [row, present].every(({ coverage }) => isWithinAge(madeAt, situation.now, coverage))
      );
    },
  },
  {
    id: 'RELY_UNTIL',
    source: 'architecture.md, rule 1: the home administration says how long its statement may be relied on.',
    holds: ({ relyUntil }, { now }) => now < relyUntil,
  },
  {
    id: 'NO_NEWER_EVENT',
    source: 'architecture.md, rule 2: never against a newer event.',
    holds: ({ madeAt, changedAt }) => !isOvertaken(madeAt, changedAt),
  },
  {
    id: 'FALLBACK_ALLOWED',
    source: 'Outage notices of Danish customs: each says whether the fallback procedure is allowed.',
    holds: (_lastKnown, { maintenance }) => maintenance === null || maintenance.fallbackAllowed,
  },
];

/** True if the last known statement may stand in for the registry’s answer under the row. */
export function isReliable(lastKnown: LastKnown, situation: Situation, row: StandingCoverage): boolean {
  return RELIANCE_RULES.every(({ holds }) => holds(lastKnown, situation, row));
}

/** A change of what a registry says of an operator, as it told it. */
export interface ToldChange {
  /** Instant from which it says something else; may lie ahead. */
  readonly at: Date;
  /** When this service learned of it. */
  readonly recordedAt: Date;
}

/**
 * When what a registry says was last changed, as far as it told: a change that is still to come counts from when it was
 * learned of, since what was said before does not know of it. Null: it told none.
 */
export function lastChange(changes: readonly ToldChange[], now: Date): Date | null {
  return changes
    .map(({ at, recordedAt }) => (at <= now ? at : recordedAt))
    .reduce<Date | null>((last, instant) => (last === null || instant > last ? instant : last), null);
}

/**
 * True if a change of that instant may not be in what was said at `madeAt`: until the transaction of a change is over, an
 * import’s of a thousand operators for example, a registry goes on saying what was before.
 */
export function isOvertaken(madeAt: Date, changedAt: Date | null): boolean {
  return changedAt !== null && madeAt.getTime() <= changedAt.getTime() + LONGEST_CHANGE_MS;
}

/** True if some row in force now lets one rely on a last known statement: otherwise none need be kept or looked for. */
export function mayRely(between: Pick<Situation, 'arrangements' | 'home' | 'asking' | 'now'>): boolean {
  return rowsInForce(between).some(({ coverage }) => coverage.maximumAttestationAgeHours > 0);
}

/** True if the row would let one rely on it, were it younger. */
export function isTooOld({ madeAt }: LastKnown, now: Date, row: ArrangementCoverage): boolean {
  return row.maximumAttestationAgeHours > 0 && !isWithinAge(madeAt, now, row);
}

function isWithinAge(madeAt: Date, now: Date, { maximumAttestationAgeHours: hours }: ArrangementCoverage): boolean {
  return hours > 0 && now.getTime() - madeAt.getTime() <= hours * HOUR_MS;
}

/** The row of the same arrangement in this direction now: whoever asks about the past is told no more than today’s row allows. */
function inForceNow(situation: Situation, { arrangement }: StandingCoverage): StandingCoverage | undefined {
  return rowsInForce(situation).find((row) => row.arrangement.id === arrangement.id);
}

function rowsInForce({ arrangements, home, asking, now }: Parameters<typeof mayRely>[0]): readonly StandingCoverage[] {
  return coverageOn(arrangements, home.code, asking, now).filter(({ standing }) => standing === 'IN_FORCE');
}
