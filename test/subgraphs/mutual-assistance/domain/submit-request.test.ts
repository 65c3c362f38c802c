import { describe, expect, it } from 'vitest';
import { NO_PARTICULARS } from '../../../../subgraphs/mutual-assistance/domain/request-particulars.ts';
import { readSubmission, type SubmissionInput } from '../../../../subgraphs/mutual-assistance/domain/submit-request.ts';
import { JP_TIN, KR_TIN } from '../support.ts';

const INPUT: SubmissionInput = {
  requested: 'KR',
  kind: 'OPERATOR_VALIDATION',
  agreement: 'JP-KR-CMAA-2004',
  reason: ' The exporter asks to be treated as an AEO. ',
  facts: 'Three consignments\nin October.',
  purpose: 'AEO_VALIDATION',
  urgent: false,
  subjectTin: KR_TIN,
  subjectVendorId: null,
  criteria: ['G_CARGO_SECURITY'],
  questions: [],
  particulars: { ...NO_PARTICULARS, personsConcerned: [], designatedOfficials: [] },
  jointWith: [],
  madeOrallyAt: null,
  idempotencyKey: 'key',
};

function read(given: Partial<SubmissionInput> = {}) {
  return readSubmission('JP', { ...INPUT, ...given });
}

describe('the form of a submission', () => {
  it('is read with texts trimmed and the TIN normalised', () => {
    expect(read({ subjectTin: 'kr 116-82-00276' })).toMatchObject({
      ok: true,
      value: { reason: 'The exporter asks to be treated as an AEO.', subject: { kind: 'OPERATOR', tin: KR_TIN } },
    });
    expect(read({ subjectTin: null, subjectVendorId: 'v1' })).toMatchObject({
      ok: true,
      value: { subject: { kind: 'VENDOR', id: 'v1' } },
    });
  });

  it.each<[string, Partial<SubmissionInput>, string, string]>([
    ['to oneself', { requested: 'JP' }, 'BAD_USER_INPUT', 'requested'],
    ['to nobody', { requested: 'XX' }, 'BAD_USER_INPUT', 'requested'],
    ['without a reason', { reason: '  ' }, 'BAD_USER_INPUT', 'reason'],
    ['with a reason too long', { reason: 'x'.repeat(10_001) }, 'BAD_USER_INPUT', 'reason'],
    ['with a NUL', { facts: 'a\u0000b' }, 'BAD_USER_INPUT', 'facts'],
    ['without a subject', { subjectTin: null }, 'BAD_USER_INPUT', 'subjectTin'],
    ['with two subjects', { subjectVendorId: 'v1' }, 'BAD_USER_INPUT', 'subjectTin'],
    ['with a malformed TIN', { subjectTin: '?' }, 'TIN_MALFORMED', 'subjectTin'],
    ['with a wrong check digit', { subjectTin: 'KR1168200277' }, 'TIN_CHECKSUM', 'subjectTin'],
    ['with a TIN of nobody', { subjectTin: 'EL123456789' }, 'TERRITORY_UNKNOWN', 'subjectTin'],
    ['for a validation of another’s operator', { subjectTin: JP_TIN }, 'BAD_USER_INPUT', 'subjectTin'],
    ['for a validation of nothing', { criteria: [] }, 'BAD_USER_INPUT', 'criteria'],
    ['with a criterion twice', { criteria: ['G_CARGO_SECURITY', 'G_CARGO_SECURITY'] }, 'BAD_USER_INPUT', 'criteria'],
    ['with an empty question', { questions: ['Which?', ''] }, 'BAD_USER_INPUT', 'questions.1'],
    ['with 201 questions', { questions: Array.from({ length: 201 }, () => 'Q') }, 'BAD_USER_INPUT', 'questions'],
    ['orally and not urgent', { madeOrallyAt: '2026-11-24T10:00:00.000Z' }, 'BAD_USER_INPUT', 'madeOrallyAt'],
    ['jointly with the requested side', { jointWith: ['JP', 'KR'] }, 'BAD_USER_INPUT', 'jointWith'],
    ['jointly with nobody known', { jointWith: ['XX'] }, 'BAD_USER_INPUT', 'jointWith'],
    ['for records, jointly', { kind: 'RECORDS_AND_DOCUMENTS', jointWith: ['JP'] }, 'BAD_USER_INPUT', 'jointWith'],
    ['without a key', { idempotencyKey: '' }, 'BAD_USER_INPUT', 'idempotencyKey'],
  ])('is refused %s', (_what, given, code, field) => {
    expect(read(given)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('allows records about one’s own operator to be asked of another, and questions instead of criteria', () => {
    expect(read({ kind: 'RECORDS_AND_DOCUMENTS', subjectTin: JP_TIN, criteria: [] })).toMatchObject({ ok: true });
    expect(read({ criteria: [], questions: ['Since when?'] })).toMatchObject({ ok: true });
  });
});
