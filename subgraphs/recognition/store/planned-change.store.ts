import { type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { insertRows } from '../../runtime/insert-rows.ts';
import type { PlannedChange } from '../domain/planned-change.ts';
import { PlannedChangeRow } from './change.entities.ts';

/** What is planned of the operators. */
export async function findPlanned(manager: EntityManager, tins: readonly string[]): Promise<readonly PlannedChange[]> {
  const rows = await manager.findBy(PlannedChangeRow, { tin: In([...new Set(tins)]) });
  return rows.map(plannedOf);
}

/** Puts a plan in the place of all that was planned of the operators before. */
export async function replacePlanned(
  manager: EntityManager,
  before: readonly PlannedChange[],
  after: readonly PlannedChange[],
): Promise<void> {
  if (before.length > 0) {
    await manager.delete(PlannedChangeRow, { tin: In([...new Set(before.map(({ tin }) => tin))]) });
  }
  await insertRows(
    manager,
    'planned_change',
    ['tin', 'at', 'kind', 'administrations'],
    after.map((one) => ({ ...one, administrations: JSON.stringify(one.administrations) })),
  );
}

/** What has become effective by an instant, oldest first. */
export async function findDue(
  manager: EntityManager,
  instant: string,
  limit: number,
): Promise<readonly PlannedChange[]> {
  const rows = await manager.find(PlannedChangeRow, {
    where: { at: LessThanOrEqual(instant) },
    order: { at: 'ASC', tin: 'ASC', kind: 'ASC' },
    take: limit,
  });
  return rows.map(plannedOf);
}

/** Removes what was planned, as it is told now. */
export async function removePlanned(manager: EntityManager, due: readonly PlannedChange[]): Promise<void> {
  for (const { tin, at, kind } of due) await manager.delete(PlannedChangeRow, { tin, at, kind });
}

function plannedOf({ tin, at, kind, administrations }: PlannedChangeRow): PlannedChange {
  return { tin, at, kind, administrations };
}
