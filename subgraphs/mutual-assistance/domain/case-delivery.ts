import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AssistanceAction, AssistanceState } from './assistance-lifecycle.ts';

/** Where a delivery stands. DEAD: it was tried too often; it and what follows in its case wait for an officer. */
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'DEAD'] as const;
/** One of `DELIVERY_STATUSES`. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What a case system is told of a step. What the case holds it reads itself, with its own rights. */
export interface CaseEvent {
  readonly reference: string;
  readonly kind: string;
  readonly requesting: AdministrationCode;
  readonly action: AssistanceAction;
  readonly from: AssistanceState | null;
  readonly to: AssistanceState;
  readonly by: AdministrationCode;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** One event on its way to the case system of the requested administration; written in the transaction of the step itself. */
export interface CaseDelivery {
  readonly id: string;
  readonly requestId: string;
  /** The version that the step made: deliveries of a case go out in this order, each after the one before has arrived. */
  readonly sequence: number;
  readonly administration: AdministrationCode;
  readonly event: CaseEvent;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** RFC 3339, UTC. */
  readonly nextAttemptAt: string;
  /** Why the last attempt failed; null: none did. */
  readonly lastError: string | null;
  readonly deliveredAt: string | null;
}

/** How often and how long it is tried. */
export interface DeliveryPolicy {
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly maximumAttempts: number;
  readonly timeoutMs: number;
}

/** Doubling from 5 s to an hour, 12 times: about three hours until somebody has to look. */
export const DELIVERY_POLICY: DeliveryPolicy = {
  firstDelayMs: 5_000,
  longestDelayMs: 3_600_000,
  maximumAttempts: 12,
  timeoutMs: 10_000,
};

/** A delivery that is being tried: should the process die meanwhile, it is tried again after the time that a try may take. */
export function claimed(delivery: CaseDelivery, { timeoutMs }: DeliveryPolicy, now: Date): CaseDelivery {
  const nextAttemptAt = new Date(now.getTime() + 2 * timeoutMs).toISOString();
  return { ...delivery, attempts: delivery.attempts + 1, nextAttemptAt };
}

/** A delivery after its attempt failed: tried again after a delay that doubles, or DEAD. */
export function afterFailure(delivery: CaseDelivery, policy: DeliveryPolicy, why: string, now: Date): CaseDelivery {
  const { attempts } = delivery;
  const delay = Math.min(policy.firstDelayMs * 2 ** (attempts - 1), policy.longestDelayMs);
  return {
    ...delivery,
    lastError: why,
    status: attempts >= policy.maximumAttempts ? 'DEAD' : 'PENDING',
    nextAttemptAt: new Date(now.getTime() + delay).toISOString(),
  };
}

/** A delivery that has arrived. */
export function afterSuccess(delivery: CaseDelivery, now: Date): CaseDelivery {
  return { ...delivery, status: 'DELIVERED', deliveredAt: now.toISOString() };
}

/** A dead delivery that an officer wants tried again from the start. */
export function revived(delivery: CaseDelivery, now: Date): CaseDelivery {
  return { ...delivery, status: 'PENDING', attempts: 0, nextAttemptAt: now.toISOString() };
}
