import { type Fact, type FactWrite, type Interval, type Kept, type KeptStep, VALUES, type Value } from './journal.ts';

/** A step that is kept, and the interval within which it took effect as far as its writer can tell. */
interface PlacedStep extends KeptStep, Interval {}

/** Gives the values that a fact of a subject may have had. */
export interface PossibleTruths {
  /** At some moment between begin and end; with `on`, what was known then of that earlier instant. */
  valuesOf(fact: Fact, subject: string, asked: Interval, on: number | null): ReadonlySet<Value>;
  /** True if a step took effect, or may have, between begin and end. */
  isMoving(fact: Fact, subject: string, asked: Interval): boolean;
}

/**
 * The truths that a question may have met. A write that was acknowledged before the question began counts; one under way
 * may count or not. One without an answer that is kept took effect at any moment from its begin until the next step of the same
 * subject was acknowledged; one that is not kept never did.
 */
export function possibleTruths(writes: readonly FactWrite[], kept: Kept): PossibleTruths {
  const byId = new Map(writes.map((write) => [write.id, write]));
  const placed = new Map<string, readonly PlacedStep[]>();

  function stepsOf(fact: Fact, subject: string): readonly PlacedStep[] {
    const key = `${fact} ${subject}`;
    const known = placed.get(key) ?? place(kept.steps[fact].get(subject) ?? [], byId);
    placed.set(key, known);
    return known;
  }

  return {
    valuesOf(fact, subject, asked, on) {
      const steps = stepsOf(fact, subject);
      const values = new Set<Value>();
      for (let count = 0; count <= steps.length; count += 1) {
        if (!mayHaveCounted(steps, count, asked)) continue;
        const known = steps.slice(0, count);
        const counting = on === null ? known : known.filter(({ at }) => at <= on);
        values.add(counting.at(-1)?.value ?? VALUES[fact][0]);
      }
      return values;
    },
    isMoving(fact, subject, { began, ended }) {
      return stepsOf(fact, subject).some((step) => step.began <= ended && step.ended >= began);
    },
  };
}

/** True if at some moment of the question exactly the first `count` steps had taken effect. */
function mayHaveCounted(steps: readonly PlacedStep[], count: number, { began, ended }: Interval): boolean {
  const last = steps[count - 1];
  const next = steps[count];
  return (last === undefined || last.began <= ended) && (next === undefined || next.ended >= began);
}

/** Each step within its operation; an open end is closed by the next step, an open begin by the one before. */
function place(steps: readonly KeptStep[], byId: ReadonlyMap<string, FactWrite>): readonly PlacedStep[] {
  const placed: PlacedStep[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    before = Math.max(before, byId.get(step.id)?.began ?? before);
    placed.push({ ...step, began: before, ended: Number.POSITIVE_INFINITY });
  }
  let after = Number.POSITIVE_INFINITY;
  return placed
    .toReversed()
    .map((step) => {
      const write = byId.get(step.id);
      after = Math.min(after, write?.ending === 'ACKNOWLEDGED' ? write.ended : after);
      return { ...step, ended: after };
    })
    .toReversed();
}
