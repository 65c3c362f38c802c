import { IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  ADMINISTRATIONS,
  findAdministration,
  findAdministrationOfPrefix,
  operatorTypeName,
  PARTIES,
} from '../../schema/administrations.ts';
import { WCO_REGIONS } from '../../schema/contract/vocabulary.ts';

const MEMBER_STATES = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
const SIXTEEN = 'EU CH GB NO US CA JP KR CN HK MO SG AU NZ GT BR'.split(' ');

describe('the list of administrations', () => {
  it('holds the sixteen, in their order', () => {
    expect(ADMINISTRATIONS.slice(0, 16).map(({ code }) => code)).toEqual(SIXTEEN);
  });

  it.each(ADMINISTRATIONS)('$code has a region, a time zone and a currency that exist, and a registry', (entry) => {
    expect(WCO_REGIONS).toContain(entry.region);
    expect(IANAZone.isValidZone(entry.timeZone)).toBe(true);
    expect(Intl.supportedValuesOf('currency')).toContain(entry.currency);
    expect(entry.registry).toBe('CONNECTED');
    expect(entry.tinPrefixes.length).toBeGreaterThan(0);
  });

  it('gives the EU its 27 member states, and Northern Ireland by a rule of its own', () => {
    expect(findAdministration('EU')?.tinPrefixes).toEqual([...MEMBER_STATES, 'XI']);
  });

  it('gives the United Kingdom GB alone, and Hong Kong and Macao territories of their own', () => {
    for (const code of ['GB', 'HK', 'MO']) expect(findAdministration(code)?.tinPrefixes).toEqual([code]);
  });

  it('has no prefix and no code twice, over connected and unconnected parties', () => {
    const prefixes = PARTIES.flatMap(({ tinPrefixes }) => tinPrefixes);
    const codes = PARTIES.map(({ code }) => code);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain('GR');
  });

  it('finds who answers for a prefix', () => {
    for (const prefix of MEMBER_STATES) expect(findAdministrationOfPrefix(prefix)?.code).toBe('EU');
    expect(findAdministrationOfPrefix('KR')?.code).toBe('KR');
    for (const prefix of ['EL', 'UK', 'EU', 'ZZ', 'kr', '', '__proto__']) {
      expect(findAdministrationOfPrefix(prefix)).toBeUndefined();
    }
  });

  it('knows parties that have no registry here', () => {
    for (const code of ['TW', 'IL', 'IN', 'ZA']) {
      const party = findAdministration(code);
      expect(party).toBeDefined();
      if (!SIXTEEN.includes(code) && !ADMINISTRATIONS.some((entry) => entry.code === code)) {
        expect(party).toMatchObject({ registry: 'NOT_CONNECTED', registryUrl: null, tinPrefixes: [code] });
      }
    }
  });

  it('names the operator type of an administration', () => {
    expect(operatorTypeName('KR')).toBe('KrOperator');
    expect(operatorTypeName('EU')).toBe('EuOperator');
    expect(new Set(PARTIES.map(({ code }) => operatorTypeName(code))).size).toBe(PARTIES.length);
  });
});
