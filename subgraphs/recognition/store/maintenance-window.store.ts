import { type EntityManager, In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { MaintenanceWindowRow } from './maintenance-window.entity.ts';

/** A window as its registry announced it, or took it back. */
export interface AnnouncedWindow extends MaintenanceWindow {
  readonly administration: string;
  /** The registry's own identifier. */
  readonly id: string;
  readonly isWithdrawn: boolean;
}

/** The windows of these administrations that are not over at the instant, in order of beginning. */
export async function findWindows(
  manager: EntityManager,
  administrations: readonly string[],
  instant: Date,
): Promise<ReadonlyMap<string, readonly MaintenanceWindow[]>> {
  if (administrations.length === 0) return new Map();
  const rows = await manager.find(MaintenanceWindowRow, {
    where: { administration: In([...new Set(administrations)]), until: MoreThan(instant.toISOString()) },
    order: { from: 'ASC', id: 'ASC' },
  });
  const windows = new Map<string, MaintenanceWindow[]>();
  for (const { administration, from, until, fallbackAllowed, remark } of rows) {
    windows.set(administration, [...(windows.get(administration) ?? []), { from, until, fallbackAllowed, remark }]);
  }
  return windows;
}

/** Keeps what registries announced, the newest word on each window, and forgets those that are over; inside a transaction. */
export async function keepWindows(
  manager: EntityManager,
  announced: readonly AnnouncedWindow[],
  now: Date,
): Promise<void> {
  for (const { isWithdrawn, ...window } of announced) {
    const { administration, id } = window;
    await manager.delete(MaintenanceWindowRow, { administration, id });
    if (!isWithdrawn) await manager.insert(MaintenanceWindowRow, window);
  }
  await manager.delete(MaintenanceWindowRow, { until: LessThanOrEqual(now.toISOString()) });
}
