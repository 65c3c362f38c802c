import { taxRateOn } from '../../../schema/contract/collection-scheme-on.ts';
import type { TaxRate, TaxRateClass } from '../../../schema/reference/tax-rates.ts';
import type { Consignment, ConsignmentItem } from './consignment.ts';
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
export function intrinsicValueOf({ items }: Pick<Consignment, 'items'>): ExactDecimal {
  return sumOf(items.map(({ quantity, unitValue }) => unitValue.times(quantity)));
}

/**
 * Whether the value, or that of any single piece where the scheme measures pieces, is over the scheme's limit. Where classes
 * of rate have limits of their own, the shares that the classes use up of them add up, since the law limits the tax as a
 * whole [infer]; they are compared without a division, so that an edge is never missed by a last digit.
 */
export function exceedsThreshold({ items }: Consignment, scheme: PublishedScheme): boolean {
  const over = (parts: readonly Part[]) => {
    const product = (of: readonly Part[]) => of.reduce((result, { limit }) => result.times(limit), new Exact(1));
    const whole = product(parts);
    const used = sumOf(parts.map((part) => part.value.times(product(parts.filter((other) => other !== part)))));
    return scheme.thresholdInclusive ? used.gt(whole) : used.gte(whole);
  };
  if (scheme.measure === 'PER_ITEM') {
    return items.some(({ unitValue, taxClass }) => over([{ value: unitValue, limit: limitOf(scheme, taxClass) }]));
  }
  return over(
    classesOf(items).map((taxClass) => ({
      value: intrinsicValueOf({ items: items.filter((item) => item.taxClass === taxClass) }),
      limit: limitOf(scheme, taxClass),
    })),
  );
}

/** The value of the goods of one class, and what the class may be worth. */
interface Part {
  readonly value: ExactDecimal;
  readonly limit: ExactDecimal;
}

function limitOf({ thresholdByTaxClass, lowValueThreshold }: PublishedScheme, taxClass: TaxRateClass): ExactDecimal {
  return new Exact(thresholdByTaxClass?.[taxClass] ?? lowValueThreshold);
}

function classesOf(items: readonly ConsignmentItem[]): readonly TaxRateClass[] {
  return [...new Set(items.map(({ taxClass }) => taxClass))].sort();
}

/**
 * Duty: the fixed amount for each item type, where the scheme has one, else none. Tax: value and duty of each class of rate
 * at its rate, since duty belongs to the base; the duty of an item type goes with the class of its first line. Each is
 * rounded once, on the whole consignment, never item by item; the tax is null where the rate of one class is not shown.
 */
export function chargesOf(consignment: Consignment, scheme: PublishedScheme, rates: readonly TaxRate[]): Charges {
  const { items, destinationCountry, arrivesOn } = consignment;
  const perType = dutyPerType(scheme);
  if (perType === null) return { duty: null, tax: null };
  const typeClasses = new Map<string, TaxRateClass>();
  for (const { hsCode, taxClass } of items) {
    const type = hsCode.slice(0, ITEM_TYPE_DIGITS);
    if (!typeClasses.has(type)) typeClasses.set(type, taxClass);
  }
  const duty = roundedAmount(perType.times(typeClasses.size), scheme.rounding);
  let tax = new Exact(0);
  for (const taxClass of classesOf(items)) {
    const rate = taxRateOn(rates, scheme.scheme, destinationCountry, taxClass, arrivesOn);
    if (rate === undefined) return { duty, tax: null };
    const value = intrinsicValueOf({ items: items.filter((item) => item.taxClass === taxClass) });
    const types = [...typeClasses.values()].filter((found) => found === taxClass).length;
    tax = tax.plus(value.plus(perType.times(types)).times(rate.rate).dividedBy(100));
  }
  return { duty, tax: roundedAmount(tax, scheme.rounding) };
}

function dutyPerType({ dutyPerItemType, currency }: PublishedScheme): ExactDecimal | null {
  if (dutyPerItemType === null) return new Exact(0);
  return dutyPerItemType.currency === currency ? new Exact(dutyPerItemType.amount) : null;
}
