import type { EntityManager } from 'typeorm';
import { laterSwitches } from '../domain/planned-change.ts';
import { type BenefitSuspension, suspensionsOf } from '../store/benefit-suspension.store.ts';
import { keepChanges, keepPlans } from './keep-changes.ts';

/** Puts a step of the recognising side into its own feed, inside the transaction of the step: all its systems are to know. */
export async function keepOwnStep(
  manager: EntityManager,
  { recognising, tin, suspended, recordedAt }: BenefitSuspension,
): Promise<void> {
  const now = new Date(recordedAt);
  const steps = (await suspensionsOf(manager, recognising, [tin])).get(tin) ?? [];
  const kinds = ['BENEFITS_SUSPENDED', 'BENEFITS_REINSTATED'] as const;
  await keepPlans(manager, [{ tin, kinds, administrations: [recognising], later: laterSwitches(steps, now) }]);
  const kind = suspended ? 'BENEFITS_SUSPENDED' : 'BENEFITS_REINSTATED';
  await keepChanges(manager, [{ administration: recognising, tin, kind, at: recordedAt }], now);
}
