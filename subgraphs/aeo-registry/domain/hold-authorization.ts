import { endOfDay } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type { TimeLimits } from '../../../schema/reference/time-limits.ts';
import { standingSteps, statusAt } from './authorization-status.ts';
import type { Authorization, StatusEvent } from './registered-operator.ts';

/** That an authorization is held beyond its last day while its renewal is examined, with benefits or without. */
export interface Hold {
  /** Last day of the hold, at the administration. */
  readonly until: string;
  /** False: it is suspended from the end of its last day on. */
  readonly withBenefits: boolean;
  readonly ground: string;
  readonly by: string;
}

/** The authorization held, with the step that this adds to its history; only where the programme has it (Korea) and renewal is applied for. */
export function holdAuthorization(
  authorization: Authorization,
  { until, withBenefits, ground, by }: Hold,
  { limits, isRenewing }: { readonly limits: TimeLimits | undefined; readonly isRenewing: boolean },
  now: Date,
  timeZone: string,
): Result<{ readonly authorization: Authorization; readonly events: readonly StatusEvent[] }> {
  if (limits?.heldDuringRenewal !== true) {
    return refused('ILLEGAL_TRANSITION', 'The programme holds no authorization during renewal.');
  }
  if (!isRenewing) return refused('ILLEGAL_TRANSITION', 'No renewal of this authorization is applied for.');
  const { status } = statusAt(authorization, now, timeZone);
  const { validTo } = authorization;
  if ((status !== 'AUTHORISED' && status !== 'SUSPENDED') || validTo === null) {
    return refused('ILLEGAL_TRANSITION', `An authorization that is ${status} cannot be held.`);
  }
  if (until <= validTo) return badInput('until', 'AFTER_VALID_TO', `It is valid to ${validTo} anyway.`);
  const recordedAt = now.toISOString();
  const events: readonly StatusEvent[] =
    withBenefits || status === 'SUSPENDED'
      ? []
      : [
          {
            sequence: Math.max(0, ...authorization.history.map(({ sequence }) => sequence)) + 1,
            status: 'SUSPENDED',
            effectiveFrom: new Date(endOfDay(validTo, timeZone)).toISOString(),
            recordedAt,
            recordedBy: by,
            ground,
          },
        ];
  return accepted({
    events,
    authorization: {
      ...authorization,
      validTo: until,
      terms: [...authorization.terms, { kind: 'HELD', validTo: until, recordedAt, recordedBy: by, ground }],
      history: [...authorization.history, ...events],
    },
  });
}

/** True for the suspension by which the authorization is held without benefits now, corrected or not. */
export function isOfHold(
  { history, terms }: Pick<Authorization, 'history' | 'terms'>,
  { sequence, status }: Pick<StatusEvent, 'sequence' | 'status'>,
): boolean {
  const held = terms.at(-1);
  const recorded = history.find((event) => event.sequence === sequence);
  return held?.kind === 'HELD' && status === 'SUSPENDED' && recorded?.recordedAt === held.recordedAt;
}

/** The step by which a renewal ends a hold without benefits; undefined: there is none, or something else suspends it. */
export function endOfHold(
  { history, terms }: Authorization,
  ground: string,
  by: string,
  now: Date,
): StatusEvent | undefined {
  const suspension = standingSteps(history).at(-1);
  if (suspension === undefined || !isOfHold({ history, terms }, suspension)) return undefined;
  const begins = new Date(suspension.effectiveFrom);
  return {
    sequence: Math.max(...history.map(({ sequence }) => sequence)) + 1,
    status: 'AUTHORISED',
    effectiveFrom: (begins > now ? begins : now).toISOString(),
    recordedAt: now.toISOString(),
    recordedBy: by,
    ground,
  };
}
