import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransportMode } from '../../../../schema/contract/vocabulary.ts';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { TAX_RATES, type TaxRateClass } from '../../../../schema/reference/tax-rates.ts';
import { readConsignment } from '../../../../subgraphs/vendor-registration/domain/consignment.ts';
import { intrinsicValueOf } from '../../../../subgraphs/vendor-registration/domain/consignment-charges.ts';
import type { ConversionRate } from '../../../../subgraphs/vendor-registration/domain/conversion-rate.ts';
import {
  findPublishedSchemeOn,
  publishedSchemes,
} from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import type { RegistrationEvent } from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import {
  checkVendorNumber,
  VENDOR_CHECK_REASONS,
} from '../../../../subgraphs/vendor-registration/domain/vendor-check.ts';
import { historyOf } from '../support/history.ts';

const SCHEMES = publishedSchemes(COLLECTION_SCHEMES);
const EU_NUMBER = 'IM2760000001';

const ACTIVE = historyOf(['2021-07-02T08:00:00.000Z', 'APPLIED'], ['2021-07-03T08:00:00.000Z', 'ACTIVE']);

interface Case {
  readonly destination?: string;
  readonly number?: string;
  readonly items?: readonly (readonly [hsCode: string, quantity: number, value: string, taxClass?: TaxRateClass])[];
  readonly currency?: string;
  readonly mode?: TransportMode;
  readonly arrivesOn?: string;
  readonly country?: string | null;
  readonly history?: readonly RegistrationEvent[] | undefined;
  readonly conversionRates?: readonly ConversionRate[];
}

function consignmentOf(given: Case) {
  const { destination = 'EU', items = [['850440', 1, '100']], arrivesOn = '2026-11-24', mode = 'AIR' } = given;
  const scheme = findPublishedSchemeOn(SCHEMES, destination, arrivesOn);
  if (scheme === undefined) throw new TypeError(`no scheme at ${destination} on ${arrivesOn}`);
  const stated = {
    items: items.map(([hsCode, quantity, intrinsicValue, taxClass = null]) => ({
      hsCode,
      quantity,
      intrinsicValue,
      taxClass,
    })),
    reference: null,
    currency: given.currency ?? scheme.currency,
    mode,
    arrivesOn,
    destinationCountry: given.country === undefined ? (destination === 'EU' ? 'DE' : null) : given.country,
  };
  return { destination, scheme, result: readConsignment(stated, destination) };
}

function check(given: Case) {
  const { scheme, result } = consignmentOf(given);
  if (!result.ok) throw new TypeError(result.refusal.message);
  const history = 'history' in given ? given.history : ACTIVE;
  return checkVendorNumber({
    number: given.number ?? EU_NUMBER,
    consignment: result.value,
    scheme,
    rates: TAX_RATES,
    conversionRates: given.conversionRates ?? [],
    history,
    timeZone: 'Europe/Brussels',
  });
}

function refusalOf(given: Case) {
  const { result } = consignmentOf(given);
  return result.ok ? undefined : result.refusal;
}

describe('the threshold', () => {
  it.each([
    ['149', 'VALID'],
    ['150', 'VALID'],
    ['150.00', 'VALID'],
    ['150.0000000001', 'NOT_VALID'],
    ['150.01', 'NOT_VALID'],
    ['151', 'NOT_VALID'],
  ])('of EUR 150 a consignment makes EUR %s %s', (value, outcome) => {
    const answer = check({ items: [['850440', 1, value]] });
    expect(answer.outcome).toBe(outcome);
    expect(answer.reasons).toEqual(outcome === 'VALID' ? [] : ['ABOVE_THRESHOLD']);
  });

  it('of a consignment counts every piece', () => {
    expect(check({ items: [['850440', 3, '50']] }).outcome).toBe('VALID');
    expect(
      check({
        items: [
          ['850440', 3, '50'],
          ['640399', 1, '0.01'],
        ],
      }).reasons,
    ).toEqual(['ABOVE_THRESHOLD']);
  });

  it.each([
    ['2999.99', 'VALID'],
    ['3000', 'NOT_VALID'],
    ['3000.00', 'NOT_VALID'],
    ['3000.01', 'NOT_VALID'],
  ])('of NOK 3,000 an item, itself outside, makes NOK %s %s, however many there are', (value, outcome) => {
    const answer = check({ destination: 'NO', number: '0000001', items: [['850440', 100, value]] });
    expect(answer.outcome).toBe(outcome);
  });

  it('of an item is passed by one item among many', () => {
    const items = [
      ['850440', 1, '10'],
      ['850440', 1, '3000'],
    ] as const;
    expect(check({ destination: 'NO', number: '0000001', items }).reasons).toEqual(['ABOVE_THRESHOLD']);
  });
});

