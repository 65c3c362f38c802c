import { Decimal } from 'decimal.js';
import type { CollectionScheme, RoundingMode } from '../../../schema/reference/collection-schemes.ts';

/** Digits that no sum of a consignment can exceed: 15 + 10 of a value, 6 of a quantity, 3 of the items, 5 of a rate. */
const DIGITS = 60;

/** Exact decimals. The library's own 20 digits would round a large consignment without a word. */
export const Exact = Decimal.clone({ precision: DIGITS, rounding: Decimal.ROUND_HALF_UP });

/** An exact decimal. */
export type ExactDecimal = Decimal;

const ROUNDINGS = {
  HALF_UP: Decimal.ROUND_HALF_UP,
  HALF_EVEN: Decimal.ROUND_HALF_EVEN,
  DOWN: Decimal.ROUND_DOWN,
  UP: Decimal.ROUND_UP,
} as const satisfies Record<RoundingMode, Decimal.Rounding>;

/** An amount rounded as the scheme rounds, written with the scheme's decimals: `12.30`. */
export function roundedAmount(amount: ExactDecimal, { scale, mode }: CollectionScheme['rounding']): string {
  return amount.toFixed(scale, ROUNDINGS[mode]);
}

/** An amount as it was given, never rounded: with the scheme's decimals where they suffice, else with all it has. */
export function writtenAmount(amount: ExactDecimal, { scale }: CollectionScheme['rounding']): string {
  return amount.toFixed(Math.max(scale, amount.decimalPlaces()));
}

/** The sum of amounts, exact. */
export function sumOf(amounts: readonly ExactDecimal[]): ExactDecimal {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0));
}
