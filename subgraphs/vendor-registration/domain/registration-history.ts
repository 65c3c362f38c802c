import { dateIn } from './calendar-date.ts';
import type { RegistrationEvent } from './registration.ts';
import type { RegistrationStatus } from './registration-lifecycle.ts';

/** A stretch of days on which a registration was ACTIVE; both days included, `to` null: it still is. */
export interface ActiveStretch {
  readonly from: string;
  readonly to: string | null;
}

/**
 * The status that counts on a day at the destination: the last one that the day saw, so that a registration is good from
 * the day of its approval and no longer on the day of its suspension. Undefined: it had not been applied for.
 */
export function statusOn(
  history: readonly RegistrationEvent[],
  on: string,
  timeZone: string,
): RegistrationStatus | undefined {
  return history.findLast((event) => dateIn(event.at, timeZone) <= on)?.to;
}

/** The stretches in which a registration was ACTIVE for any part of a day, oldest first; history is oldest first. */
export function activeStretches(history: readonly RegistrationEvent[], timeZone: string): readonly ActiveStretch[] {
  return history.flatMap((event, at) => {
    if (event.to !== 'ACTIVE') return [];
    const next = history[at + 1];
    return [{ from: dateIn(event.at, timeZone), to: next === undefined ? null : dateIn(next.at, timeZone) }];
  });
}
