import { describe, expect, it } from 'vitest';
import { SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import { loadQuestionnaire, QUESTIONNAIRE } from '../../../schema/reference/questionnaire.ts';

describe('the questionnaire', () => {
  it('asks everybody at least two questions a criterion, in order A to M, each with why and source', () => {
    for (const code of SAFE_CRITERIA) {
      const asked = QUESTIONNAIRE.questions.filter(({ criterion, stakeholders, businessModels }) => {
        return criterion === code && stakeholders.length === 0 && businessModels.length === 0;
      });
      expect(asked.length, code).toBeGreaterThanOrEqual(2);
    }
    const order = QUESTIONNAIRE.questions.map(({ criterion }) => criterion);
    expect(order).toEqual(order.toSorted());
  });

  it.each([
    ['returns and refunds', /returns and refunds/i],
    ['many small consignments', /very many consignments of small value/i],
    ['authentication of vendors', /who a vendor is before it sells/i],
    ['advance data', /advance data/i],
    ['small enterprises', /micro, small or medium/i],
    ['quick delivery', /delivery within hours/i],
    ['the digital environment', /decisions in your digital process/i],
  ])('asks about %s, as the note does', (_what, pattern) => {
    const found = QUESTIONNAIRE.questions.filter(({ text }) => pattern.test(text));
    expect(found.length).toBeGreaterThan(0);
    for (const { source, stakeholders } of found) {
      expect(source).toContain('note');
      expect(stakeholders.length).toBeGreaterThan(0);
    }
  });

  it('refuses an identifier that stands twice, and a criterion with one question', () => {
    const [first, ...rest] = QUESTIONNAIRE.questions;
    expect(() => loadQuestionnaire({ version: '2026-11-24', questions: [first, first, ...rest] })).toThrow('twice');
    const few = QUESTIONNAIRE.questions.filter(({ id }) => !/^C[23]$/.test(id));
    expect(() => loadQuestionnaire({ version: '2026-11-24', questions: few })).toThrow('fewer than two');
  });
});
