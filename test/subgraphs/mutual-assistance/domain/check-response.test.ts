import { describe, expect, it } from 'vitest';
import {
  checkCompleteness,
  type ResponseInput,
  readResponse,
} from '../../../../subgraphs/mutual-assistance/domain/check-response.ts';
import { weighEvidence } from '../../../../subgraphs/mutual-assistance/service/weigh-evidence.ts';

const ASSESSED = { criterion: 'G_CARGO_SECURITY', result: 'MET', basis: 'DIRECT', remark: null } as const;
const ANSWER: ResponseInput = {
  outcome: 'CONFIRMED',
  criteria: [ASSESSED],
  answers: [],
  evidence: [],
  useRestrictions: null,
};

function file(given: Partial<{ name: string; mediaType: string; contentBase64: string }> = {}) {
  return weighEvidence({ name: 'report.pdf', mediaType: 'application/pdf', contentBase64: 'aGVsbG8=', ...given });
}

function faultOf(given: Partial<ResponseInput>) {
  const read = readResponse({ ...ANSWER, ...given });
  return read.ok ? undefined : read.refusal.field;
}

describe('an answer', () => {
  it('derives size and hash of its evidence from the content', () => {
    const read = readResponse({ ...ANSWER, evidence: [file()] });
    if (!read.ok) throw new Error(read.refusal.message);
    expect(read.value.evidence).toEqual([
      {
        name: 'report.pdf',
        mediaType: 'application/pdf',
        id: expect.any(String),
        sizeBytes: 5,
        sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
      },
    ]);
  });

  it('takes a file of 1 MiB and none larger', () => {
    const bytes = (size: number) => file({ contentBase64: Buffer.alloc(size, 7).toString('base64') });
    expect(faultOf({ evidence: [bytes(1_048_576)] })).toBeUndefined();
    expect(faultOf({ evidence: [bytes(1_048_577)] })).toBe('response.evidence.0.contentBase64');
    expect(faultOf({ evidence: [bytes(3_000_000)] })).toBe('response.evidence.0.contentBase64');
  });

  it.each<[string, Partial<ResponseInput>, string]>([
    ['a criterion twice', { criteria: [ASSESSED, ASSESSED] }, 'response.criteria'],
    ['an empty answer', { answers: [''] }, 'response.answers.0'],
    ['eleven files', { evidence: Array.from({ length: 11 }, () => file()) }, 'response.evidence'],
    ['a path as name', { evidence: [file(), file({ name: '../x' })] }, 'response.evidence.1.name'],
    ['an executable', { evidence: [file({ mediaType: 'text/html' })] }, 'response.evidence.0.mediaType'],
    ['no content', { evidence: [file({ contentBase64: '' })] }, 'response.evidence.0.contentBase64'],
    ['what is no base64', { evidence: [file({ contentBase64: 'aGVsb*8=' })] }, 'response.evidence.0.contentBase64'],
    ['base64 without padding', { evidence: [file({ contentBase64: 'aGVsbG8' })] }, 'response.evidence.0.contentBase64'],
  ])('does not have %s', (_what, given, field) => {
    expect(faultOf(given)).toBe(field);
  });

  it('is complete with every criterion asked, more or not, and an answer to each question', () => {
    const request = { criteria: ['G_CARGO_SECURITY', 'L_CRISIS_MANAGEMENT'], questions: ['Since when?'] } as const;
    const extra = { ...ASSESSED, criterion: 'E_EDUCATION_TRAINING' } as const;
    const both = [ASSESSED, { ...ASSESSED, criterion: 'L_CRISIS_MANAGEMENT' } as const, extra];
    expect(checkCompleteness(request, { ...ANSWER, criteria: both, answers: ['2019.'] }, false)).toMatchObject({
      ok: true,
    });
    expect(checkCompleteness(request, { ...ANSWER, answers: ['2019.'] }, false)).toMatchObject({
      ok: false,
      refusal: {
        code: 'BAD_USER_INPUT',
        field: 'response.criteria',
        message: expect.stringContaining('missing: L_CRISIS_MANAGEMENT'),
      },
    });
    expect(checkCompleteness(request, { ...ANSWER, criteria: both }, false)).toMatchObject({
      refusal: { field: 'response.answers' },
    });
  });

  it('in part may leave criteria and questions out, and never answers more than was asked', () => {
    const request = { criteria: ['L_CRISIS_MANAGEMENT'], questions: ['Since when?'] } as const;
    expect(checkCompleteness(request, { ...ANSWER, criteria: [] }, true)).toMatchObject({ ok: true });
    expect(checkCompleteness(request, { ...ANSWER, answers: ['2019.', '2020.'] }, true)).toMatchObject({
      refusal: { field: 'response.answers' },
    });
  });
});
