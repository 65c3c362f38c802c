import { endOfDay, startOfDay } from '../../../schema/contract/calendar-day.ts';
import type { AuthorizationStatus } from '../../../schema/contract/vocabulary.ts';
import { isFinal } from './authorization-lifecycle.ts';
import type { Authorization, StatusEvent } from './registered-operator.ts';

/** Where an authorization stands at an instant, and since when it has stood so. */
export interface Standing {
  readonly status: AuthorizationStatus;
  /** Instant, RFC 3339 UTC. After the instant asked about: the authorization has not begun yet. */
  readonly since: string;
}

/** The history as it had been recorded by an instant: what was known then, whatever was corrected later. */
export function asRecordedAt(history: readonly StatusEvent[], instant: Date): readonly StatusEvent[] {
  return history.filter(({ recordedAt }) => Date.parse(recordedAt) <= instant.getTime());
}

/**
 * The steps that stand: each as its last correction has it, without those that were annulled. A corrected step keeps its
 * place in the order of recording, since its decision was no later one.
 */
export function standingSteps(history: readonly StatusEvent[]): readonly StatusEvent[] {
  const last = new Map(
    history.flatMap((event) => (event.correction === undefined ? [] : [[event.correction.of, event] as const])),
  );
  return history
    .filter(({ correction }) => correction === undefined)
    .flatMap((event) => {
      const corrected = last.get(event.sequence);
      if (corrected === undefined) return [event];
      return corrected.correction?.annuls === true ? [] : [{ ...corrected, sequence: event.sequence }];
    });
}

/**
 * The history as it is in force, oldest first, from which anyone gets the status at an instant as the last step not after it.
 * Corrections are followed. Three things that were recorded are not in force: what would follow a final status; a reinstatement planned before
 * a later decision that takes effect first (or it would undo a suspension that nobody knew of when it was planned);
 * and a step that another one replaced at the very same instant.
 */
export function effectiveHistory(history: readonly StatusEvent[]): readonly StatusEvent[] {
  const inForce: StatusEvent[] = [];
  const standing = standingSteps(history);
  const ordered = standing.toSorted((a, b) => timeOf(a) - timeOf(b) || a.sequence - b.sequence);
  for (const event of ordered) {
    const last = inForce.at(-1);
    if (last !== undefined && isFinal(last.status)) break;
    if (event.status === 'AUTHORISED' && standing.some((other) => overtakes(other, event))) continue;
    if (last !== undefined && timeOf(last) === timeOf(event)) inForce.pop();
    inForce.push(event);
  }
  return inForce;
}

/**
 * The status at an instant. A date begins and ends at midnight in the administration's time zone, the last day included.
 * Expiry ends what is authorised or suspended; what was revoked or withdrawn stays so. An authorization that has not
 * begun is AUTHORISED since the instant at which it will begin.
 */
export function statusAt(
  authorization: Pick<Authorization, 'history' | 'validFrom' | 'validTo'>,
  instant: Date,
  timeZone: string,
): Standing {
  const inForce = effectiveHistory(authorization.history).filter((event) => timeOf(event) <= instant.getTime());
  const begins = startOfDay(authorization.validFrom, timeZone);
  const beginsAt = new Date(begins).toISOString();
  const current = inForce.at(-1);
  if (current !== undefined && isFinal(current.status)) return { status: current.status, since: current.effectiveFrom };
  if (authorization.validTo !== null) {
    const expires = endOfDay(authorization.validTo, timeZone);
    if (instant.getTime() >= expires) return { status: 'EXPIRED', since: new Date(expires).toISOString() };
  }
  if (current === undefined) return { status: 'AUTHORISED', since: beginsAt };
  const since = startOfRun(inForce);
  const early = current.status === 'AUTHORISED' && timeOf(since) < begins;
  return { status: current.status, since: early ? beginsAt : since.effectiveFrom };
}

/** The first of the steps at the end that all say the same: planned and then confirmed early, a status began once. */
function startOfRun(inForce: readonly StatusEvent[]): StatusEvent {
  const [last, ...before] = inForce.toReversed() as [StatusEvent, ...StatusEvent[]];
  let first = last;
  for (const event of before) {
    if (event.status !== last.status) break;
    first = event;
  }
  return first;
}

function overtakes(other: StatusEvent, planned: StatusEvent): boolean {
  return other.sequence > planned.sequence && timeOf(other) <= timeOf(planned);
}

function timeOf(event: StatusEvent): number {
  return Date.parse(event.effectiveFrom);
}
