import type { Logger } from 'pino';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import { ASSISTANCE_ISSUER } from '../domain/answer-statement.ts';
import type { DeliveryStore } from '../domain/assistance-ports.ts';
import {
  afterFailure,
  afterSuccess,
  type CaseDelivery,
  claimed,
  type DeliveryPolicy,
} from '../domain/case-delivery.ts';

/** `typ` of what a case system is sent. */
export const CASE_EVENT_TYPE = 'aeo-case-event+jwt';

/** How often the outbox is looked at. */
const INTERVAL_MS = 1_000;

/** Deliveries that are under way at once. */
const AT_ONCE = 20;

/** Tells the case systems of requested administrations what happens in their cases. */
export interface CaseDispatcher {
  /** Tries everything that is due now, until nothing is. */
  deliverDue(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts telling them. What cannot be delivered stays in the outbox; a process that dies loses nothing. */
export function startCaseDispatcher(parts: {
  readonly deliveries: DeliveryStore;
  /** The address of each administration's case system. */
  readonly caseSystems: ReadonlyMap<AdministrationCode, string>;
  readonly policy: DeliveryPolicy;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Logger;
}): CaseDispatcher {
  const { deliveries, caseSystems, policy, signer, clock, log } = parts;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function deliver(delivery: CaseDelivery): Promise<void> {
    const trying = claimed(delivery, policy, clock());
    // Another process may have claimed it since it was read.
    if (!(await deliveries.change(delivery, trying))) return;
    const fault = await send(trying);
    const after = fault === undefined ? afterSuccess(trying, clock()) : afterFailure(trying, policy, fault, clock());
    await deliveries.change(trying, after);
    const { id, administration } = delivery;
    if (after.status === 'DEAD')
      log.error({ delivery: id, administration, fault }, 'a case system does not take an event');
  }

  /** Undefined: it has arrived. */
  async function send({ id, administration, requestId, sequence, event }: CaseDelivery): Promise<string | undefined> {
    const url = caseSystems.get(administration);
    if (url === undefined) return 'no case system is set for this administration';
    const claims = {
      ...{ iss: ASSISTANCE_ISSUER, aud: `urn:aeo:administration:${administration}`, sub: requestId, jti: id },
      ...{ iat: Math.floor(clock().getTime() / 1_000), sequence, event },
    };
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/jose' },
        body: await signer.sign(claims, CASE_EVENT_TYPE),
        redirect: 'manual',
        signal: AbortSignal.timeout(policy.timeoutMs),
      });
      await answer.body?.cancel();
      return answer.ok ? undefined : `answered ${answer.status}`;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'cannot be reached';
    }
  }

  async function deliverAll(): Promise<void> {
    try {
      for (;;) {
        const due = stopped ? [] : await deliveries.due(clock(), AT_ONCE);
        if (due.length === 0) return;
        // Each is the first of its case that has not arrived: none overtakes another.
        await Promise.all(due.map(deliver));
      }
    } catch (error) {
      log.error({ err: error }, 'the outbox of the case systems could not be read');
    }
  }

  function deliverDue(): Promise<void> {
    running = running.then(deliverAll);
    return running;
  }

  const timer = setInterval(() => void deliverDue(), INTERVAL_MS);
  timer.unref();
  return {
    deliverDue,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
