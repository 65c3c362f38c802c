import type { Logger } from 'pino';
import type { Caller } from '../../../schema/contract/caller.ts';
import { enumerationSuspectedSchema } from '../../../schema/contract/registry-event.ts';
import { createEventInbox, type EventInbox, type EventReading } from '../../runtime/event-inbox.ts';
import { readRegistryEvent } from '../../runtime/read-registry-event.ts';
import { findMisuseAlerts, keepMisuseAlerts, type MisuseAlert } from '../store/misuse-alert.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

export { MISUSE_RULES, type MisuseAlert, type MisuseRule } from '../store/misuse-alert.store.ts';

/** Alerts that are shown at most. */
const MAXIMUM_SHOWN = 100;

/** What registries told about callers of the caller's own administration, newest first, the newest hundred. */
export function listMisuseAlerts(
  { database }: Pick<RecognitionParts, 'database'>,
  { administration }: Caller,
): Promise<readonly MisuseAlert[]> {
  return findMisuseAlerts(database.read, administration, MAXIMUM_SHOWN);
}

/** Takes in what registries tell about callers that guess; each only for itself. */
export function createMisuseInbox(
  { database, clock, trust }: Pick<RecognitionParts, 'database' | 'clock' | 'trust'>,
  log: Logger,
): EventInbox {
  async function read(event: string, source: string): Promise<EventReading<MisuseAlert>> {
    const reading = await readRegistryEvent(event, source, enumerationSuspectedSchema, { trust, clock });
    if (!reading.ok) return reading;
    const { home, claims } = reading.told;
    const { jti, sub, caller } = claims;
    return { ok: true, told: { id: jti, administration: home.code, asking: sub, ...caller } };
  }

  return createEventInbox({ ...{ database, clock, log, read }, keep: keepMisuseAlerts });
}
