import { wordsOfName } from './compare-names.ts';

/**
 * When one TIN is used with so many names that somebody else rides on it. Each value with its reason; docs/decisions/0010-misuse.md
 * has the traffic that they were tried on.
 */
const SETTINGS = {
  windowSeconds: {
    value: 30 * 86_400,
    reason:
      'Whoever rides on a number uses it for some consignments a week; a month shows it, and forgets old mistakes.',
  },
  unrelatedNames: {
    value: 5,
    reason:
      'A number mistyped into another’s happens to an operator once or twice a month, a former name or a spelling of another script is one name each.',
  },
  importers: {
    value: 20,
    reason:
      'One importer’s system may hold one wrong name for years; twenty importers of a month that name somebody else have it from whoever lends the number.',
  },
} as const satisfies Record<string, { readonly value: number; readonly reason: string }>;

/** Seconds, names that agree neither with the operator's nor with each other, and importers whose names do not agree. */
export type PiggybackingLimits = Readonly<Record<keyof typeof SETTINGS, number>>;

/** The values of the table. */
export const PIGGYBACKING_LIMITS: PiggybackingLimits = {
  windowSeconds: SETTINGS.windowSeconds.value,
  unrelatedNames: SETTINGS.unrelatedNames.value,
  importers: SETTINGS.importers.value,
};

/** Characters of a name that are compared, and names that are counted: more cost time and change nothing. */
const LONGEST_NAME = 100;
const MOST_COUNTED = 50;

/** Share of letters that typing errors change at most. */
const MISTYPED = 0.34;

/** One question whose declared name has nothing to do with the operator. */
export interface NameMismatch {
  /** Number of the consultation. */
  readonly id: string;
  /** The operator's own TIN. */
  readonly tin: string;
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  /** The administration that asked. */
  readonly askedBy: string;
  readonly declaredName: string;
  /** Digest of the importer, so that importers can be counted; null: none was named. */
  readonly importer: string | null;
  /** True: the home registry was told when this one came. */
  readonly told: boolean;
}

/**
 * True if two names may be meant for one company: what is left of both without the words that they share is the same but
 * for typing errors, or nothing is left of one. Coarser than `namesAgree`, since it decides nothing: it counts.
 */
export function areRelated(one: string, other: string): boolean {
  const first = wordsOfName(one.slice(0, LONGEST_NAME));
  const second = wordsOfName(other.slice(0, LONGEST_NAME));
  const left = first.filter((word) => !second.includes(word)).join('');
  const right = second.filter((word) => !first.includes(word)).join('');
  const longest = Math.max(left.length, right.length);
  if (left === '' || right === '') return first.length > 0 && second.length > 0;
  return editDistance(left, right) <= longest * MISTYPED;
}

/** How many of the names are neither related to one of the operator’s nor to each other; 50 stands for any more. */
export function countUnrelated(declared: readonly string[], ofOperator: readonly string[]): number {
  const unrelated: string[] = [];
  for (const name of new Set(declared)) {
    if (unrelated.length === MOST_COUNTED) break;
    if (![...ofOperator, ...unrelated].some((known) => areRelated(name, known))) unrelated.push(name);
  }
  return unrelated.length;
}

/** Under how many names, by how many importers, somebody else's number is used. */
export interface Piggybacking {
  readonly names: number;
  readonly importers: number;
}

/** What shows that others ride on the number; undefined: mistakes, as everybody makes them. */
export function findPiggybacking(
  seen: readonly Pick<NameMismatch, 'declaredName' | 'importer'>[],
  ofOperator: readonly string[],
  limits: PiggybackingLimits,
): Piggybacking | undefined {
  const names = countUnrelated(
    seen.map(({ declaredName }) => declaredName),
    ofOperator,
  );
  const importers = new Set(seen.flatMap(({ importer }) => (importer === null ? [] : [importer]))).size;
  return names >= limits.unrelatedNames || importers >= limits.importers ? { names, importers } : undefined;
}

/** Letters to be put in, taken out or changed (Levenshtein). */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, wanted] of [...other].entries()) {
      const changed = (above[column] ?? 0) + (letter === wanted ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
