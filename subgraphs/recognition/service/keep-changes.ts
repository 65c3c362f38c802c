import type { EntityManager } from 'typeorm';
import { readTin } from '../../../schema/contract/tin.ts';
import { type Plan, type PlannedChange, takeUpPlan } from '../domain/planned-change.ts';
import type { RecognitionChange } from '../domain/recognition-change.ts';
import { appendChanges, type FeedEntry } from '../store/change-feed.store.ts';
import { findFollowers } from '../store/followed-operator.store.ts';
import { forgetLastKnown } from '../store/last-known.store.ts';
import { findPlanned, replacePlanned } from '../store/planned-change.store.ts';

/**
 * What is kept of an operator is forgotten in the very transaction in which it is known to be out of date, whether the
 * administration follows it or not. The recognising side's own steps are looked up with each decision: what the home registry
 * said is as true as before.
 */
async function forgetWhatWasSaid(manager: EntityManager, changes: readonly RecognitionChange[]): Promise<void> {
  const told = changes.filter(({ kind }) => kind === 'OPERATOR_CHANGED');
  if (told.length > 0) await forgetLastKnown(manager, told);
}

/** Takes in changes that are effective now, inside a transaction: each goes into the feed of an administration that follows the operator. */
export async function keepChanges(
  manager: EntityManager,
  changes: readonly RecognitionChange[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await forgetWhatWasSaid(manager, changes);
  const tins = changes.map(({ tin }) => tin);
  const followers = await findFollowers(manager, tins);
  const followed = changes.filter(({ administration, tin }) => followers.get(tin)?.has(administration) === true);
  await appendChanges(manager, followed.flatMap(feedEntry), now.toISOString());
}

/** Takes up plans one after another, inside a transaction. */
export async function keepPlans(manager: EntityManager, plans: readonly Plan[]): Promise<void> {
  const before = await findPlanned(
    manager,
    plans.map(({ tin }) => tin),
  );
  const planned = new Map<string, readonly PlannedChange[]>();
  for (const one of before) planned.set(one.tin, [...(planned.get(one.tin) ?? []), one]);
  for (const plan of plans) planned.set(plan.tin, takeUpPlan(planned.get(plan.tin) ?? [], plan));
  const after = [...planned.values()].flat();
  if (before.length > 0 || after.length > 0) await replacePlanned(manager, before, after);
}

/** The change as it stands in a feed; nothing of what is no TIN. */
export function feedEntry(change: RecognitionChange): readonly FeedEntry[] {
  const reading = readTin(change.tin);
  return reading.ok ? [{ ...change, home: reading.administration.code }] : [];
}
