import type { Caller } from '../../../schema/contract/caller.ts';
import { findMisuseAlerts, type MisuseAlert } from '../store/misuse-alert.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

export type { MisuseAlert } from '../store/misuse-alert.store.ts';

/** Alerts that are shown at most. */
const MAXIMUM_SHOWN = 100;

/** What registries told about callers of the caller's own administration, newest first, the newest hundred. */
export function listMisuseAlerts(
  { database }: Pick<RecognitionParts, 'database'>,
  { administration }: Caller,
): Promise<readonly MisuseAlert[]> {
  return findMisuseAlerts(database.read, administration, MAXIMUM_SHOWN);
}
