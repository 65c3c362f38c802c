import type { ChainPosition } from './signed-position.ts';

/** An entry of a hash chain as it was found. */
export interface FoundEntry extends ChainPosition {
  readonly previousHash: string;
  /** As a reader would look for it. */
  readonly name: string;
  /** It says what its own hash covers. */
  readonly isUnaltered: boolean;
}

/** What is wrong with the entry that was found behind a position; empty: it follows, as it was written. */
export function entryFaults(
  { sequence, previousHash, name, isUnaltered }: FoundEntry,
  before: ChainPosition,
): readonly string[] {
  const expected = before.sequence + 1;
  return [
    ...(sequence > expected ? [missing(expected, sequence - 1)] : []),
    ...(sequence < expected ? [`entry ${sequence} stands in the place of entry ${expected}`] : []),
    ...(isUnaltered ? [] : [`entry ${sequence} (${name}) was altered`]),
    ...(previousHash === before.hash ? [] : [`entry ${sequence} does not follow the one before it`]),
  ];
}

function missing(from: number, until: number): string {
  return from === until ? `entry ${from} is missing` : `entries ${from} to ${until} are missing`;
}
