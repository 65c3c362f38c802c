import { type EntityManager, In } from 'typeorm';
import type { BelievedEvent } from '../../runtime/event-inbox.ts';
import type { PartnerSignal } from '../domain/partner-signal.ts';
import { findTinsOfAliases } from './alias.store.ts';
import { PartnerSignalRow } from './partner-signal.entity.ts';

/** Keeps signals in their order, with the JWS of each; to be called inside a transaction. What is there changes nothing. */
export async function keepSignals(
  manager: EntityManager,
  believed: readonly BelievedEvent<PartnerSignal>[],
  now: Date,
  timeZone: string,
): Promise<void> {
  const ids = believed.map(({ told }) => told.id);
  const known = new Set((await manager.findBy(PartnerSignalRow, { id: In(ids) })).map(({ id }) => id));
  let sequence = (await manager.maximum(PartnerSignalRow, 'sequence')) ?? 0;
  for (const { told, event } of believed) {
    if (known.has(told.id)) continue;
    known.add(told.id);
    sequence += 1;
    const meant = await findTinsOfAliases(manager, told.from, [told.tin], now, timeZone);
    const tin = meant.get(told.tin) ?? told.tin;
    await manager.insert(PartnerSignalRow, { ...told, tin, sequence, event });
  }
}

/** Signals about one operator, or about all, newest first. */
export async function findSignals(
  manager: EntityManager,
  about: string | undefined,
  limit: number,
): Promise<readonly PartnerSignal[]> {
  const rows = await manager.find(PartnerSignalRow, {
    where: about === undefined ? {} : { tin: about },
    order: { at: 'DESC', sequence: 'DESC' },
    take: limit,
  });
  return rows.map(({ id, at, from, kind, tin, remark, effectiveFrom }) => {
    return { id, at, from, kind, tin, remark, effectiveFrom };
  });
}
