import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { MaintenanceAnnounced } from '../../../schema/contract/registry-event.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { type AnnouncedWindow, findWindows } from '../store/maintenance-window.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** What these administrations have announced and is not over, each in order of beginning. */
export async function announcedWindows(
  { database, clock }: Pick<RecognitionParts, 'database' | 'clock'>,
  administrations: readonly string[],
): Promise<(readonly MaintenanceWindow[])[]> {
  const windows = await findWindows(database.read, administrations, clock());
  return administrations.map((code) => windows.get(code) ?? []);
}

/** The window as it is kept: of the registry that tells it, whomever it names, and written so that instants compare as texts. */
export function announcedWindow(home: AdministrationCode, { window }: MaintenanceAnnounced): AnnouncedWindow {
  const instant = (text: string) => new Date(text).toISOString();
  return { ...window, administration: home, from: instant(window.from), until: instant(window.until) };
}
