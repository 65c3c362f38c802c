import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { CallRefused } from './call-refused.ts';

/** Bounds the calls to one subgraph, so that a slow one takes neither memory nor connections without an end. */
export interface Turns {
  underWay(): number;
  queued(): number;
  /** Makes the call when it is its turn; rejects with CallRefused if that is not soon. */
  take<T>(make: () => Promise<T>): Promise<T>;
}

/** So many calls at once; as many again wait for `queueMs` at most. */
export function createTurns(calls: number, queueMs: number): Turns {
  const places = bulkhead(calls, calls);
  return {
    underWay: () => calls - places.executionSlots,
    queued: () => calls - places.queueSlots,
    async take<T>(make: () => Promise<T>) {
      if (places.executionSlots > 0) return places.execute(make);
      let timer: NodeJS.Timeout | undefined;
      let isGivenUp = false;
      const patience = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          isGivenUp = true;
          reject(new CallRefused('TOO_MANY_CALLS'));
        }, queueMs);
      });
      const turn = places.execute(() => {
        clearTimeout(timer);
        // Given up, it only makes room for the next: to leave the queue is not something the library offers.
        if (isGivenUp) throw new CallRefused('TOO_MANY_CALLS');
        return make();
      });
      try {
        return await Promise.race([turn, patience]);
      } catch (error) {
        throw error instanceof BulkheadRejectedError ? new CallRefused('TOO_MANY_CALLS') : error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
