import { DateTime } from 'luxon';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { Programme } from '../../../schema/reference/programmes.ts';
import type { TimeLimits } from '../../../schema/reference/time-limits.ts';
import type { ApplicationContent } from './application.ts';
import { statusAt } from './authorization-status.ts';
import type { RegisteredOperator } from './registered-operator.ts';

/** Roles in which the programme lets the stakeholder be authorised: its own, or those by which it comes in; empty: none. */
export function rolesFor(programme: Programme, stakeholder: OperatorRole): readonly OperatorRole[] {
  const own = programme.eligibleRoles.includes(stakeholder) ? [stakeholder] : [];
  const others = programme.certifiedAs.filter((row) => row.stakeholder === stakeholder).flatMap(({ roles }) => roles);
  return [...own, ...others];
}

/** Admits who applies by the programme's row of that day, or refuses citing the row. Undefined: no row, and nothing to refuse by. */
export function admit(
  { stakeholder, roles }: Pick<ApplicationContent, 'stakeholder' | 'roles'>,
  programme: Programme | undefined,
): Result<null> {
  if (programme === undefined) return accepted(null);
  const cited = `${programme.administration}: ${programme.name} (${programme.source})`;
  const through = rolesFor(programme, stakeholder);
  if (through.length === 0) {
    const admitted = [...programme.eligibleRoles, ...programme.certifiedAs.map((row) => row.stakeholder)];
    return badInput(
      'stakeholder',
      `PROGRAMME_ADMITS ${cited}`,
      `The programme “${programme.name}” admits no ${stakeholder}; it admits: ${admitted.join(', ')}. Source: ${programme.source}.`,
    );
  }
  const foreign = roles.find((role) => role !== stakeholder && !programme.eligibleRoles.includes(role));
  if (foreign !== undefined) {
    return badInput(
      'roles',
      `PROGRAMME_ADMITS ${cited}`,
      `The programme “${programme.name}” authorises nobody as ${foreign}; a ${stakeholder} applies as: ${through.join(', ')}.`,
    );
  }
  return accepted(null);
}

/** Refuses whoever applies again before the bar that follows a revocation is over. */
export function checkBar(
  operator: RegisteredOperator | undefined,
  limits: TimeLimits | undefined,
  now: Date,
  timeZone: string,
): Result<null> {
  const years = limits?.reapplicationBarYears ?? null;
  if (years === null || operator === undefined) return accepted(null);
  const today = calendarDate(now, timeZone);
  for (const authorization of operator.authorizations) {
    const { status, since } = statusAt(authorization, now, timeZone);
    if (status !== 'REVOKED') continue;
    const until = DateTime.fromISO(since, { zone: timeZone }).plus({ years }).toFormat('yyyy-MM-dd');
    if (today >= until) continue;
    return badInput(
      'tin',
      `REAPPLICATION_BAR ${years} years (${limits?.source})`,
      `${authorization.number} was revoked; nobody applies again before ${until}.`,
    );
  }
  return accepted(null);
}
