import type { AdministrationCode } from '../../../schema/administrations.ts';
import { endOfDay } from '../../../schema/contract/calendar-day.ts';
import type { RegisteredOperator } from './registered-operator.ts';

/**
 * How long partners may rely on what this registry last said, while it is silent: hours for all, or for those named. None is
 * the default, as long as nobody has agreed to it.
 */
export type Reliance = number | Readonly<Record<AdministrationCode, number>>;

/** To whom and when something is said. */
export interface RelianceView {
  readonly asking: AdministrationCode;
  readonly at: Date;
  /** The home administration's. */
  readonly timeZone: string;
}

const HOUR_MS = 3_600_000;

/**
 * Until when what is said of the operator may be relied on. Never beyond an instant at which a consent or an identifier toward
 * the asking administration changes by what is recorded already: a statement has the future of each authorization in it, but
 * not of these.
 */
export function relyUntil(
  reliance: Reliance,
  { consents, aliases }: Pick<RegisteredOperator, 'consents' | 'aliases'>,
  { asking, at, timeZone }: RelianceView,
): Date {
  const hours = typeof reliance === 'number' ? reliance : (reliance[asking] ?? 0);
  const ends = [
    ...consents.filter(({ destination }) => destination === asking).map(({ since }) => Date.parse(since)),
    ...aliases
      .filter(({ destination, until }) => destination === asking && until !== null)
      .map(({ until }) => endOfDay(String(until), timeZone)),
  ].filter((instant) => instant > at.getTime());
  return new Date(Math.min(at.getTime() + hours * HOUR_MS, ...ends));
}
