import { describe, expect, it } from 'vitest';
import { ASSISTANCE_AGREEMENTS } from '../../../../schema/reference/assistance-agreements.ts';
import {
  type BasisQuestion,
  checkLegalBasis,
} from '../../../../subgraphs/mutual-assistance/domain/check-legal-basis.ts';

const QUESTION: BasisQuestion = {
  agreement: 'JP-KR-CMAA-2004',
  requesting: 'JP',
  requested: 'KR',
  kind: 'OPERATOR_VALIDATION',
  on: '2026-11-24',
};

function check(given: Partial<BasisQuestion>, changed: object = {}) {
  const agreements = ASSISTANCE_AGREEMENTS.map((row) => (row.id === QUESTION.agreement ? { ...row, ...changed } : row));
  return checkLegalBasis(agreements, { ...QUESTION, ...given });
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
});
