import { Exact, type ExactDecimal, sumOf, writtenAmount } from './exact-money.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { CheckedConsignment } from './registration.ts';
import type { RemittancePeriod } from './remittance-period.ts';

/** What is set against each other. */
export const DIFFERENCE_MEASURES = ['CONSIGNMENTS', 'DUTY', 'TAX'] as const;
/** One of `DIFFERENCE_MEASURES`. */
export type DifferenceMeasure = (typeof DIFFERENCE_MEASURES)[number];

/** A difference between what a return declares and what was checked at import in its period. */
export interface ReturnDifference {
  readonly measure: DifferenceMeasure;
  readonly declared: string;
  readonly checked: string;
  /** Checked less declared: above 0, more came in than was declared. */
  readonly difference: string;
}

/** What a return declares, as far as it can be compared. */
export interface DeclaredTotals {
  readonly consignments: number;
  readonly assessedDuty: string;
  readonly assessedTax: string;
}

/**
 * What differs, in the order of `DIFFERENCE_MEASURES`. A consignment belongs to the period in which it arrives and counts
 * once, by its reference; without one each check counts. A sale is declared when it is paid and arrives later, so that a
 * difference is a question and no finding.
 */
export function differencesOf(
  declared: DeclaredTotals,
  checks: readonly CheckedConsignment[],
  { firstDay, lastDay }: RemittancePeriod,
  { rounding }: PublishedScheme,
): readonly ReturnDifference[] {
  const inPeriod = onceEach(checks.filter(({ arrivesOn }) => firstDay <= arrivesOn && arrivesOn <= lastDay));
  const write = (amount: ExactDecimal) => writtenAmount(amount, rounding);
  const count = (amount: ExactDecimal) => amount.toFixed(0);
  const measures = {
    CONSIGNMENTS: [new Exact(declared.consignments), new Exact(inPeriod.length), count],
    DUTY: [new Exact(declared.assessedDuty), sumOf(inPeriod.map(({ duty }) => new Exact(duty ?? 0))), write],
    TAX: [new Exact(declared.assessedTax), sumOf(inPeriod.map(({ tax }) => new Exact(tax ?? 0))), write],
  } as const satisfies Record<
    DifferenceMeasure,
    readonly [ExactDecimal, ExactDecimal, (amount: ExactDecimal) => string]
  >;
  return DIFFERENCE_MEASURES.flatMap((measure) => {
    const [stated, checked, written] = measures[measure];
    const difference = checked.minus(stated);
    if (difference.isZero()) return [];
    return [{ measure, declared: written(stated), checked: written(checked), difference: written(difference) }];
  });
}

/** The latest check of each reference; the checks come oldest first. */
function onceEach(checks: readonly CheckedConsignment[]): readonly CheckedConsignment[] {
  const unnamed = checks.filter(({ consignmentReference }) => consignmentReference === null);
  const named = new Map(
    checks.flatMap((check) =>
      check.consignmentReference === null ? [] : [[check.consignmentReference, check] as const],
    ),
  );
  return [...unnamed, ...named.values()];
}
