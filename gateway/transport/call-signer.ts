import type { Caller } from '../../schema/contract/caller.ts';
import { MAXIMUM_VOUCHED_CALLS, signCallerAssertions, type VouchedCall } from '../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../schema/trust/signer.ts';

/** Gives the assertion of one call. */
export type SignCall = (caller: Caller, call: VouchedCall) => Promise<string>;

interface WaitingCall extends VouchedCall {
  readonly resolve: (assertion: string) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Vouches for calls: those that one request makes in the same moment stand under one signature, since a signature for
 * each of sixteen registries would cost more than asking them (docs/decisions/0008-caller-assertions.md).
 */
export function createCallSigner(signer: Signer, clock: () => Date): SignCall {
  const waiting = new Map<Caller, WaitingCall[]>();

  async function signAll(caller: Caller): Promise<void> {
    const calls = waiting.get(caller) ?? [];
    waiting.delete(caller);
    for (let from = 0; from < calls.length; from += MAXIMUM_VOUCHED_CALLS) {
      const some = calls.slice(from, from + MAXIMUM_VOUCHED_CALLS);
      try {
        const assertions = await signCallerAssertions(signer, caller, some, clock());
        for (const [index, { resolve }] of some.entries()) resolve(assertions[index] ?? '');
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
  }

  return (caller, call) =>
    new Promise((resolve, reject) => {
      const together = waiting.get(caller);
      if (together !== undefined) {
        together.push({ ...call, resolve, reject });
        return;
      }
      waiting.set(caller, [{ ...call, resolve, reject }]);
      queueMicrotask(() => void signAll(caller));
    });
}
