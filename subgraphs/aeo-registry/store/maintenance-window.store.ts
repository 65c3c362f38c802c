import { type EntityManager, MoreThan } from 'typeorm';
import type { MaintenanceWindow } from '../domain/maintenance-window.ts';
import { MaintenanceWindowRow } from './maintenance-window.entity.ts';

/** Who writes, and when. */
interface Recorded {
  readonly at: string;
  readonly by: string;
}

/** Windows that end behind the instant, withdrawn ones too, in order of beginning; null: all there ever were. */
export async function findWindows(manager: EntityManager, after: string | null): Promise<readonly MaintenanceWindow[]> {
  const rows = await manager.find(MaintenanceWindowRow, {
    where: after === null ? {} : { until: MoreThan(after) },
    order: { from: 'ASC', id: 'ASC' },
  });
  return rows.map(windowOf);
}

/** The window of that identifier; undefined: there is none. */
export async function findWindow(manager: EntityManager, id: string): Promise<MaintenanceWindow | undefined> {
  const row = await manager.findOneBy(MaintenanceWindowRow, { id });
  return row === null ? undefined : windowOf(row);
}

export async function insertWindow(
  manager: EntityManager,
  window: MaintenanceWindow,
  { at, by }: Recorded,
): Promise<void> {
  await manager.insert(MaintenanceWindowRow, { ...window, recordedAt: at, recordedBy: by, withdrawnBy: null });
}

export async function writeWindowWithdrawal(manager: EntityManager, id: string, { at, by }: Recorded): Promise<void> {
  await manager.update(MaintenanceWindowRow, { id }, { withdrawnAt: at, withdrawnBy: by });
}

function windowOf({ id, from, until, fallbackAllowed, remark, withdrawnAt }: MaintenanceWindowRow): MaintenanceWindow {
  return { id, from, until, fallbackAllowed, remark, withdrawnAt };
}
