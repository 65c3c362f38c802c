import { randomUUID } from 'node:crypto';
import { type EntityManager, In } from 'typeorm';
import type { Database } from '../../runtime/database.ts';
import { appendEvents } from '../../runtime/event-outbox.ts';
import type { SuspensionStep } from '../domain/benefit-suspension.ts';
import { BenefitSuspensionRow } from './benefit-suspension.entity.ts';

/** A step to be recorded. */
export interface BenefitSuspension extends Omit<SuspensionStep, 'identifier'> {
  readonly recognising: string;
  readonly tin: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly remark: string;
}

/** Records the step, the event that tells of it and what follows from it. Gives false, and records nothing, where the last step was the same. */
export function recordSuspension(
  database: Database,
  step: BenefitSuspension,
  event: { readonly addressee: string; readonly jws: string },
  keepBeside: (manager: EntityManager) => Promise<void>,
): Promise<boolean> {
  return database.write(async (manager) => {
    const newest = await manager.findOne(BenefitSuspensionRow, {
      where: { recognising: step.recognising, tin: step.tin },
      order: { sequence: 'DESC' },
    });
    if ((newest?.suspended ?? false) === step.suspended) return false;
    await manager.insert(BenefitSuspensionRow, { ...step, id: randomUUID(), sequence: (newest?.sequence ?? 0) + 1 });
    await appendEvents(manager, event.addressee, [event.jws]);
    await keepBeside(manager);
    return true;
  });
}

/** Every step of one recognising administration about the TINs, in order of recording, in one read. */
export async function suspensionsOf(
  manager: EntityManager,
  recognising: string,
  tins: readonly string[],
): Promise<ReadonlyMap<string, readonly SuspensionStep[]>> {
  const rows = await manager.find(BenefitSuspensionRow, {
    where: { recognising, tin: In([...new Set(tins)]) },
    order: { sequence: 'ASC' },
  });
  const byTin = new Map<string, SuspensionStep[]>();
  for (const { tin, suspended, effectiveFrom } of rows) {
    byTin.set(tin, [...(byTin.get(tin) ?? []), { identifier: tin, suspended, effectiveFrom }]);
  }
  return byTin;
}
