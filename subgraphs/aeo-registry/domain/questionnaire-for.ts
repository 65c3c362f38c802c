import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { BusinessModel, OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { Questionnaire } from '../../../schema/reference/questionnaire.ts';
import type { Answer } from './application.ts';
import { MAXIMUM_TEXT, readText } from './read-text.ts';

/** The questions for one stakeholder in one business model; null: no e-commerce model, and only what is asked in all. */
export function questionnaireFor(
  questionnaire: Questionnaire,
  stakeholder: OperatorRole,
  businessModel: BusinessModel | null,
): Questionnaire {
  return {
    version: questionnaire.version,
    questions: questionnaire.questions.filter(
      ({ stakeholders, businessModels }) =>
        (stakeholders.length === 0 || stakeholders.includes(stakeholder)) &&
        (businessModels.length === 0 || (businessModel !== null && businessModels.includes(businessModel))),
    ),
  };
}

/** The answers, trimmed, each to a question that is asked and none twice. */
export function readAnswers(questionnaire: Questionnaire, answers: readonly Answer[]): Result<readonly Answer[]> {
  if (answers.length === 0)
    return badInput('answers', 'AT_LEAST_1', 'A self-assessment answers at least one question.');
  const asked = new Set(questionnaire.questions.map(({ id }) => id));
  const read: Answer[] = [];
  for (const [index, { question, answer }] of answers.entries()) {
    if (!asked.has(question)) {
      const message = `Question ${question} is not asked of this stakeholder (version ${questionnaire.version}).`;
      return badInput(`answers[${index}].question`, 'KNOWN_QUESTION', message);
    }
    if (read.some((one) => one.question === question)) {
      return badInput(`answers[${index}].question`, 'ONCE', `Question ${question} is answered already.`);
    }
    const text = readText(`answers[${index}].answer`, answer, MAXIMUM_TEXT);
    if (!text.ok) return text;
    read.push({ question, answer: text.value });
  }
  return accepted(read);
}
