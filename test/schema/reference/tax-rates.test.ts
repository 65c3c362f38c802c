import { describe, expect, it } from 'vitest';
import { findSchemeOn, taxRateOn } from '../../../schema/contract/collection-scheme-on.ts';
import { COLLECTION_SCHEMES } from '../../../schema/reference/collection-schemes.ts';
import { loadTaxRates, TAX_RATES } from '../../../schema/reference/tax-rates.ts';

const MEMBER_STATES = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

function rate(scheme: string, country: string, rateClass: 'STANDARD' | 'REDUCED_1' | 'ZERO', on: string) {
  return taxRateOn(TAX_RATES, scheme, country, rateClass, on)?.rate;
}

describe('tax rates', () => {
  it('hold the standard rate of each of the 27 member states today', () => {
    const standard = MEMBER_STATES.map((country) => rate('EU-IOSS', country, 'STANDARD', '2026-11-24'));
    expect(standard.filter((found) => found !== undefined)).toHaveLength(27);
    const countries = new Set(TAX_RATES.filter((row) => row.scheme === 'EU-IOSS').map((row) => row.destinationCountry));
    expect([...countries].sort()).toEqual(MEMBER_STATES);
  });

  it('are the rates of the sources', () => {
    expect(rate('EU-IOSS', 'DE', 'STANDARD', '2026-11-24')).toBe('19');
    expect(rate('EU-IOSS', 'HU', 'STANDARD', '2026-11-24')).toBe('27');
    expect(rate('CH-MAIL-ORDER', 'CH', 'STANDARD', '2026-11-24')).toBe('8.1');
    expect(rate('NO-VOEC', 'NO', 'STANDARD', '2026-11-24')).toBe('25');
    expect(rate('AU-LVIG', 'AU', 'STANDARD', '2026-11-24')).toBe('10');
    expect(rate('NZ-LVIG', 'NZ', 'STANDARD', '2026-11-24')).toBe('15');
    expect(rate('SG-OVR', 'SG', 'STANDARD', '2026-11-24')).toBe('9');
    expect(rate('GB-LOW-VALUE', 'GB', 'STANDARD', '2026-11-24')).toBe('20');
  });

  it('change on their day: Finland 14 to 13.5 on 2026-01-01, Lithuania 9 to 12', () => {
    expect(rate('EU-IOSS', 'FI', 'REDUCED_1', '2025-12-31')).toBe('14');
    expect(rate('EU-IOSS', 'FI', 'REDUCED_1', '2026-01-01')).toBe('13.5');
    expect(rate('EU-IOSS', 'LT', 'REDUCED_1', '2025-12-31')).toBe('9');
    expect(rate('EU-IOSS', 'LT', 'REDUCED_1', '2026-01-01')).toBe('12');
  });

  it('are not known before the day that a source shows', () => {
    expect(rate('EU-IOSS', 'EE', 'STANDARD', '2025-06-30')).toBeUndefined();
    expect(rate('EU-IOSS', 'EE', 'STANDARD', '2025-07-01')).toBe('24');
    expect(rate('EU-IOSS', 'RO', 'STANDARD', '2025-07-31')).toBeUndefined();
    expect(rate('EU-IOSS', 'RO', 'STANDARD', '2025-08-01')).toBe('21');
  });

  it('decide nothing where they are only assumed', () => {
    expect(rate('AU-LVIG', 'AU', 'ZERO', '2026-11-24')).toBeUndefined();
    expect(rate('JP-LOW-VALUE', 'JP', 'STANDARD', '2028-04-01')).toBeUndefined();
  });

  it('belong to a scheme, and each scheme of today has a standard rate', () => {
    const schemes = new Set(COLLECTION_SCHEMES.map((row) => row.scheme));
    expect(TAX_RATES.filter((row) => !schemes.has(row.scheme))).toEqual([]);
    for (const destination of ['GB', 'NO', 'CH', 'AU', 'NZ', 'SG']) {
      const scheme = findSchemeOn(COLLECTION_SCHEMES, destination, '2026-11-24')?.scheme ?? '';
      expect(rate(scheme, destination, 'STANDARD', '2026-11-24')).toBeDefined();
    }
  });
});

describe('the loader of rates', () => {
  const [good] = TAX_RATES;
  it.each([
    ['an unknown key', { ...good, note: 'x' }],
    ['a number', { ...good, rate: 10 }],
    ['a percent sign', { ...good, rate: '10 %' }],
    ['a factor in place of a percentage', { ...good, rate: '110' }],
    ['an unknown class', { ...good, class: 'PARKING' }],
    ['a day that the calendar does not have', { ...good, inForceFrom: '2025-11-31' }],
  ])('refuses %s', (_, row) => {
    expect(() => loadTaxRates([row])).toThrow();
  });

  it('refuses two rates of one class on one day', () => {
    expect(() => loadTaxRates([good, { ...good, rate: '11' }])).toThrow(/same day/);
  });
});
