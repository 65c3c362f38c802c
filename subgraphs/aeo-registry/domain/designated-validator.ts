import { startOfDay } from '../../../schema/contract/calendar-day.ts';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import type { Validation } from './registered-operator.ts';

/** A third party that the administration lets validate operators (note, VIII); only the administration decides. */
export interface DesignatedValidator {
  readonly id: string;
  /** As validations name it in `validatedBy`. */
  readonly name: string;
  /** Criteria that it may validate. */
  readonly scope: readonly SafeCriterion[];
  /** First day, at the administration. */
  readonly from: string;
  /** Day from whose beginning it is designated no more; null: it has not been withdrawn. */
  readonly until: string | null;
}

/** True if it is designated on that calendar date. */
export function isDesignatedOn({ from, until }: DesignatedValidator, date: string): boolean {
  return from <= date && (until === null || date < until);
}

/** Names that mean one party: compatibility forms, case and runs of spaces do not matter. */
export function isSameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/**
 * True if the designation under which a third party validated has been withdrawn by the instant. That is the last one
 * that began by the day of the validation, or the first of all where none had; to be designated anew mends nothing that was
 * done before. A third party that was never designated has lost nothing.
 */
export function isDesignationWithdrawn(
  { method, validatedBy, performedOn }: Pick<Validation, 'method' | 'validatedBy' | 'performedOn'>,
  designations: readonly DesignatedValidator[],
  instant: Date,
  timeZone: string,
): boolean {
  if (method !== 'THIRD_PARTY') return false;
  const own = designations
    .filter(({ name }) => isSameName(name, validatedBy))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const { until = null } = own.findLast(({ from }) => from <= performedOn) ?? own[0] ?? {};
  return until !== null && instant.getTime() >= startOfDay(until, timeZone);
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