describe('duty and tax', () => {
  it('the EU has no duty on a consignment of 2026-06-30 and EUR 3 an item type on one of 2026-07-01', () => {
    const items = [
      ['850440', 2, '10'],
      ['8504401234', 1, '10'],
      ['640399', 1, '20'],
    ] as const;
    expect(check({ items, arrivesOn: '2026-06-30' })).toMatchObject({ duty: '0.00', tax: '9.50' });
    // Two item types by six digits; 19 % of 50 + 6.
    expect(check({ items, arrivesOn: '2026-07-01' })).toMatchObject({ duty: '6.00', tax: '10.64' });
  });

  it('the rate is that of the member state', () => {
    const items = [['850440', 1, '97']] as const;
    expect(check({ items, country: 'FI' }).tax).toBe('25.50');
    expect(check({ items, country: 'LU' }).tax).toBe('17.00');
  });

  it('a tax that no rate is shown for is null and the number still valid', () => {
    expect(check({ destination: 'NO', number: '0000001', arrivesOn: '2024-03-01' })).toMatchObject({
      outcome: 'VALID',
      duty: '0.00',
      tax: null,
    });
  });

  it('is rounded once, half up, on the whole', () => {
    // 19 % of 3 × 0.5 + 3 = 0.855.
    expect(check({ items: [['850440', 3, '0.5']] }).tax).toBe('0.86');
  });

  it('is null where the number is not valid', () => {
    expect(check({ items: [['850440', 1, '151']] })).toMatchObject({ duty: null, tax: null });
  });

  it('the value of a consignment is exactly the sum of its parts, however they are split', () => {
    const cents = fc.integer({ min: 1, max: 999_999_999 });
    const item = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), cents);
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), (lines) => {
        const items = lines.map(([quantity, value]) => ['850440', quantity, decimalOf(value)] as const);
        const { result } = consignmentOf({ items });
        if (!result.ok) throw new TypeError(result.refusal.message);
        const total = lines.reduce((sum, [quantity, value]) => sum + BigInt(quantity) * BigInt(value), 0n);
        expect(intrinsicValueOf(result.value).times(100).toFixed()).toBe(total.toString());
      }),
      { numRuns: 50 },
    );
  });

  it('keeps every digit of the largest consignment that can be stated', () => {
    const items = Array.from({ length: 999 }, () => ['850440', 1_000_000, '999999999999999.0000000001'] as const);
    const { result } = consignmentOf({ items });
    if (!result.ok) throw new TypeError(result.refusal.message);
    expect(intrinsicValueOf(result.value).toFixed()).toBe('998999999999999001000000.0999');
  });
});

function decimalOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

