import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransportMode } from '../../../../schema/contract/vocabulary.ts';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { TAX_RATES, type TaxRateClass } from '../../../../schema/reference/tax-rates.ts';
import { readConsignment } from '../../../../subgraphs/vendor-registration/domain/consignment.ts';
import { chargesOf, exceedsThreshold } from '../../../../subgraphs/vendor-registration/domain/consignment-charges.ts';
import { convertConsignment } from '../../../../subgraphs/vendor-registration/domain/conversion-rate.ts';
import {
  findPublishedSchemeOn,
  type PublishedScheme,
  publishedSchemes,
} from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';

const SCHEMES = publishedSchemes(COLLECTION_SCHEMES);
type Line = readonly [quantity: number, value: string, taxClass?: TaxRateClass, hsCode?: string];

function consignmentOf(scheme: PublishedScheme, lines: readonly Line[], arrivesOn = scheme.inForceFrom) {
  const read = readConsignment(
    {
      items: lines.map(([quantity, intrinsicValue, taxClass = 'STANDARD', hsCode = '850440']) => ({
        hsCode,
        quantity,
        intrinsicValue,
        taxClass,
      })),
      currency: scheme.currency,
      mode: 'AIR' satisfies TransportMode,
      arrivesOn,
      destinationCountry: scheme.destination === 'EU' ? 'DE' : null,
      reference: null,
    },
    scheme.destination,
  );
  if (!read.ok) throw new TypeError(read.refusal.message);
  return read.value;
}

function within(scheme: PublishedScheme, ...lines: readonly Line[]) {
  return !exceedsThreshold(consignmentOf(scheme, lines), scheme);
}

function schemeOn(destination: string, on: string) {
  const scheme = findPublishedSchemeOn(SCHEMES, destination, on);
  if (scheme === undefined) throw new TypeError(`no scheme at ${destination} on ${on}`);
  return scheme;
}

/** An amount a hair beside another, exactly. */
function beside(amount: string, ten: bigint): string {
  const scaled = BigInt(amount) * 10n ** 10n + ten;
  const text = scaled.toString().padStart(11, '0');
  return `${text.slice(0, -10)}.${text.slice(-10)}`;
}

describe.each(SCHEMES.map((scheme) => [scheme.id, scheme] as const))('the threshold of %s', (_id, scheme) => {
  const limit = scheme.lowValueThreshold;

  it('holds on its edge as the scheme says, below it always and above it never', () => {
    expect(within(scheme, [1, beside(limit, -1n)])).toBe(true);
    expect(within(scheme, [1, limit])).toBe(scheme.thresholdInclusive);
    expect(within(scheme, [1, `${limit}.00`])).toBe(scheme.thresholdInclusive);
    expect(within(scheme, [1, beside(limit, 1n)])).toBe(false);
  });

  it('measures an item or the whole consignment, as the scheme says', () => {
    expect(within(scheme, [3, beside(limit, -1n)])).toBe(scheme.measure === 'PER_ITEM');
    expect(within(scheme, [1, beside(limit, -1n)], [1, beside(limit, -1n)])).toBe(scheme.measure === 'PER_ITEM');
    expect(within(scheme, [1, '0.01'], [1, beside(limit, 1n)])).toBe(false);
  });

  it('is that of the reduced class for its goods, where the scheme has one', () => {
    const reduced = scheme.thresholdByTaxClass?.['REDUCED_1'] ?? limit;
    expect(within(scheme, [1, beside(reduced, -1n), 'REDUCED_1'])).toBe(true);
    expect(within(scheme, [1, reduced, 'REDUCED_1'])).toBe(scheme.thresholdInclusive);
    expect(within(scheme, [1, beside(reduced, 1n), 'REDUCED_1'])).toBe(false);
  });
});

