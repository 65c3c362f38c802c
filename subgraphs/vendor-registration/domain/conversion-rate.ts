import type { Consignment } from './consignment.ts';
import { Exact } from './exact-money.ts';

/** An official rate of a destination: one unit of `base` is `rate` units of `quote`, first and last day included. */
export interface ConversionRate {
  /** ISO 4217. */
  readonly base: string;
  /** ISO 4217. */
  readonly quote: string;
  /** Decimal string above 0. */
  readonly rate: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly source: string;
}

/** The rate between two currencies on a day, either way round; the way in which the scheme's currency is the base comes first. */
export function findRate(
  rates: readonly ConversionRate[],
  from: string,
  to: string,
  on: string,
): ConversionRate | undefined {
  const ofDay = rates.filter(({ validFrom, validTo }) => validFrom <= on && on <= validTo);
  // Of two that cover the day, a month's and a day's, the one that begins later says more of that day.
  const latest = (base: string, quote: string) =>
    ofDay
      .filter((rate) => rate.base === base && rate.quote === quote)
      .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  return latest(to, from) ?? latest(from, to);
}

/** The consignment in another currency at a rate: every piece exact to 60 digits, nothing rounded before the charges are. */
export function convertConsignment(consignment: Consignment, to: string, { base, rate }: ConversionRate): Consignment {
  const items = consignment.items.map((item) => ({
    ...item,
    unitValue: base === to ? item.unitValue.dividedBy(new Exact(rate)) : item.unitValue.times(rate),
  }));
  return { ...consignment, items, currency: to };
}
