import type { AdministrationCode } from '../administrations.ts';
import type { Scope } from './scopes.ts';
import type { PurposeOfUse } from './vocabulary.ts';

/** Who asks, for what purpose, in which request: what the gateway established and every subgraph verifies for itself. */
export interface Caller {
  /** The administration on whose behalf is asked. */
  readonly administration: AdministrationCode;
  /** The person or program within it; opaque outside that administration. */
  readonly subject: string;
  /**
   * The vendor or representative that acts for itself, as the destination's issuer names it: a TIN, the vendor's `id`, or an
   * account of the issuer's own. Undefined: an officer or program of the administration.
   */
  readonly actor?: string;
  readonly scopes: readonly Scope[];
  readonly purpose: PurposeOfUse;
  /** Made by the gateway, one a request; binds attestations and ledger entries to it. */
  readonly requestId: string;
}

/** HTTP header in which a subgraph receives the signed caller assertion: the JWS, `~`, and the salt of this call’s digest. */
export const CALLER_ASSERTION_HEADER = 'x-caller-assertion';

/** `typ` of the caller assertion: a JWS that is nothing else and stands in for nothing else. */
export const CALLER_ASSERTION_TYPE = 'aeo-caller+jwt';

/** Audience of a caller assertion. Which subgraph, and what it is asked, stands in its digests. */
export const CALLER_ASSERTION_AUDIENCE = 'urn:aeo:subgraph';

/** Longest life of a caller assertion, in seconds. */
export const CALLER_ASSERTION_SECONDS = 60;

/** True if the caller's token permits the scope. */
export function permits(caller: Caller, scope: Scope): boolean {
  return caller.scopes.includes(scope);
}
