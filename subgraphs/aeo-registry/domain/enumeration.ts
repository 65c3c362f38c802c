import type { EnumerationRule } from '../../../schema/contract/registry-event.ts';

/**
 * What a caller may ask in vain before it is taken to be guessing. Each value with its reason: whoever changes one knows
 * what it was weighed against. docs/decisions/0010-misuse.md has the traffic that they were tried on.
 */
const SETTINGS = {
  windowSeconds: {
    value: 86_400,
    reason: 'A day holds every hour of a declaration system, so that a quiet night does not make its errors look many.',
  },
  refusedSeconds: {
    value: 86_400,
    reason:
      'As long as the window: who guesses gets one minimum of guesses a day. An officer lifts it in a false alarm.',
  },
  unansweredAtLeast: {
    value: 100,
    reason: 'A person at a desk types some dozens of numbers a day; a hundred different wrong ones are a program.',
  },
  unansweredShare: {
    value: 0.5,
    reason:
      'Typing errors are 2 to 5 % of questions, most of which fail their check digit before; where a third of the operators has not consented, a third is withheld. Half is beyond both together.',
  },
  unansweredAtMost: {
    value: 5_000,
    reason:
      'Whatever the share, so that known numbers cannot hide guesses: 5 % errors in 100,000 questions a day, all of them different.',
  },
  sequenceLength: {
    value: 20,
    reason:
      'Wrong numbers that are each other’s neighbours are no typing errors: a series of one importer’s own is shorter.',
  },
  sequenceGap: {
    value: 100,
    reason:
      'Neighbours in a series with a check digit behind are about 10 apart; up to nine of ten may be left out or known.',
  },
} as const satisfies Record<string, { readonly value: number; readonly reason: string }>;

/** Names as in the table above: seconds, numbers of different identifiers, a share of 1, and a distance of numbers. */
export type EnumerationLimits = Readonly<Record<keyof typeof SETTINGS, number>>;

/** The values of the table. */
export const ENUMERATION_LIMITS: EnumerationLimits = {
  windowSeconds: SETTINGS.windowSeconds.value,
  refusedSeconds: SETTINGS.refusedSeconds.value,
  unansweredAtLeast: SETTINGS.unansweredAtLeast.value,
  unansweredShare: SETTINGS.unansweredShare.value,
  unansweredAtMost: SETTINGS.unansweredAtMost.value,
  sequenceLength: SETTINGS.sequenceLength.value,
  sequenceGap: SETTINGS.sequenceGap.value,
};

/** What one caller asked within the window, this request included. */
export interface AskedInWindow {
  /** Every question, repeated ones too. */
  readonly questions: number;
  /** Different identifiers of which nothing was told: unknown and withheld ones alike. */
  readonly unanswered: number;
  /** The newest of them. */
  readonly newest: readonly string[];
}

/** The first rule that is broken; undefined: an ordinary caller. */
export function findEnumeration(
  { questions, unanswered, newest }: AskedInWindow,
  limits: EnumerationLimits,
): EnumerationRule | undefined {
  if (unanswered >= limits.sequenceLength && longestSequence(newest, limits.sequenceGap) >= limits.sequenceLength) {
    return 'SEQUENCE';
  }
  if (unanswered >= limits.unansweredAtLeast && unanswered > questions * limits.unansweredShare) return 'SHARE';
  return unanswered >= limits.unansweredAtMost ? 'NUMBER' : undefined;
}

/**
 * What of a national identifier is no number in a series: check digits before it, check digits and numbers of
 * establishments behind it. `after`: how many digits, so that 0 leaves the check digit and needs the wider gap.
 */
const AROUND_THE_NUMBER = [
  { before: 0, after: 0 },
  { before: 0, after: 1 }, // one check digit (KR, NO, SG, GT)
  { before: 0, after: 3 }, // a group of establishments (GB)
  { before: 0, after: 5 }, // the same with check digits (GB, CA, PL)
  { before: 0, after: 6 }, // an establishment with its check digits (BR, FR)
  { before: 1, after: 0 }, // one check digit before (JP)
  { before: 2, after: 0 }, // two (AU, FR)
] as const;

/** Digits below which numbers are neighbours by chance. */
const SHORTEST_NUMBER = 6;

/** Digits that a number holds exactly. */
const LONGEST_NUMBER = 15;

/** How many of the identifiers stand in the longest row of neighbours; the gap is for numbers with a check digit behind. */
export function longestSequence(identifiers: readonly string[], gap: number): number {
  const read = [...new Set(identifiers)].map((identifier) => ({
    letters: identifier.replaceAll(/\d/g, ''),
    digits: identifier.replaceAll(/\D/g, ''),
  }));
  const rows = AROUND_THE_NUMBER.map(({ before, after }) => {
    const series = new Map<string, number[]>();
    for (const { letters, digits } of read) {
      const number = digits.slice(before, digits.length - after);
      if (number.length < SHORTEST_NUMBER) continue;
      const name = `${letters} ${number.length} ${number.slice(0, -LONGEST_NUMBER)}`;
      const numbers = series.get(name) ?? [];
      numbers.push(Number(number.slice(-LONGEST_NUMBER)));
      series.set(name, numbers);
    }
    return Math.max(0, ...[...series.values()].map((numbers) => longestRow(numbers, after === 0 ? gap : gap / 10)));
  });
  return Math.max(...rows);
}

function longestRow(numbers: readonly number[], gap: number): number {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other);
  let longest = 0;
  let length = 0;
  for (const [index, number] of sorted.entries()) {
    length = number - (sorted[index - 1] ?? Number.NEGATIVE_INFINITY) <= gap ? length + 1 : 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** A caller that was taken to be guessing, and is told nothing while that holds. */
export interface EnumerationAlert {
  readonly id: string;
  /** The administration that asked. */
  readonly asking: string;
  /** The person or program within it; opaque here. */
  readonly subject: string;
  readonly rule: EnumerationRule;
  /** Different identifiers of which nothing was told, within the window. */
  readonly unanswered: number;
  /** Questions within the window; where there were very many, at least so many. */
  readonly questions: number;
  /** Instants, RFC 3339 UTC: it is refused from the one, and no more from the other. */
  readonly since: string;
  readonly until: string;
  /** Who ended it before its time, and why; null: nobody. */
  readonly liftedBy: string | null;
  readonly liftedWhy: string | null;
}
