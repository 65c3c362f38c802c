import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import { type Administration, PARTIES } from '../../../schema/administrations.ts';
import { UNCONNECTED_PARTIES } from '../../../schema/reference/parties.ts';
import {
  type AskedAdministration,
  readNewAdministration,
} from '../../../scripts/add-administration/read-new-administration.ts';
import { findTerritoryDefaults } from '../../../scripts/add-administration/territory-defaults.ts';

const INDIA: AskedAdministration = { code: 'IN', name: 'India' };

/** The parties as they are before India has a registry, whatever stands in the list today. */
const parties: readonly Administration[] = [
  ...PARTIES.filter(({ code }) => code !== 'IN'),
  {
    code: 'IN',
    name: 'India',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['IN'],
    timeZone: 'Etc/UTC',
    currency: 'XXX',
    registry: 'NOT_CONNECTED',
    registryUrl: null,
  },
];

const read = (asked: Partial<AskedAdministration> = {}) => readNewAdministration({ ...INDIA, ...asked }, parties);
const faultsOf = (asked: Partial<AskedAdministration>) => {
  const reading = read(asked);
  return reading.ok ? [] : reading.faults;
};

describe('a new administration', () => {
  it('takes what is known of its territory', () => {
    expect(read()).toEqual({
      ok: true,
      administration: {
        code: 'IN',
        name: 'India',
        region: 'ASIA_PACIFIC',
        tinPrefixes: ['IN'],
        timeZone: 'Asia/Kolkata',
        currency: 'INR',
        programme: undefined,
      },
    });
  });

  it('is taken as it is given', () => {
    const asked = {
      region: 'ESA',
      prefixes: ['IN', 'AQ'],
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
      programme: ' AEO Programme ',
    };
    expect(read(asked)).toMatchObject({
      ok: true,
      administration: {
        region: 'ESA',
        tinPrefixes: ['IN', 'AQ'],
        timeZone: 'Asia/Tokyo',
        currency: 'JPY',
        programme: 'AEO Programme',
      },
    });
  });

  it('is refused where it has a registry already', () => {
    expect(faultsOf({ code: 'KR' })).toContain('--code: KR has a registry already (Korea Customs Service)');
  });

  it.each(['in', 'IND', 'I1', '', 'EL', 'UK', 'ZZ', '../x', '__'])('is refused with the code %j', (code) => {
    expect(faultsOf({ code })).toContain(`--code: ${JSON.stringify(code)} is not an ISO 3166-1 alpha-2 code, e.g. IN`);
  });

  it('is refused with a prefix that another answers for, connected or not', () => {
    expect(faultsOf({ prefixes: ['IN', 'KR'] })).toEqual(['--prefixes: KR answers for KR (Korea Customs Service)']);
    expect(faultsOf({ prefixes: ['IN', 'TW'] })).toEqual(['--prefixes: TW answers for TW (Taiwan)']);
    expect(faultsOf({ prefixes: ['DE'] })).toEqual([
      '--prefixes: EU answers for DE (European Union, customs authorities of the member states)',
    ]);
  });

  it('is refused with prefixes that are none, stand twice or are missing', () => {
    expect(faultsOf({ prefixes: ['EL'] })).toEqual(['--prefixes: "EL" is not an ISO 3166-1 alpha-2 code, e.g. IN']);
    expect(faultsOf({ prefixes: ['IN', 'IN'] })).toEqual(['--prefixes: one stands twice']);
    expect(faultsOf({ prefixes: [] })).toEqual(['--prefixes: at least one']);
  });

  it('is refused with a region, time zone or currency that does not exist, all at once', () => {
    expect(faultsOf({ region: 'ASIA', timeZone: 'Asia/Nowhere', currency: 'RUP' })).toEqual([
      '--region: "ASIA" is not one of AMS, MENA, WCA, ESA, EUROPE, ASIA_PACIFIC',
      '--time-zone: "Asia/Nowhere" is not an IANA name, e.g. Asia/Kolkata',
      '--currency: "RUP" is not an ISO 4217 code, e.g. INR',
    ]);
  });

  it('has to say what is not known of its territory', () => {
    expect(faultsOf({ code: 'FJ', name: 'Fiji' })).toEqual([
      '--region: not known of this territory; say one of AMS, MENA, WCA, ESA, EUROPE, ASIA_PACIFIC',
      '--time-zone: not known of this territory; say an IANA name, e.g. Asia/Kolkata',
      '--currency: not known of this territory; say an ISO 4217 code, e.g. INR',
    ]);
    expect(faultsOf({ code: 'MX', name: 'Mexico' })).toEqual([
      '--time-zone: not known of this territory; say an IANA name, e.g. Asia/Kolkata',
    ]);
  });

  it.each(['', '   ', 'two\nlines', `${'x'.repeat(201)}`])('is refused with the name %j', (name) => {
    expect(faultsOf({ name })).toEqual(['--name: one line of 1 to 200 characters']);
  });
});

describe('what is known of territories', () => {
  it.each(UNCONNECTED_PARTIES)('has a currency of $code, and a time zone where there is one', ({ code }) => {
    const defaults = findTerritoryDefaults(code);
    expect(Intl.supportedValuesOf('currency')).toContain(defaults?.currency);
    if (defaults?.timeZone !== undefined) expect(IANAZone.isValidZone(defaults.timeZone)).toBe(true);
  });

  it('knows nothing of others, nor of the names that every object has', () => {
    for (const code of ['FJ', 'KR', 'toString', '__proto__']) expect(findTerritoryDefaults(code)).toBeUndefined();
  });
});