describe('a change of a scheme', () => {
  it.each([
    ['CH', '2023-12-31', '65', true],
    ['CH', '2024-01-01', '65', false],
    ['CH', '2024-01-01', '62', true],
    ['CH', '2024-12-31', '62', true],
    ['CH', '2025-01-01', '62.01', false],
    ['EU', '2026-06-30', '150', true],
    ['EU', '2026-07-01', '150', true],
  ])('at %s: on %s a consignment of %s within its threshold is %s', (destination, day, value, expected) => {
    expect(within(schemeOn(destination, day), [1, value])).toBe(expected);
  });

  it.each([
    ['AU', '2018-06-30', '2018-07-01'],
    ['CH', '2018-12-31', '2019-01-01'],
    ['EU', '2021-06-30', '2021-07-01'],
    ['GB', '2020-12-31', '2021-01-01'],
    ['NO', '2020-03-31', '2020-04-01'],
    ['NZ', '2019-11-30', '2019-12-01'],
    ['SG', '2022-12-31', '2023-01-01'],
  ])('begins the first one of %s between %s and %s', (destination, before, first) => {
    expect(findPublishedSchemeOn(SCHEMES, destination, before)).toBeUndefined();
    expect(findPublishedSchemeOn(SCHEMES, destination, first)).toBeDefined();
  });

  it('that is not known yet leaves no scheme behind: the EU after 2028-06-30', () => {
    expect(findPublishedSchemeOn(SCHEMES, 'EU', '2028-06-30')).toBeDefined();
    expect(findPublishedSchemeOn(SCHEMES, 'EU', '2028-07-01')).toBeUndefined();
  });
});

describe('classes of rate together', () => {
  const swiss = schemeOn('CH', '2026-11-24');

  it('use up the Swiss thresholds by their shares, exactly to the edge', () => {
    expect(within(swiss, [1, '31'], [1, '96.5', 'REDUCED_1'])).toBe(true);
    expect(within(swiss, [1, '31'], [1, '96.5000000001', 'REDUCED_1'])).toBe(false);
    expect(within(swiss, [1, '62'], [1, '0.01', 'REDUCED_1'])).toBe(false);
  });

  it('are each taxed at their own rate, and the duty of an item type with the class of its first line', () => {
    const ioss = schemeOn('EU', '2026-11-24');
    const charges = (...lines: readonly Line[]) => chargesOf(consignmentOf(ioss, lines, '2026-11-24'), ioss, TAX_RATES);
    // 19 % of 50 + 3, 7 % of 20 + 3.
    expect(charges([1, '50'], [1, '20', 'REDUCED_1', '490199'])).toEqual({ duty: '6.00', tax: '11.68' });
    // One item type: 19 % of 50 + 3, 7 % of 20.
    expect(charges([1, '50'], [1, '20', 'REDUCED_1'])).toEqual({ duty: '3.00', tax: '11.47' });
    expect(charges([1, '50', 'REDUCED_3'])).toEqual({ duty: '3.00', tax: null });
  });
});

describe('money', () => {
  const cents = fc.integer({ min: 1, max: 99_999_999 });
  const decimal = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

  it('of tax is the exact sum of its classes, rounded half up once, in whatever lines', () => {
    const ioss = schemeOn('EU', '2026-11-24');
    const line = fc.tuple(fc.integer({ min: 1, max: 1_000 }), cents, fc.boolean());
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        const items = lines.map(
          ([quantity, value, isBook]): Line =>
            isBook ? [quantity, decimal(value), 'REDUCED_1', '490199'] : [quantity, decimal(value)],
        );
        const baseOf = (books: boolean) => {
          const own = lines.filter(([, , isBook]) => isBook === books);
          const duty = own.length === 0 ? 0n : 300n;
          return own.reduce((sum, [quantity, value]) => sum + BigInt(quantity) * BigInt(value), duty);
        };
        const hundredths = baseOf(false) * 19n + baseOf(true) * 7n;
        const rounded = (hundredths + 50n) / 100n;
        const { tax } = chargesOf(consignmentOf(ioss, items, '2026-11-24'), ioss, TAX_RATES);
        expect(tax).toBe(`${rounded / 100n}.${(rounded % 100n).toString().padStart(2, '0')}`);
      }),
      { numRuns: 100 },
    );
  });

  it('is converted to the right side of every threshold, however close to it', () => {
    const rates = fc.integer({ min: 1, max: 9_999_999 }).map((rate) => decimal(rate));
    fc.assert(
      fc.property(fc.constantFrom(...SCHEMES), rates, fc.integer({ min: -1, max: 1 }), (scheme, rate, side) => {
        // The threshold itself in the foreign currency, or a hair beside it.
        const foreign = BigInt(rate.replace('.', '')) * BigInt(scheme.lowValueThreshold) * 10n ** 8n + BigInt(side);
        const text = foreign.toString().padStart(11, '0');
        const value = `${text.slice(0, -10)}.${text.slice(-10)}`;
        const stated = consignmentOf(scheme, [[1, value]]);
        const given = { base: scheme.currency, quote: 'XXX', rate, validFrom: '', validTo: '', source: '' };
        const converted = convertConsignment({ ...stated, currency: 'XXX' }, scheme.currency, given);
        const expected = side < 0 || (side === 0 && scheme.thresholdInclusive);
        expect(!exceedsThreshold(converted, scheme)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
