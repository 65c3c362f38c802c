import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSchemeOn } from '../../../schema/contract/collection-scheme-on.ts';
import type { CollectionScheme } from '../../../schema/reference/collection-schemes.ts';
import { COLLECTION_SCHEMES, loadCollectionSchemes } from '../../../schema/reference/collection-schemes.ts';
import { registrationNumber } from '../../../schema/reference/number-template.ts';

function schemeOn(destination: string, on: string): CollectionScheme {
  const found = findSchemeOn(COLLECTION_SCHEMES, destination, on);
  if (found === undefined) throw new Error(`no scheme of ${destination} on ${on}`);
  return found;
}

describe('collection schemes', () => {
  it('are in force today for EU, GB, NO, CH, AU, NZ and SG', () => {
    for (const destination of ['EU', 'GB', 'NO', 'CH', 'AU', 'NZ', 'SG']) {
      expect(schemeOn(destination, '2026-11-24').destination).toBe(destination);
    }
  });

  it('are not known for a destination without one', () => {
    for (const destination of ['US', 'CN', 'KR', 'XX']) {
      expect(findSchemeOn(COLLECTION_SCHEMES, destination, '2026-11-24')).toBeUndefined();
    }
  });

  it('change on 2026-07-01 in the EU: the duty of EUR 3 an item type is a new row', () => {
    expect(schemeOn('EU', '2026-06-30')).toMatchObject({ id: 'EU-IOSS-2021-07-01', dutyPerItemType: null });
    expect(schemeOn('EU', '2026-07-01')).toMatchObject({
      id: 'EU-IOSS-2026-07-01',
      dutyPerItemType: { amount: '3', currency: 'EUR' },
    });
    expect(findSchemeOn(COLLECTION_SCHEMES, 'EU', '2021-06-30')).toBeUndefined();
  });

  it('make platforms deemed suppliers in Switzerland from 2025-01-01', () => {
    expect(schemeOn('CH', '2024-12-31').whoRegisters).toEqual(['VENDOR']);
    expect(schemeOn('CH', '2025-01-01').whoRegisters).toEqual(['VENDOR', 'PLATFORM']);
  });

  it('begin in Japan on 2028-04-01 and not a day before', () => {
    expect(findSchemeOn(COLLECTION_SCHEMES, 'JP', '2028-03-31')).toBeUndefined();
    expect(schemeOn('JP', '2028-04-01')).toMatchObject({ lowValueThreshold: '10000', numberTemplate: null });
  });

  it('keep each threshold with its measure and its edge', () => {
    const edge = (destination: string) => {
      const { lowValueThreshold, thresholdInclusive, measure } = schemeOn(destination, '2026-11-24');
      return [lowValueThreshold, thresholdInclusive, measure];
    };
    expect(edge('EU')).toEqual(['150', true, 'PER_CONSIGNMENT']);
    expect(edge('GB')).toEqual(['135', true, 'PER_CONSIGNMENT']);
    expect(edge('NO')).toEqual(['3000', false, 'PER_ITEM']);
    expect(edge('NZ')).toEqual(['1000', true, 'PER_ITEM']);
    expect(edge('SG')).toEqual(['400', true, 'PER_ITEM']);
  });

  it('cover only air and post in Singapore, and every mode elsewhere', () => {
    expect(schemeOn('SG', '2026-11-24').modes).toEqual(['AIR', 'POST']);
    expect(COLLECTION_SCHEMES.filter((row) => row.destination !== 'SG').every((row) => row.modes.length === 0)).toBe(
      true,
    );
  });

  it('exclude alcohol from IOSS and food from VOEC', () => {
    const prefixes = (destination: string) =>
      schemeOn(destination, '2026-11-24').excludedGoods.map((row) => row.hsPrefix);
    expect(prefixes('EU')).toContain('2208');
    expect(prefixes('EU')).not.toContain('18');
    expect(prefixes('NO')).toContain('18');
  });

  it('know how returns fall due wherever they know the period', () => {
    expect(schemeOn('EU', '2026-11-24')).toMatchObject({
      returnMonths: 1,
      returnDueRule: { kind: 'END_OF_MONTH_AFTER', months: 1 },
    });
    expect(schemeOn('NZ', '2026-11-24').returnDueRule).toEqual({
      kind: 'DAY_OF_MONTH_AFTER',
      day: 28,
      exceptions: [
        { periodEnds: '03-31', dueOn: '05-07' },
        { periodEnds: '11-30', dueOn: '01-15' },
      ],
    });
    expect(COLLECTION_SCHEMES.filter((row) => row.returnMonths === null).map((row) => row.destination)).toEqual(['JP']);
  });
});

