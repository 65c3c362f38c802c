import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import { type MaintenanceWindow, readWindow, type StatedWindow, withdrawWindow } from '../domain/maintenance-window.ts';
import { findWindow, findWindows, insertWindow, writeWindowWithdrawal } from '../store/maintenance-window.store.ts';
import type { RegisterParts } from './register-parts.ts';
import { tellHub } from './tell-hub.ts';

/** When this registry may not answer, told to partners through the hub. */
export interface AnnounceMaintenance {
  /** In order of beginning, withdrawn ones too; those that are over only where all are asked for. */
  list(all: boolean): Promise<readonly MaintenanceWindow[]>;
  announce(
    stated: Omit<StatedWindow, 'from'> & { readonly from: string | null },
    by: string,
  ): Promise<Result<MaintenanceWindow>>;
  withdraw(id: string, by: string): Promise<Result<MaintenanceWindow>>;
}

export function createAnnounceMaintenance(
  parts: Pick<RegisterParts, 'home' | 'database' | 'clock'>,
): AnnounceMaintenance {
  const { home, database, clock } = parts;

  function tell(manager: EntityManager, { withdrawnAt, ...window }: MaintenanceWindow): Promise<void> {
    const told = { ...window, isWithdrawn: withdrawnAt !== null };
    return tellHub(manager, parts, [{ kind: 'MAINTENANCE_ANNOUNCED', sub: home.code, window: told }]);
  }

  return {
    list: (all) => findWindows(database.read, all ? null : clock().toISOString()),

    announce(stated, by) {
      const now = clock();
      const at = now.toISOString();
      return database.write(async (manager) => {
        const read = readWindow({ ...stated, from: stated.from ?? at }, await findWindows(manager, at), now);
        if (!read.ok) return read;
        const window = { ...read.value, id: randomUUID(), withdrawnAt: null };
        await insertWindow(manager, window, { at, by });
        await tell(manager, window);
        return accepted(window);
      });
    },

    withdraw(id, by) {
      const now = clock();
      return database.write(async (manager) => {
        const window = await findWindow(manager, id);
        if (window === undefined) return refused('NOT_FOUND', 'There is no window of this identifier.');
        const withdrawn = withdrawWindow(window, now);
        if (!withdrawn.ok) return withdrawn;
        await writeWindowWithdrawal(manager, id, { at: now.toISOString(), by });
        await tell(manager, withdrawn.value);
        return withdrawn;
      });
    },
  };
}
