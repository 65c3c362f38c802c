import { describe, expect, it } from 'vitest';
import { findLegalBasis, legalBasesOf } from '../../../schema/contract/legal-basis.ts';
import { ASSISTANCE_KINDS } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import { ASSISTANCE_AGREEMENTS } from '../../../schema/reference/assistance-agreements.ts';

const TODAY = '2026-11-24';
const STORIES = [
  ['EU', 'CN', 'CN-EU-CCMAA-2004'],
  ['AU', 'KR', 'AU-KR-CMAA'],
  ['NZ', 'EU', 'EU-NZ-CCMAA-2017'],
  ['NO', 'EU', 'EU-NO-EEA-PROTOCOL-11'],
  ['SG', 'JP', 'JP-SG-EPA-2002'],
  ['CH', 'JP', 'CH-JP-EPA-2009'],
  ['GB', 'US', 'GB-US-CMAA-2020'],
] as const;

const base: AssistanceAgreement = {
  id: 'AA-BB-X',
  parties: ['AA', 'BB'],
  instrument: 'x',
  form: 'TREATY',
  matter: 'CUSTOMS',
  signedOn: null,
  inForceFrom: '2020-01-01',
  inForceFromBasis: 'STATED',
  inForceTo: '2020-12-31',
  responseDays: null,
  oralConfirmationHours: null,
  languages: null,
  refusalGrounds: null,
  useRules: null,
  besideMemberStates: null,
  kinds: ['VENDOR_VALIDATION'],
  usableInCriminalProceedings: null,
  certainty: 'OFFICIAL',
  asOf: '2020-01-01',
  source: 'x',
  remark: 'x',
};
const basis = (rows: readonly AssistanceAgreement[], on = '2020-06-01') =>
  findLegalBasis(rows, 'AA', 'BB', 'VENDOR_VALIDATION', on)?.id;

describe('the legal basis of assistance', () => {
  it.each(STORIES)('lets %s ask %s to validate a vendor: %s', (requesting, requested, id) => {
    expect(findLegalBasis(ASSISTANCE_AGREEMENTS, requesting, requested, 'VENDOR_VALIDATION', TODAY)?.id).toBe(id);
    expect(findLegalBasis(ASSISTANCE_AGREEMENTS, requested, requesting, 'VENDOR_VALIDATION', TODAY)?.id).toBe(id);
  });

  it.each(['NZ', 'CH'])('is not found between the US and %s, for any kind in any direction', (partner) => {
    for (const kind of ASSISTANCE_KINDS) {
      expect(findLegalBasis(ASSISTANCE_AGREEMENTS, partner, 'US', kind, TODAY)).toBeUndefined();
      expect(findLegalBasis(ASSISTANCE_AGREEMENTS, 'US', partner, kind, TODAY)).toBeUndefined();
    }
    expect(legalBasesOf(ASSISTANCE_AGREEMENTS, 'US', partner, TODAY)).toEqual([]);
  });

  it('allows only the kinds of the agreement', () => {
    expect(findLegalBasis(ASSISTANCE_AGREEMENTS, 'US', 'CN', 'VENDOR_VALIDATION', TODAY)).toBeUndefined();
    expect(findLegalBasis(ASSISTANCE_AGREEMENTS, 'US', 'CN', 'RECORDS_AND_DOCUMENTS', TODAY)?.id).toBe(
      'CN-US-CMAA-1999',
    );
  });

  it('begins with the first day and ends with the last', () => {
    expect(basis([base], '2019-12-31')).toBeUndefined();
    expect(basis([base], '2020-01-01')).toBe('AA-BB-X');
    expect(basis([base], '2020-12-31')).toBe('AA-BB-X');
    expect(basis([base], '2021-01-01')).toBeUndefined();
    expect(basis([{ ...base, inForceTo: null }], '2099-01-01')).toBe('AA-BB-X');
  });

  it('is never an assumed row', () => {
    expect(basis([{ ...base, certainty: 'ASSUMED' }])).toBeUndefined();
    expect(findLegalBasis(ASSISTANCE_AGREEMENTS, 'GB', 'CH', 'VENDOR_VALIDATION', TODAY)).toBeUndefined();
  });

  it('needs both parties, and nobody asks itself', () => {
    expect(findLegalBasis([base], 'AA', 'CC', 'VENDOR_VALIDATION', '2020-06-01')).toBeUndefined();
    expect(findLegalBasis([base], 'AA', 'AA', 'VENDOR_VALIDATION', '2020-06-01')).toBeUndefined();
  });

  it('takes customs before tax, the surer row, the more binding form, whatever the order of the rows', () => {
    const tax: AssistanceAgreement = { ...base, id: 'AA-BB-A', matter: 'TAX', certainty: 'CONFIRMED_BY_PARTY' };
    const reported: AssistanceAgreement = { ...base, id: 'AA-BB-B', certainty: 'REPORTED' };
    const arrangement: AssistanceAgreement = { ...base, id: 'AA-BB-C', form: 'ADMINISTRATIVE_ARRANGEMENT' };
    const rows = [tax, reported, arrangement, base];
    const order = ['AA-BB-X', 'AA-BB-C', 'AA-BB-B', 'AA-BB-A'];
    expect(legalBasesOf(rows, 'BB', 'AA', '2020-06-01').map((row) => row.id)).toEqual(order);
    expect(legalBasesOf(rows.toReversed(), 'AA', 'BB', '2020-06-01').map((row) => row.id)).toEqual(order);
    expect(rows.map((row) => row.id)[0]).toBe('AA-BB-A');
  });

  it('serves several parties of one instrument', () => {
    const three: AssistanceAgreement = { ...base, id: 'AA-BB-CC-X', parties: ['AA', 'BB', 'CC'] };
    expect(findLegalBasis([three], 'CC', 'AA', 'VENDOR_VALIDATION', '2020-06-01')?.id).toBe('AA-BB-CC-X');
  });
});