describe('numbers', () => {
  it('of an IOSS vendor carry the member state and are told from those of an intermediary', () => {
    const { numberTemplate, numberFormat, intermediaryNumberFormat } = schemeOn('EU', '2026-11-24');
    expect(registrationNumber(numberTemplate, 42, 'FR')).toBe('IM2500000042');
    expect(registrationNumber(numberTemplate, 42)).toBeUndefined();
    expect(registrationNumber(numberTemplate, 42, 'US')).toBeUndefined();
    expect(new RegExp(numberFormat).test('IM3720000042')).toBe(true);
    expect(new RegExp(numberFormat).test('IM8400000042')).toBe(false);
    expect(new RegExp(numberFormat).test('IN3720000042')).toBe(false);
    expect(new RegExp(intermediaryNumberFormat ?? 'none').test('IN3720000042')).toBe(true);
  });

  it('made by a template satisfy the format, and two sequence numbers never give the same one', () => {
    const withTemplate = COLLECTION_SCHEMES.filter((row) => row.numberTemplate !== null);
    expect(withTemplate).toHaveLength(COLLECTION_SCHEMES.length - 1);
    const sequence = fc.integer({ min: 0, max: 9_999_999 });
    fc.assert(
      fc.property(fc.constantFrom(...withTemplate), sequence, sequence, fc.nat(), (scheme, one, other, pick) => {
        const states = Object.keys(scheme.numberTemplate?.stateNumerics ?? {});
        const state = states[pick % Math.max(states.length, 1)];
        const number = registrationNumber(scheme.numberTemplate, one, state);
        expect(number).toMatch(new RegExp(scheme.numberFormat));
        expect(registrationNumber(scheme.numberTemplate, other, state) === number).toBe(one === other);
      }),
    );
  });

  it('are not made beyond the places of the template, below zero or without a template', () => {
    const { numberTemplate } = schemeOn('NO', '2026-11-24');
    expect(registrationNumber(numberTemplate, 9_999_999)).toBe('9999999');
    expect(registrationNumber(numberTemplate, 10_000_000)).toBeUndefined();
    expect(registrationNumber(numberTemplate, -1)).toBeUndefined();
    expect(registrationNumber(null, 1)).toBeUndefined();
  });
});

describe('the loader of schemes', () => {
  const good = schemeOn('NO', '2026-11-24');
  const bad: readonly (readonly [string, object])[] = [
    ['an unknown key', { ...good, note: 'x' }],
    ['a day that the calendar does not have', { ...good, id: 'NO-VOEC-2026-02-30', inForceFrom: '2026-02-30' }],
    ['a threshold that is no decimal', { ...good, lowValueThreshold: '3,000' }],
    ['a threshold that is a number', { ...good, lowValueThreshold: 3000 }],
    ['a measure that is not in the vocabulary', { ...good, measure: 'PER_PARCEL' }],
    ['a format that does not compile', { ...good, numberFormat: '^(\\d{7}$' }],
    ['a format that is not anchored', { ...good, numberFormat: '\\d{7}' }],
    ['a template outside its format', { ...good, numberTemplate: { pattern: '########', stateNumerics: null } }],
    ['a state without its list', { ...good, numberTemplate: { pattern: '{state}####', stateNumerics: null } }],
    ['a period without its due rule', { ...good, returnDueRule: null }],
    [
      'a due day that no month has',
      { ...good, returnDueRule: { kind: 'DAY_OF_MONTH_AFTER', day: 32, exceptions: [] } },
    ],
    ['an id of another day', { ...good, id: 'NO-VOEC-2020-04-02' }],
    ['a scheme of another destination', { ...good, destination: 'SE' }],
    ['an end before the start', { ...good, inForceTo: '2020-03-31' }],
  ];
  it.each(bad)('refuses %s', (_, row) => {
    expect(() => loadCollectionSchemes([row])).toThrow(expect.objectContaining({ name: 'ZodError' }));
  });

  it('refuses two schemes of one destination on one day, and takes periods that follow each other', () => {
    const later = { ...good, id: 'NO-VOEC-2027-01-01', inForceFrom: '2027-01-01' };
    expect(() => loadCollectionSchemes([good, later])).toThrow(/one day/);
    expect(() => loadCollectionSchemes([{ ...good, inForceTo: '2027-01-01' }, later])).toThrow(/one day/);
    expect(loadCollectionSchemes([{ ...good, inForceTo: '2026-12-31' }, later])).toHaveLength(2);
  });
});
