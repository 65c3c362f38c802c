import { describe, expect, it } from 'vitest';
import {
  ASSISTANCE_AGREEMENTS,
  ASSISTANCE_AGREEMENTS_NOT_FOUND,
  loadAssistanceAgreements,
  loadAssistanceAgreementsNotFound,
} from '../../../schema/reference/assistance-agreements.ts';

function agreement(id: string) {
  const found = ASSISTANCE_AGREEMENTS.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

describe('assistance agreements', () => {
  it('hold the EU-China agreement in force since 2005-04-01 with a stated date', () => {
    expect(agreement('CN-EU-CCMAA-2004')).toMatchObject({
      parties: ['CN', 'EU'],
      form: 'TREATY',
      matter: 'CUSTOMS',
      inForceFrom: '2005-04-01',
      inForceFromBasis: 'STATED',
      certainty: 'OFFICIAL',
    });
  });

  it('keep customs and tax instruments of one pair apart', () => {
    const matters = (pair: string) =>
      ASSISTANCE_AGREEMENTS.filter((row) => row.parties.join('-') === pair).map((row) => row.matter);
    expect(matters('EU-NO').sort()).toEqual(['CUSTOMS', 'TAX']);
    expect(matters('EU-GB').sort()).toEqual(['CUSTOMS', 'TAX']);
  });

  it('begin on the day a source shows where no source states the day', () => {
    expect(agreement('AU-KR-CMAA')).toMatchObject({ inForceFrom: '2021-12-24', inForceFromBasis: 'SHOWN_IN_FORCE' });
    for (const row of ASSISTANCE_AGREEMENTS) expect(row.inForceFrom <= '2026-11-24').toBe(true);
  });

  it('take no deadline from memory: no row states response days', () => {
    expect(ASSISTANCE_AGREEMENTS.every((row) => row.responseDays === null)).toBe(true);
  });

  it('give records only where offences or information alone are shown', () => {
    for (const id of ['CA-US-CMAA-1984', 'CN-US-CMAA-1999', 'AU-US-FTA-ARTICLE-6-5']) {
      expect(agreement(id).kinds).toEqual(['RECORDS_AND_DOCUMENTS']);
    }
  });

  it('say per agreement whether it serves criminal proceedings', () => {
    expect(agreement('CN-JP-CMAA-2006').usableInCriminalProceedings).toBe(false);
    expect(agreement('JP-NZ-ARRANGEMENT-2004').usableInCriminalProceedings).toBe(true);
    expect(agreement('CN-EU-CCMAA-2004').usableInCriminalProceedings).toBeNull();
  });

  it('are frozen, rows and lists alike', () => {
    expect(Object.isFrozen(ASSISTANCE_AGREEMENTS)).toBe(true);
    for (const row of ASSISTANCE_AGREEMENTS) {
      expect([row, row.parties, row.kinds].every((value) => Object.isFrozen(value))).toBe(true);
    }
  });

  it('name no multilateral convention whose parties have no source', () => {
    const text = JSON.stringify(ASSISTANCE_AGREEMENTS);
    for (const name of ['Nairobi', 'Johannesburg', 'Trade Facilitation']) expect(text).not.toContain(name);
  });
});

describe('what was not found', () => {
  it('names the pairs whose absence is deliberate', () => {
    const ids = ASSISTANCE_AGREEMENTS_NOT_FOUND.map((row) => row.id);
    for (const id of ['CH-US-CMAA', 'NZ-US-CMAA', 'AU-NZ-CMAA', 'WTO-TFA-12', 'NAIROBI-1977', 'JOHANNESBURG-2003']) {
      expect(ids).toContain(id);
    }
    expect(ids.filter((id) => /^(..-KR|KR-..)-CMAA$/.test(id))).toHaveLength(8);
  });

  it('contradicts no agreement: a pair without any find has no row', () => {
    const pairs = new Set(ASSISTANCE_AGREEMENTS.map((row) => row.parties.join('-')));
    const without = ASSISTANCE_AGREEMENTS_NOT_FOUND.filter((row) => row.reason === 'NONE_FOUND');
    expect(without.map((row) => row.parties.join('-')).filter((pair) => pairs.has(pair))).toEqual([]);
  });

  it('refuses an unknown key and an unknown reason', () => {
    const row = ASSISTANCE_AGREEMENTS_NOT_FOUND[0];
    expect(() => loadAssistanceAgreementsNotFound([{ ...row, note: 'x' }])).toThrow(/note/);
    expect(() => loadAssistanceAgreementsNotFound([{ ...row, reason: 'FORGOTTEN' }])).toThrow(/reason/);
  });
});

describe('the loader of agreements', () => {
  const good = agreement('CN-EU-CCMAA-2004');
  const bad: readonly (readonly [string, object])[] = [
    ['an unknown key', { ...good, note: 'x' }],
    ['a day that the calendar does not have', { ...good, inForceFrom: '2005-02-29' }],
    ['a word that is not in the vocabulary', { ...good, form: 'MEMORANDUM' }],
    ['no kind at all', { ...good, kinds: [] }],
    ['a kind that stands twice', { ...good, kinds: ['SPOT_CHECK', 'SPOT_CHECK'] }],
    ['parties out of order', { ...good, parties: ['EU', 'CN'] }],
    ['one party', { ...good, id: 'CN-X', parties: ['CN'] }],
    ['an id of other parties', { ...good, id: 'EU-JP-CCMAA-2004' }],
    ['an end before the start', { ...good, inForceTo: '2005-03-31' }],
    ['force before signature', { ...good, signedOn: '2005-04-02' }],
    ['no source', { ...good, source: ' ' }],
    ['no start', { ...good, inForceFrom: null }],
  ];
  it.each(bad)('refuses %s', (_, row) => {
    expect(() => loadAssistanceAgreements([row])).toThrow();
  });

  it('refuses an id that stands twice, and takes the row alone', () => {
    expect(() => loadAssistanceAgreements([good, good])).toThrow(/twice/);
    expect(loadAssistanceAgreements([good])).toEqual([good]);
  });
});
