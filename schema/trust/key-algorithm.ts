import type { JWK } from 'jose';
import { KeyFault } from './key-fault.ts';

/** Signature algorithms of the federation, by the kind of key: `EdDSA` with Ed25519 (RFC 8037), `ES256` with P-256 (RFC 7518). */
export const SIGNATURE_ALGORITHMS = ['EdDSA', 'ES256'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

const ALGORITHM_OF_CURVE: Readonly<Record<string, SignatureAlgorithm>> = { Ed25519: 'EdDSA', 'P-256': 'ES256' };

/**
 * The one algorithm of a key. It comes from the pinned key and never from a token, whose header is written by whoever
 * wants to be believed. Throws a KeyFault for a key of another kind, or one that says to be for another algorithm.
 */
export function algorithmOf({ kty, crv, alg }: JWK): SignatureAlgorithm {
  const algorithm = kty === 'OKP' || kty === 'EC' ? ALGORITHM_OF_CURVE[crv ?? ''] : undefined;
  // RFC 9864 has the name of the curve for the same algorithm.
  const isSaid = alg === undefined || alg === algorithm || (alg === 'Ed25519' && algorithm === 'EdDSA');
  if (algorithm === undefined || !isSaid) {
    throw new KeyFault(`A key must be Ed25519 for EdDSA or P-256 for ES256, not ${kty} ${crv ?? ''} for ${alg}.`);
  }
  return algorithm;
}
