import { z } from 'zod';
import { type AssessmentBasis, SAFE_CRITERIA, type SafeCriterion } from '../contract/vocabulary.ts';
import data from './criteria.json' with { type: 'json' };

/** A UPU standard that may serve as the basis on which a criterion is met (note, V). */
export type UpuStandard = Exclude<AssessmentBasis, 'DIRECT'>;

/** UPU standards, by the words of `AssessmentBasis`. */
export const UPU_STANDARDS = ['UPU_S58', 'UPU_S59'] as const satisfies readonly UpuStandard[];

/** One of the 13 criteria of SAFE, Annex IV, with the reading that the note gives it for e-commerce. */
export interface Criterion {
  readonly code: SafeCriterion;
  /** A to M. */
  readonly letter: string;
  readonly title: string;
  readonly safeMeaning: string;
  /** null: the note says nothing specific about this criterion. */
  readonly ecommerceReading: string | null;
  /** Standards that speak to the criterion; they never are an AEO status. */
  readonly upuStandards: readonly UpuStandard[];
  /** Says where the tie between note and criterion is this project's own inference. */
  readonly source: string;
}

const text = z.string().trim().min(1);

/** Shape of a row of criteria.json; unknown keys are refused. */
export const criterionSchema: z.ZodType<Criterion> = z
  .strictObject({
    code: z.enum(SAFE_CRITERIA),
    letter: z.string().regex(/^[A-M]$/),
    title: text,
    safeMeaning: text,
    ecommerceReading: text.nullable(),
    upuStandards: z.array(z.enum(UPU_STANDARDS)).readonly(),
    source: text,
  })
  .refine(({ code, letter }) => code.startsWith(`${letter}_`), { error: 'code begins with the letter' })
  .readonly();

/** Validates the criteria, complete and in order A to M, and freezes them; throws a `ZodError` that names row and key. */
export function loadCriteria(rows: unknown): readonly Criterion[] {
  return z
    .array(criterionSchema)
    .refine((criteria) => criteria.map(({ code }) => code).join() === SAFE_CRITERIA.join(), {
      error: 'the criteria are not A to M, once each and in order',
    })
    .readonly()
    .parse(rows);
}

/** The 13 criteria, A to M. */
export const CRITERIA: readonly Criterion[] = loadCriteria(data);
