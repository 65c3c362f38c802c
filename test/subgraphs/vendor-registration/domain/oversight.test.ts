import { describe, expect, it } from 'vitest';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { daysAfter } from '../../../../subgraphs/vendor-registration/domain/calendar-date.ts';
import { type ConversionRate, findRate } from '../../../../subgraphs/vendor-registration/domain/conversion-rate.ts';
import { type DayOfUse, judgeUse } from '../../../../subgraphs/vendor-registration/domain/number-usage.ts';
import { comparableName, matchKeysOf } from '../../../../subgraphs/vendor-registration/domain/possible-duplicates.ts';
import { getSchemeRow, publishedSchemes } from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import { periodOf } from '../../../../subgraphs/vendor-registration/domain/remittance-period.ts';
import { differencesOf } from '../../../../subgraphs/vendor-registration/domain/return-differences.ts';

describe('unusual use of a number', () => {
  const days = (counts: readonly number[]): readonly DayOfUse[] =>
    counts.map((checks, at) => ({ day: daysAfter('2026-11-01', at), checks, notValid: 0 }));
  const last = (counts: readonly number[]) => judgeUse(days(counts), '2026-11-01', (day) => daysAfter(day, -28)).at(-1);

  it.each([
    ['a burst of more than five times the median', [10, 12, 8, 10, 9, 11, 10, 51], true, 10],
    ['five times the median exactly', [10, 12, 8, 10, 9, 11, 10, 50], false, 10],
    ['a burst of fewer than twenty', [1, 1, 1, 1, 1, 1, 1, 19], false, 1],
    ['a burst of twenty', [1, 1, 1, 1, 1, 1, 1, 20], true, 1],
    ['a burst after six days of use', [1, 1, 1, 1, 1, 1, 900], false, null],
    ['steady use', [100, 110, 90, 100, 120, 95, 100, 105], false, 100],
    ['a burst after an earlier one, which moves no median', [10, 10, 10, 10, 10, 10, 900, 10, 900], true, 10],
  ])('is judged by %s', (_what, counts, unusual, usualChecks) => {
    expect(last(counts)).toMatchObject({ unusual, usualChecks });
  });

  it('looks back four weeks and no further', () => {
    const old = days([900, 900, 900, 900, 900, 900, 900]);
    const lately = days([10, 10, 10, 10, 10, 10, 10, 60]).map((one) => ({ ...one, day: daysAfter(one.day, 40) }));
    const judged = judgeUse([...old, ...lately], '2026-12-01', (day) => daysAfter(day, -28));
    expect(judged).toHaveLength(8);
    expect(judged.at(-1)).toMatchObject({ unusual: true, usualChecks: 10 });
  });
});

describe('a possible duplicate', () => {
  it.each([
    ['Shenzhen Lantern Trading Co., Ltd.', 'SHENZHEN LANTERN TRADING'],
    ['Søren & Sons A/S', 'soren sons a s'],
    ['Müller GmbH', 'MULLER'],
    ['Größe S.A.', 'grosse'],
    ['宁波海湾电子商务有限公司', '宁波海湾电子商务有限公司'],
  ])('%s is found under %s', (one, other) => {
    expect(comparableName(one)).toBe(comparableName(other));
  });

  it('keeps a name that is nothing but a legal form', () => {
    expect(comparableName('Co. Ltd.')).toBe('co ltd');
  });

  it('is looked for by identifier, name, e-mail and address, where they are known', () => {
    const vendor = {
      id: 'v',
      destination: 'EU',
      legalName: 'Lantern Ltd',
      establishedIn: 'CN',
      tin: null,
      stakeholder: 'E_VENDOR',
      contactEmail: 'Tax@Lantern.example',
      address: '1, Harbour-Road; Ningbo',
      account: null,
    } as const;
    expect(matchKeysOf(vendor)).toEqual([
      { kind: 'NAME', key: 'lantern' },
      { kind: 'EMAIL', key: 'tax@lantern.example' },
      { kind: 'ADDRESS', key: '1 harbour road ningbo' },
    ]);
    expect(matchKeysOf({ ...vendor, tin: 'CN4400000001', address: null }).map(({ kind }) => kind)).toEqual([
      'IDENTIFIER',
      'NAME',
      'EMAIL',
    ]);
  });
});

describe('what was checked, against what is declared', () => {
  const scheme = getSchemeRow(publishedSchemes(COLLECTION_SCHEMES), 'EU-IOSS', '2026-08-31');
  const check = (arrivesOn: string, duty: string, tax: string | null, consignmentReference: string | null = null) => ({
    registrationId: 'r',
    arrivesOn,
    duty,
    tax,
    consignmentReference,
  });
  const compare = (declared: readonly [number, string, string], checks: readonly ReturnType<typeof check>[]) =>
    differencesOf(
      { consignments: declared[0], assessedDuty: declared[1], assessedTax: declared[2] },
      checks,
      periodOf('2026-08-15', 1),
      scheme,
    );

  it('differs in nothing where the sums agree, the first and last day included', () => {
    const checks = [
      check('2026-07-31', '3', '9'),
      check('2026-08-01', '3.00', '1.10'),
      check('2026-08-31', '3.00', '2.20'),
      check('2026-09-01', '3', '9'),
    ];
    expect(compare([2, '6', '3.3'], checks)).toEqual([]);
  });

  it('is listed with its sign, above 0 where more came in', () => {
    expect(
      compare([3, '6.00', '1.00'], [check('2026-08-01', '3.00', '1.10'), check('2026-08-02', '3.00', '0.20')]),
    ).toEqual([
      { measure: 'CONSIGNMENTS', declared: '3', checked: '2', difference: '-1' },
      { measure: 'TAX', declared: '1.00', checked: '1.30', difference: '0.30' },
    ]);
  });

  it('counts a consignment once by its reference, as it was checked last, and each check without one', () => {
    const checks = [
      check('2026-08-01', '3.00', '1.00', 'A'),
      check('2026-08-01', '3.00', '1.20', 'A'),
      check('2026-08-01', '3.00', '1.00'),
      check('2026-08-01', '3.00', null),
    ];
    expect(compare([3, '9', '2.20'], checks)).toEqual([]);
  });
});

describe('the rate of a day', () => {
  const rate = (base: string, quote: string, validFrom: string, validTo: string): ConversionRate => ({
    base,
    quote,
    rate: '2',
    validFrom,
    validTo,
    source: `${base}${validFrom}`,
  });
  const rates = [
    rate('EUR', 'USD', '2026-11-01', '2026-11-30'),
    rate('EUR', 'USD', '2026-11-10', '2026-11-10'),
    rate('CHF', 'EUR', '2026-11-01', '2026-11-30'),
  ];
  it.each([
    ['USD', 'EUR', '2026-11-01', 'EUR2026-11-01'],
    ['USD', 'EUR', '2026-11-30', 'EUR2026-11-01'],
    ['USD', 'EUR', '2026-11-10', 'EUR2026-11-10'],
    ['USD', 'EUR', '2026-10-31', undefined],
    ['USD', 'EUR', '2026-12-01', undefined],
    ['CHF', 'EUR', '2026-11-15', 'CHF2026-11-01'],
    ['EUR', 'CHF', '2026-11-15', 'CHF2026-11-01'],
    ['GBP', 'EUR', '2026-11-15', undefined],
  ])('from %s to %s on %s is %s', (from, to, on, source) => {
    expect(findRate(rates, from, to, on)?.source).toBe(source);
  });
});
