import { taxRateOn } from '../../../schema/contract/collection-scheme-on.ts';
import type { TaxRate } from '../../../schema/reference/tax-rates.ts';
import type { Consignment } from './consignment.ts';
import { Exact, type ExactDecimal, roundedAmount, sumOf } from './exact-money.ts';
import type { PublishedScheme } from './published-scheme.ts';

/** Digits of the HS code that make an item type (Regulation (EU) 2026/382). */
const ITEM_TYPE_DIGITS = 6;

/** Duty and tax that the vendor should have collected, in the scheme's currency and decimals; null: cannot be told. */
export interface Charges {
  readonly duty: string | null;
  readonly tax: string | null;
}

/** The intrinsic value of the whole consignment, exact. */
export function intrinsicValueOf(consignment: Consignment): ExactDecimal {
  return sumOf(consignment.items.map(({ quantity, unitValue }) => unitValue.times(quantity)));
}

/** Whether the value, or that of any single piece where the scheme measures pieces, is over the scheme's limit. */
export function exceedsThreshold(consignment: Consignment, scheme: PublishedScheme): boolean {
  const limit = new Exact(scheme.lowValueThreshold);
  const values =
    scheme.measure === 'PER_ITEM'
      ? consignment.items.map(({ unitValue }) => unitValue)
      : [intrinsicValueOf(consignment)];
  return values.some((value) => (scheme.thresholdInclusive ? value.gt(limit) : value.gte(limit)));
}

/**
 * Duty: the fixed amount for each item type, where the scheme has one, else none. Tax: the standard rate of the country on
 * value and duty together, since duty belongs to the base; a lower rate is not known from an HS code alone. Each is rounded
 * once, on the whole consignment, never item by item.
 */
export function chargesOf(consignment: Consignment, scheme: PublishedScheme, rates: readonly TaxRate[]): Charges {
  const duty = dutyOf(consignment, scheme);
  if (duty === null) return { duty: null, tax: null };
  const written = roundedAmount(duty, scheme.rounding);
  const { destinationCountry, arrivesOn } = consignment;
  const rate = taxRateOn(rates, scheme.scheme, destinationCountry, 'STANDARD', arrivesOn);
  if (rate === undefined) return { duty: written, tax: null };
  const tax = intrinsicValueOf(consignment).plus(written).times(rate.rate).dividedBy(100);
  return { duty: written, tax: roundedAmount(tax, scheme.rounding) };
}

function dutyOf({ items }: Consignment, { dutyPerItemType, currency }: PublishedScheme): ExactDecimal | null {
  if (dutyPerItemType === null) return new Exact(0);
  if (dutyPerItemType.currency !== currency) return null;
  const types = new Set(items.map(({ hsCode }) => hsCode.slice(0, ITEM_TYPE_DIGITS)));
  return new Exact(dutyPerItemType.amount).times(types.size);
}
