import { startOfDay } from '../../../schema/contract/calendar-day.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import type { Succession } from './registered-operator.ts';

/** The operator that has taken the place at the instant; null: none has, or its day has not come. */
export function successorAt(successions: readonly Succession[], instant: Date, timeZone: string): Tin | null {
  return successions.findLast(({ on }) => startOfDay(on, timeZone) <= instant.getTime())?.by ?? null;
}

/** Everyone who has the place at the instant or may have it later; what was recorded before the one in force counts no more. */
export function successorsFrom(successions: readonly Succession[], instant: Date, timeZone: string): readonly Tin[] {
  const inForce = successions.findLastIndex(({ on }) => startOfDay(on, timeZone) <= instant.getTime());
  return successions.slice(Math.max(0, inForce)).map(({ by }) => by);
}
