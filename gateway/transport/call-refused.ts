/** Why the gateway does not make a call: the subgraph was silent lately, or has as many calls as it may. */
export type RefusedBy = 'CIRCUIT_OPEN' | 'TOO_MANY_CALLS';

/** A call that was not made, so that nobody waits for it. Says nothing about what the answer would have been. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  constructor(readonly by: RefusedBy) {
    super(by);
  }
}
