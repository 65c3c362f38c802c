import type { JWK } from 'jose';
import { algorithmOf } from './key-algorithm.ts';
import type { PartyName, TrustList } from './trust-list.ts';

/** A key as a key set shows it (RFC 7517), with its period as OpenID Federation 1.0, 8.7, writes it for historical keys. */
export interface PublishedKey extends JWK {
  readonly kid: string;
  readonly use: 'sig';
  /** From when it is used; seconds since the epoch, in the future for one that is prepared. */
  readonly nbf: number;
  /** Until when it was used; seconds since the epoch. Absent: not retired. */
  readonly exp?: number;
}

/**
 * The key sets of the parties: prepared keys, so that readers have them in time, those in force, and retired ones, by
 * which what they signed stays verifiable. A revoked key is left out: most readers of a key set know no period, and would
 * go on believing it. It stays in the trust list.
 */
export function publishedKeys(trust: TrustList, parties: readonly PartyName[]): readonly PublishedKey[] {
  return parties.flatMap((party) =>
    trust.keys
      .filter((key) => key.party === party && key.revokedFrom === null)
      .map(({ jwk, kid, from, until }) => ({
        ...jwk,
        kid,
        alg: algorithmOf(jwk),
        use: 'sig' as const,
        nbf: secondsOf(from),
        ...(until === null ? {} : { exp: secondsOf(until) }),
      })),
  );
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
