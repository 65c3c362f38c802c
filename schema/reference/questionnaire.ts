import { z } from 'zod';
import {
  BUSINESS_MODELS,
  type BusinessModel,
  OPERATOR_ROLES,
  type OperatorRole,
  SAFE_CRITERIA,
  type SafeCriterion,
} from '../contract/vocabulary.ts';
import data from './questionnaire.json' with { type: 'json' };

/** A question by which an applicant assesses itself. */
export interface Question {
  /** Letter of the criterion and a number; never given to another question. */
  readonly id: string;
  readonly criterion: SafeCriterion;
  /** Whom it is asked; empty: everybody. */
  readonly stakeholders: readonly OperatorRole[];
  /** In which models it is asked; empty: in all, and where none is stated. */
  readonly businessModels: readonly BusinessModel[];
  readonly text: string;
  /** Why it is asked. */
  readonly why: string;
  readonly source: string;
}

/** The questions of one version: a changed question is a new version, and answers name the one that they belong to. */
export interface Questionnaire {
  readonly version: string;
  readonly questions: readonly Question[];
}

const text = z.string().trim().min(1);

/** Shape of questionnaire.json; unknown keys are refused. */
export const questionnaireSchema: z.ZodType<Questionnaire> = z
  .strictObject({
    version: z.iso.date(),
    questions: z
      .array(
        z
          .strictObject({
            id: z.string().regex(/^[A-M]\d+$/),
            criterion: z.enum(SAFE_CRITERIA),
            stakeholders: z.array(z.enum(OPERATOR_ROLES)).readonly(),
            businessModels: z.array(z.enum(BUSINESS_MODELS)).readonly(),
            text,
            why: text,
            source: text,
          })
          .refine(({ id, criterion }) => criterion.startsWith(`${id.charAt(0)}_`), {
            error: 'the identifier begins with the letter of the criterion',
          })
          .readonly(),
      )
      .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, {
        error: 'an identifier stands twice',
      })
      .refine(
        (questions) =>
          SAFE_CRITERIA.every((code) => questions.filter(({ criterion }) => criterion === code).length >= 2),
        { error: 'a criterion has fewer than two questions' },
      )
      .readonly(),
  })
  .readonly();

/** Validates a questionnaire and freezes it; throws a `ZodError` that names question and key. */
export function loadQuestionnaire(value: unknown): Questionnaire {
  return questionnaireSchema.parse(value);
}

/** The questions on the 13 criteria, in order of criterion. */
export const QUESTIONNAIRE: Questionnaire = loadQuestionnaire(data);
