/** A hash as hexadecimal text, the same for the same text. */
export type LotHash = (text: string) => string;

/** An operator that the lot fell on. */
export interface DrawnOperator {
  readonly tin: string;
  /** Its place among all, from 1. */
  readonly rank: number;
  readonly lot: string;
  readonly reason: string;
}

/**
 * Draws operators for spot checks (note, VIII): the lowest lots, each the hash of seed, day and TIN. Nobody chooses, nobody
 * can foretell the draw without the seed, and whoever has it can draw again.
 */
export function drawSpotChecks(
  candidates: readonly string[],
  { seed, on, count }: { readonly seed: string; readonly on: string; readonly count: number },
  hash: LotHash,
): readonly DrawnOperator[] {
  const lots = [...new Set(candidates)].map((tin) => ({ tin, lot: hash(`${seed}|${on}|${tin}`) }));
  const total = lots.length;
  return lots
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ tin, lot }, index) => ({
      tin,
      rank: index + 1,
      lot,
      reason: `Random: lot ${index + 1} of ${total} by SHA-256 of “${seed}|${on}|${tin}”.`,
    }));
}
