/** Two measurements of one pair: a thing of the one kind and of the other, one right after the other. */
export type Pair = readonly [number, number];

/**
 * How often an observer guesses right which of a pair is which, if it takes the larger for the first kind: 0.5 where they
 * are alike, 1 or 0 where they never overlap. Each pair is compared only within itself, so a machine that is slow for a
 * while is slow for both; one outlier weighs no more than any other pair. (The area under the ROC curve of paired values.)
 */
export function guessingRight(pairs: readonly Pair[]): number {
  const won = pairs.reduce((sum, [first, second]) => sum + (first > second ? 1 : first === second ? 0.5 : 0), 0);
  return won / pairs.length;
}
