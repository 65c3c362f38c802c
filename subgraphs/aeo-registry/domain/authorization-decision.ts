import { DateTime } from 'luxon';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { TimeLimits } from '../../../schema/reference/time-limits.ts';
import { type AuthorizationAction, nextStatus } from './authorization-lifecycle.ts';
import { effectiveHistory, statusAt } from './authorization-status.ts';
import type { Authorization, RecordedStatus, StatusEvent } from './registered-operator.ts';

/** What an officer decides about one authorization. */
export interface AuthorizationDecision {
  readonly action: AuthorizationAction;
  /** Ground or remark, as the act is to be justified with. */
  readonly ground: string;
  /** Instant; undefined: now. */
  readonly effectiveFrom: Date | undefined;
  /** For a suspension: the instant at which it ends by itself; undefined: it does not. */
  readonly until: Date | undefined;
  readonly by: string;
}

/**
 * The steps that the decision adds to the history. The state that counts for the life cycle is the one at the instant
 * from which the decision takes effect. A past instant may not lie before the step that is in force now: what was
 * lawfully answered before would be rewritten. A suspension's planned end may not reach over a step that is already planned,
 * nor beyond the longest suspension that the programme knows (Korea: 6 months; domain.md 7).
 */
export function decideOnAuthorization(
  authorization: Authorization,
  decision: AuthorizationDecision,
  now: Date,
  timeZone: string,
  limits: TimeLimits | undefined,
): Result<readonly StatusEvent[]> {
  const effective = decision.effectiveFrom ?? now;
  const inForce = effectiveHistory(authorization.history);
  const present = inForce.findLast((event) => Date.parse(event.effectiveFrom) <= now.getTime());
  if (effective < now && present !== undefined && effective.getTime() < Date.parse(present.effectiveFrom)) {
    return badInput(
      'effectiveFrom',
      'NOT_BEFORE_LAST_EVENT',
      `The authorization is ${present.status} since ${present.effectiveFrom}; nothing can take effect before that.`,
    );
  }
  const next = nextStatus(statusAt(authorization, effective, timeZone).status, decision.action);
  if (!next.ok) return next;
  const step = stepsOf(authorization, decision, now);
  if (decision.until === undefined) return accepted([step(1, next.value, effective)]);
  if (decision.until <= effective) {
    return badInput('until', 'AFTER_EFFECTIVE_FROM', 'The end of a suspension lies after its beginning.');
  }
  const { until } = decision;
  const longest = longestSuspension(effective, limits, timeZone);
  if (longest !== null && until > longest) {
    return badInput(
      'until',
      `LONGEST_SUSPENSION ${limits?.suspensionMonths} months (${limits?.source})`,
      `The programme suspends until ${longest.toISOString()} at most.`,
    );
  }
  const planned = inForce.find(({ effectiveFrom }) => {
    const instant = Date.parse(effectiveFrom);
    return instant > effective.getTime() && instant <= until.getTime();
  });
  if (planned !== undefined) {
    return badInput(
      'until',
      'BEFORE_PLANNED_EVENT',
      `${planned.status} is planned from ${planned.effectiveFrom}; a suspension ends before that, or is given no end.`,
    );
  }
  return accepted([step(1, next.value, effective), step(2, 'AUTHORISED', until)]);
}

/** The instant until which a suspension lasts at most, by whole months at the administration; null: no rule is shown. */
export function longestSuspension(from: Date, limits: TimeLimits | undefined, timeZone: string): Date | null {
  if (limits?.suspensionMonths == null) return null;
  return DateTime.fromJSDate(from, { zone: timeZone }).plus({ months: limits.suspensionMonths }).toJSDate();
}

function stepsOf(authorization: Authorization, { ground, by }: AuthorizationDecision, now: Date) {
  const last = Math.max(0, ...authorization.history.map(({ sequence }) => sequence));
  return (position: number, status: RecordedStatus, effectiveFrom: Date): StatusEvent => ({
    sequence: last + position,
    status,
    effectiveFrom: effectiveFrom.toISOString(),
    recordedAt: now.toISOString(),
    recordedBy: by,
    ground,
  });
}
