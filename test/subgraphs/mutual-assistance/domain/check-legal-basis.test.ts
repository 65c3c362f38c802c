import { describe, expect, it } from 'vitest';
import { legalBasesOf } from '../../../../schema/contract/legal-basis.ts';
import { ASSISTANCE_AGREEMENTS, MULTILATERAL_INSTRUMENTS } from '../../../../schema/reference/assistance-agreements.ts';
import {
  type BasisQuestion,
  checkLegalBasis,
} from '../../../../subgraphs/mutual-assistance/domain/check-legal-basis.ts';

const QUESTION: BasisQuestion = {
  agreement: 'JP-KR-CMAA-2004',
  requesting: 'JP',
  requested: 'KR',
  kind: 'OPERATOR_VALIDATION',
  purpose: 'AEO_VALIDATION',
  territory: null,
  on: '2026-11-24',
};

function check(given: Partial<BasisQuestion>, changed: object = {}) {
  const agreements = ASSISTANCE_AGREEMENTS.map((row) => (row.id === QUESTION.agreement ? { ...row, ...changed } : row));
  return checkLegalBasis({ agreements, multilateral: MULTILATERAL_INSTRUMENTS }, { ...QUESTION, ...given });
}

function lack(given: Partial<BasisQuestion>, changed: object = {}) {
  const basis = check(given, changed);
  if (basis.ok) throw new Error(`rests on ${basis.value.id}`);
  expect(basis.refusal).toMatchObject({ code: 'NO_LEGAL_BASIS', field: 'agreement' });
  return basis.refusal.message;
}

