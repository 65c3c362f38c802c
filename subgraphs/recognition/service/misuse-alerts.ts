import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { EnumerationSuspected } from '../../../schema/contract/registry-event.ts';
import type { BelievedEvent } from '../../runtime/event-inbox.ts';
import type { ToldByRegistry } from '../../runtime/read-registry-event.ts';
import { findMisuseAlerts, keepMisuseAlerts, type MisuseAlert } from '../store/misuse-alert.store.ts';
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

/** Keeps what registries told about callers that guess; inside the transaction that takes it in. */
export async function keepAlerts(
  manager: EntityManager,
  told: readonly BelievedEvent<ToldByRegistry<EnumerationSuspected>>[],
): Promise<void> {
  const alerts = told.map(({ event, told: { home, claims } }) => {
    const { jti, sub, caller } = claims;
    return { event, told: { id: jti, administration: home.code, asking: sub, ...caller } };
  });
  await keepMisuseAlerts(manager, alerts);
}
