import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, notFound, type Result, refused } from '../../../schema/contract/result.ts';
import { type CaseDelivery, type DeliveryStatus, revived } from '../domain/case-delivery.ts';
import { type AssistanceServiceParts, demandScope } from './assistance-service-parts.ts';

/** Most deliveries in one list. */
const MAXIMUM_DELIVERIES = 200;

/** What an officer sees of the way to the own case system. */
export interface DeliveryService {
  list(caller: Caller, status: DeliveryStatus | null): Promise<Result<readonly CaseDelivery[]>>;
  /** Tries a dead one again, and with it what waits behind it in its case. */
  retry(caller: Caller, id: string): Promise<Result<CaseDelivery>>;
}

/** Deliveries on the service's parts. */
export function createDeliveryService({ deliveries, clock }: AssistanceServiceParts): DeliveryService {
  return {
    async list(caller, status) {
      const permitted = demandScope(caller, 'assistance:read');
      return permitted.ok
        ? accepted(await deliveries.list(caller.administration, status, MAXIMUM_DELIVERIES))
        : permitted;
    },

    async retry(caller, id) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const delivery = await deliveries.find(caller.administration, id);
      if (delivery === undefined) return notFound('id');
      const again = revived(delivery, clock());
      return delivery.status === 'DEAD' && (await deliveries.change(delivery, again))
        ? accepted(again)
        : refused('ILLEGAL_TRANSITION', 'retryAssistanceDelivery is allowed for a delivery that is DEAD.');
    },
  };
}