describe('the reasons', () => {
  it.each([
    ['an intermediary’s number', { number: 'IN2760000001' }, ['INTERMEDIARY_NUMBER']],
    ['a number of no member state', { number: 'IM9990000001' }, ['NUMBER_MALFORMED']],
    ['a number in small letters', { number: 'im2760000001' }, ['NUMBER_MALFORMED']],
    ['a number with something behind it', { number: 'IM2760000001\n' }, ['NUMBER_MALFORMED']],
    ['no number', { number: '' }, ['NUMBER_MALFORMED']],
    ['a number that nobody has', { history: undefined }, ['NUMBER_UNKNOWN']],
    ['excise goods', { items: [['2204210000', 1, '10']] }, ['GOODS_EXCLUDED']],
    ['a mode outside the scheme', { destination: 'SG', number: 'M2-0000001-0', mode: 'SEA' }, ['MODE_NOT_COVERED']],
  ] as const)('%s is named', (_what, given, reasons) => {
    expect(check(given)).toEqual({ outcome: 'NOT_VALID', reasons, duty: null, tax: null, exchangeRate: null });
  });

  it('all stand together, in their order', () => {
    const given = { items: [['220421', 1, '401']], destination: 'SG', number: 'x', mode: 'RAIL' } as const;
    const { reasons } = check(given);
    expect(reasons).toEqual(['NUMBER_MALFORMED', 'ABOVE_THRESHOLD', 'GOODS_EXCLUDED', 'MODE_NOT_COVERED']);
    expect(reasons).toEqual(VENDOR_CHECK_REASONS.filter((reason) => (reasons as readonly string[]).includes(reason)));
  });

  it('another currency leaves it undetermined, unless something else decides', () => {
    expect(check({ currency: 'USD' })).toMatchObject({
      outcome: 'UNDETERMINED',
      reasons: ['CURRENCY_NOT_CONVERTIBLE'],
      tax: null,
    });
    expect(check({ currency: 'USD', history: undefined })).toMatchObject({
      outcome: 'NOT_VALID',
      reasons: ['NUMBER_UNKNOWN', 'CURRENCY_NOT_CONVERTIBLE'],
    });
  });

  it('the status is that of the day of arrival, by the last step of that day at the destination', () => {
    // 2026-11-25, 00:30 in Brussels.
    const [suspended] = historyOf(['2026-11-24T23:30:00.000Z', 'SUSPENDED']);
    if (suspended === undefined) throw new TypeError('no event');
    const history = [...ACTIVE, suspended];
    expect(check({ history, arrivesOn: '2026-11-24' }).outcome).toBe('VALID');
    expect(check({ history, arrivesOn: '2026-11-25' }).reasons).toEqual(['NOT_ACTIVE_ON_DATE']);
    expect(check({ history, arrivesOn: '2021-07-03' }).outcome).toBe('VALID');
    expect(check({ history, arrivesOn: '2021-07-02' }).reasons).toEqual(['NOT_ACTIVE_ON_DATE']);
    expect(check({ history, arrivesOn: '2021-07-01' }).reasons).toEqual(['NOT_ACTIVE_ON_DATE']);
  });
});

describe('the statement of a consignment', () => {
  it.each([
    ['no item', { items: [] }, 'consignment.items'],
    [
      'a thousand items',
      { items: Array.from({ length: 1000 }, () => ['850440', 1, '0.01'] as const) },
      'consignment.items',
    ],
    ['an HS code of five digits', { items: [['85044', 1, '1']] }, 'consignment.items.0.hsCode'],
    ['an HS code of eleven digits', { items: [['85044012345', 1, '1']] }, 'consignment.items.0.hsCode'],
    ['no piece', { items: [['850440', 0, '1']] }, 'consignment.items.0.quantity'],
    ['too many pieces', { items: [['850440', 1_000_001, '1']] }, 'consignment.items.0.quantity'],
    [
      'no value',
      {
        items: [
          ['850440', 1, '1'],
          ['850440', 1, '0'],
        ],
      },
      'consignment.items.1.intrinsicValue',
    ],
    ['a negative value', { items: [['850440', 1, '-1']] }, 'consignment.items.0.intrinsicValue'],
    ['no member state', { country: null }, 'consignment.destinationCountry'],
    ['Switzerland as a member state', { country: 'CH' }, 'consignment.destinationCountry'],
    ['Northern Ireland as a member state', { country: 'XI' }, 'consignment.destinationCountry'],
    ['another country for Norway', { destination: 'NO', country: 'SE' }, 'consignment.destinationCountry'],
  ] as const)('with %s is refused, naming the field', (_what, given, field) => {
    expect(refusalOf(given)).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
  });
});
