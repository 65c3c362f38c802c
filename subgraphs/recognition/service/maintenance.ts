import type { EntityManager } from 'typeorm';
import type { MaintenanceAnnounced } from '../../../schema/contract/registry-event.ts';
import type { BelievedEvent } from '../../runtime/event-inbox.ts';
import type { ToldByRegistry } from '../../runtime/read-registry-event.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { findWindows, keepWindows } from '../store/maintenance-window.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** What these administrations have announced and is not over, each in order of beginning. */
export async function announcedWindows(
  { database, clock }: Pick<RecognitionParts, 'database' | 'clock'>,
  administrations: readonly string[],
): Promise<(readonly MaintenanceWindow[])[]> {
  const windows = await findWindows(database.read, administrations, clock());
  return administrations.map((code) => windows.get(code) ?? []);
}

/** Keeps what registries announced, each of itself whatever it names; inside the transaction that takes it in. */
export async function keepMaintenance(
  manager: EntityManager,
  told: readonly BelievedEvent<ToldByRegistry<MaintenanceAnnounced>>[],
  now: Date,
): Promise<void> {
  const announced = told.map(
    ({
      told: {
        home,
        claims: { window },
      },
    }) => ({
      ...window,
      administration: home.code,
      // Written alike, so that they can be compared as texts.
      from: new Date(window.from).toISOString(),
      until: new Date(window.until).toISOString(),
    }),
  );
  await keepWindows(manager, announced, now);
}
