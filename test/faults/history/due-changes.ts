import { type Delivery, type Kept, type KeptStep, type SeenChange, subjectOf } from './journal.ts';

/** A change that a partner has to be told of. */
interface DueChange extends Delivery {
  readonly at: number;
}

/**
 * What has to stand in the feed of each administration, in the order in which it happened to each operator: its own steps on
 * benefits, and of what happened at home all that it could see. A status is seen while the operator consents; a consent that is
 * withdrawn is seen as a change, and one that is said again is none.
 */
export function dueChanges(
  steps: Kept['steps'],
  pairs: readonly Pick<SeenChange, 'tin' | 'asking'>[],
): readonly DueChange[] {
  return pairs.flatMap(({ tin, asking }) => {
    const due = (isOwn: boolean, { id, at }: KeptStep): DueChange => ({ ...placeOf({ tin, asking, isOwn }), id, at });
    const own = steps.BENEFITS.get(subjectOf('BENEFITS', tin, asking)) ?? [];
    const status = steps.STATUS.get(tin) ?? [];
    const consents = steps.CONSENT.get(subjectOf('CONSENT', tin, asking)) ?? [];
    let isSeen = true;
    const atHome = [...status, ...consents].toSorted((one, other) => one.at - other.at);
    const seen = atHome.filter((step) => {
      if (step.value !== 'GIVEN' && step.value !== 'WITHDRAWN') return isSeen;
      const before = isSeen;
      isSeen = step.value === 'GIVEN';
      return before !== isSeen;
    });
    return [...own.map((step) => due(true, step)), ...seen.map((step) => due(false, step))];
  });
}

/** The changes that a client saw, each as the newest due one that is not younger: what tells of it was written in its transaction. */
export function deliveriesOf(seen: readonly SeenChange[], due: readonly DueChange[]): readonly Delivery[] {
  const byPlace = new Map<string, DueChange[]>();
  for (const change of due) {
    const key = `${change.feed} ${change.subject}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), change]);
  }
  return seen.map((change) => {
    const place = placeOf(change);
    const meant = byPlace.get(`${place.feed} ${place.subject}`)?.findLast(({ at }) => at <= change.at);
    return { ...place, id: meant?.id ?? `of ${change.at}` };
  });
}

function placeOf({ tin, asking, isOwn }: Omit<SeenChange, 'at'>): Omit<Delivery, 'id'> {
  return { feed: `changes for ${asking}`, subject: `${tin} ${isOwn ? 'benefits' : 'at home'}` };
}