describe('the legal basis of a request', () => {
  it('is the agreement named, in either direction, on its first and last day', () => {
    expect(check({})).toMatchObject({ ok: true, value: { id: 'JP-KR-CMAA-2004' } });
    expect(check({ requesting: 'KR', requested: 'JP' })).toMatchObject({ ok: true });
    expect(check({ on: '2004-12-13' })).toMatchObject({ ok: true });
    expect(check({}, { inForceTo: '2026-11-24' })).toMatchObject({ ok: true });
  });

  it('is lacking where the agreement is unknown, and what would do is named', () => {
    expect(lack({ agreement: 'JP-KR-NONE' })).toBe(
      'The agreement named is not known here. OPERATOR_VALIDATION may rest on: JP-KR-CMAA-2004.',
    );
  });

  it('is lacking between the US and Switzerland, whatever is named', () => {
    const parties = { requesting: 'US', requested: 'CH' };
    expect(lack({ ...parties, agreement: 'CH-EU-MAA-1997' })).toBe(
      'The agreement CH-EU-MAA-1997 is not between US and CH. No agreement known here lets US ask CH for OPERATOR_VALIDATION.',
    );
  });

  it('is lacking before the first day, after the last, on an assumed row and for a kind that it does not allow', () => {
    expect(lack({ on: '2004-12-12' })).toContain('is in force from 2004-12-13 only');
    expect(lack({}, { inForceTo: '2026-11-23' })).toContain('ended on 2026-11-23');
    expect(lack({}, { certainty: 'ASSUMED' })).toContain('is assumed');
    expect(lack({ kind: 'SPOT_CHECK' })).toContain('does not allow SPOT_CHECK');
  });

  it('is never WTO TFA article 12 for a validation, since it obliges nobody to make enquiries', () => {
    const validation = lack({ agreement: 'WTO-TFA-12', kind: 'VENDOR_VALIDATION' });
    expect(validation).toContain('does not allow VENDOR_VALIDATION');
    expect(validation).toMatch(/Article 12 .* need not .* initiate enquiries/);
    expect(lack({ agreement: 'WTO-TFA-12', kind: 'RECORDS_AND_DOCUMENTS' })).toContain('no source shows both');
  });

  it('is no multilateral instrument whose parties have no source, or that is not in force', () => {
    expect(lack({ agreement: 'NAIROBI-1977' })).toContain('only parties to the same annex');
    expect(lack({ agreement: 'JOHANNESBURG-2003' })).toContain('is not in force');
    expect(MULTILATERAL_INSTRUMENTS.every(({ parties }) => parties.length === 0)).toBe(true);
    expect(MULTILATERAL_INSTRUMENTS.every(({ kinds }) => !kinds.includes('VENDOR_VALIDATION'))).toBe(true);
  });

  it('is of the customs side for customs purposes, of the tax side for tax purposes only', () => {
    const vat = { agreement: 'EU-NO-VAT-2018', requesting: 'EU', requested: 'NO', kind: 'VENDOR_VALIDATION' } as const;
    expect(check({ ...vat, purpose: 'VENDOR_REGISTRATION' })).toMatchObject({ ok: true });
    expect(lack({ ...vat, purpose: 'IMPORT_CLEARANCE' })).toBe(
      'The agreement EU-NO-VAT-2018 is of the tax side and does not serve IMPORT_CLEARANCE. ' +
        'VENDOR_VALIDATION may rest on: EU-NO-EEA-PROTOCOL-11.',
    );
  });

  it('is an agreement of a member state for what is in that state, unless one of the Union prevails', () => {
    const german = {
      ...{ agreement: 'CA-DE-CMAA-1986', requesting: 'CA', requested: 'EU', territory: 'DE' },
      kind: 'RECORDS_AND_DOCUMENTS',
    } as const;
    expect(check(german)).toMatchObject({ ok: true, value: { id: 'CA-DE-CMAA-1986' } });
    expect(lack({ ...german, territory: 'FR' })).toContain('is not between CA and EU');
    const agreements = ASSISTANCE_AGREEMENTS.map((row) =>
      row.id === 'CA-EU-CCMAA-1997' ? { ...row, besideMemberStates: 'PREVAILS' as const } : row,
    );
    const basis = checkLegalBasis({ agreements, multilateral: [] }, { ...QUESTION, ...german });
    expect(basis).toMatchObject({ ok: false, refusal: { code: 'NO_LEGAL_BASIS' } });
    expect(JSON.stringify(basis)).toContain('gives way to CA-EU-CCMAA-1997, which prevails');
    const { besideMemberStates } = ASSISTANCE_AGREEMENTS.find(({ id }) => id === 'EU-NZ-CCMAA-2017') ?? {};
    expect(besideMemberStates).toBe('PREVAILS');
  });
});

describe('registering with the exporting side’s help (options 2 and 3)', () => {
  /** Exporting administration, importing one with its scheme. */
  it.each([
    ['CN', 'EU'],
    ['KR', 'AU'],
    ['EU', 'NZ'],
    ['EU', 'NO'],
    ['JP', 'SG'],
    ['JP', 'CH'],
    ['US', 'GB'],
  ])('%s → %s: the importing side may ask for VENDOR_VALIDATION', (exporting, importing) => {
    const ask = { requesting: importing, requested: exporting, kind: 'VENDOR_VALIDATION' } as const;
    const [basis] = legalBasesOf(ASSISTANCE_AGREEMENTS, importing, exporting, QUESTION.on).filter(({ kinds }) =>
      kinds.includes('VENDOR_VALIDATION'),
    );
    const purpose = 'VENDOR_REGISTRATION';
    expect(check({ ...ask, purpose, agreement: basis?.id ?? '' })).toMatchObject({
      ok: true,
      value: { matter: 'CUSTOMS' },
    });
  });

  it.each([
    ['US', 'NZ'],
    ['US', 'CH'],
  ])('%s → %s: none is found, and only the registration’s own merits are left', (exporting, importing) => {
    const ask = { requesting: importing, requested: exporting, kind: 'VENDOR_VALIDATION' } as const;
    for (const { id } of ASSISTANCE_AGREEMENTS) {
      expect(lack({ ...ask, agreement: id })).toContain('No agreement known here');
    }
  });
});
