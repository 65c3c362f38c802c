import { z } from 'zod';
import { SOURCE_CERTAINTIES, type SourceCertainty } from '../contract/vocabulary.ts';
import data from './time-limits.json' with { type: 'json' };

/** The times that one programme sets to itself and to its operators, for one period. */
export interface TimeLimits {
  /** Code of the administration. */
  readonly administration: string;
  /** ISO date; null: in force before any date that the data need. */
  readonly inForceFrom: string | null;
  /** ISO date, last day included; null: no end is known. */
  readonly inForceTo: string | null;
  /** Days from the submission to the decision; null: no source gives a limit. */
  readonly decisionDays: number | null;
  /** Days by which the limit may be extended, once; null: not at all. */
  readonly extensionDays: number | null;
  /** Years after a revocation in which nobody applies again; null: no bar is shown. */
  readonly reapplicationBarYears: number | null;
  /** Day of the month after each anniversary by which the operator assesses itself; null: no rule is shown. */
  readonly selfAssessmentDay: number | null;
  /** Years after a validation in which the next is due; null: no rule is shown. */
  readonly revalidationYears: number | null;
  /** Months before the last day in which renewal is applied for; null: no rule is shown. */
  readonly renewalMonths: number | null;
  /** Whether an authorization is held beyond its last day while its renewal is examined. */
  readonly heldDuringRenewal: boolean;
  /** Months that a suspension lasts at most; null: no limit is shown. */
  readonly suspensionMonths: number | null;
  readonly certainty: SourceCertainty;
  /** ISO date for which the source speaks; of undated sources, the day of recording. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string | null;
}

const text = z.string().trim().min(1);
const number = z.int().positive().nullable();

/** Shape of a row of time-limits.json; unknown keys are refused. */
export const timeLimitsSchema: z.ZodType<TimeLimits> = z
  .strictObject({
    administration: z.string().regex(/^[A-Z]{2}$/),
    inForceFrom: z.iso.date().nullable(),
    inForceTo: z.iso.date().nullable(),
    decisionDays: number,
    extensionDays: number,
    reapplicationBarYears: number,
    selfAssessmentDay: z.int().min(1).max(28).nullable(),
    revalidationYears: number,
    renewalMonths: number,
    heldDuringRenewal: z.boolean(),
    suspensionMonths: number,
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text.nullable(),
  })
  .readonly();

/** Validates rows of time limits and freezes them; throws a `ZodError` that names row and key. */
export function loadTimeLimits(rows: unknown): readonly TimeLimits[] {
  return z.array(timeLimitsSchema).readonly().parse(rows);
}

/** The time limits known, a row for each administration and period. */
export const TIME_LIMITS: readonly TimeLimits[] = loadTimeLimits(data);
