import type { EntityManager } from 'typeorm';
import type { Database } from '../../runtime/database.ts';
import type { DeliveryStore } from '../domain/assistance-ports.ts';
import type { AssistanceEvent, AssistanceRequest } from '../domain/assistance-request.ts';
import type { CaseDelivery } from '../domain/case-delivery.ts';
import { CaseDeliveryEntity } from './case-delivery.entity.ts';

/** Puts a step into the outbox, in the transaction of the step. Its identifier is that of case and step: told twice, it is one. */
export async function addDelivery(
  manager: EntityManager,
  { id, version, reference, kind, requesting, requested }: AssistanceRequest,
  { action, from, to, by, at }: AssistanceEvent,
): Promise<void> {
  if (action === null) return;
  await manager.insert(CaseDeliveryEntity, {
    ...{ id: `${id}:${version}`, requestId: id, sequence: version, administration: requested },
    event: { reference, kind, requesting, action, from, to, by, at },
    ...{ status: 'PENDING', attempts: 0, nextAttemptAt: at, lastError: null, deliveredAt: null },
  });
}

/** The outbox of the case systems. */
export function createDeliveryStore({ read, write }: Database): DeliveryStore {
  return {
    async due(now, limit) {
      const earlier = read
        .createQueryBuilder(CaseDeliveryEntity, 'earlier')
        .select('earlier.id')
        .where('earlier.requestId = delivery.requestId')
        .andWhere('earlier.sequence < delivery.sequence')
        .andWhere("earlier.status <> 'DELIVERED'");
      const rows = await read
        .createQueryBuilder(CaseDeliveryEntity, 'delivery')
        .where("delivery.status = 'PENDING'")
        .andWhere('delivery.nextAttemptAt <= :now', { now: now.toISOString() })
        .andWhere(`NOT EXISTS (${earlier.getQuery()})`)
        .orderBy('delivery.nextAttemptAt', 'ASC')
        .limit(limit)
        .getMany();
      return rows.map(deliveryOf);
    },

    async change(before, after) {
      const { id, attempts, status } = before;
      const { affected } = await write((manager) =>
        manager.update(CaseDeliveryEntity, { id, attempts, status }, changing(after)),
      );
      return affected === 1;
    },

    async find(administration, id) {
      const row = await read.findOneBy(CaseDeliveryEntity, { administration, id });
      return row === null ? undefined : deliveryOf(row);
    },

    async list(administration, status, limit) {
      const rows = await read.find(CaseDeliveryEntity, {
        where: { administration, ...(status === null ? {} : { status }) },
        order: { nextAttemptAt: 'DESC', id: 'DESC' },
        take: limit,
      });
      return rows.map(deliveryOf);
    },
  };
}

function changing({ status, attempts, nextAttemptAt, lastError, deliveredAt }: CaseDelivery) {
  return { status, attempts, nextAttemptAt, lastError, deliveredAt };
}

function deliveryOf(row: CaseDeliveryEntity): CaseDelivery {
  const { id, requestId, sequence, administration, event } = row;
  return { id, requestId, sequence, administration, event, ...changing(row) };
}
