import type { EntityManager } from 'typeorm';
import type { OperatorChanged } from '../../../schema/contract/registry-event.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { BelievedEvent } from '../../runtime/event-inbox.ts';
import type { ToldByRegistry } from '../../runtime/read-registry-event.ts';
import { forgetLastKnown } from '../store/last-known.store.ts';

/**
 * Forgets what partners were told of an operator that has changed since: a suspension, a consent withdrawn, a name. A registry
 * is heard of its own operators only.
 */
export async function forgetChanged(
  manager: EntityManager,
  told: readonly BelievedEvent<ToldByRegistry<OperatorChanged>>[],
  now: Date,
): Promise<void> {
  const changes = told.flatMap(({ told: { home, claims } }) => {
    const reading = readTin(claims.sub);
    if (!reading.ok || reading.administration.code !== home.code) return [];
    return [{ tin: reading.tin, partners: claims.partners, recordedAt: new Date(claims.iat * 1000) }];
  });
  await forgetLastKnown(manager, changes, now);
}
