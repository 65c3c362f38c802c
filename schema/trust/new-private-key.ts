import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';

/** Curves of new keys: Ed25519 and P-256 sign (RFC 8037, RFC 7518), X25519 opens what is sealed (RFC 8037). */
export type KeyCurve = 'Ed25519' | 'P-256' | 'X25519';

/** The overload for keys as JWK (https://nodejs.org/api/crypto.html#cryptogeneratekeypairsynctype-options), which the types lack. */
const generate = generateKeyPairSync as unknown as (type: string, options: object) => { readonly privateKey: JWK };

const TYPE_OF_CURVE: Readonly<Record<KeyCurve, readonly [type: string, options: object]>> = {
  Ed25519: ['ed25519', {}],
  'P-256': ['ec', { namedCurve: 'P-256' }],
  X25519: ['x25519', {}],
};

/**
 * A new private key. The generation itself writes it as JWK. The KeyObject of a generated key must never be exported
 * afterwards: Node 20 and 22 hold the key's lock meanwhile, and where the collector of garbage comes by and clears the
 * finished generation away, it waits for that same lock, for ever. One first start in some thousands stood still by it.
 */
export function newPrivateKey(curve: KeyCurve): JWK {
  const [type, options] = TYPE_OF_CURVE[curve];
  const encoding = { format: 'jwk' };
  return generate(type, { ...options, privateKeyEncoding: encoding, publicKeyEncoding: encoding }).privateKey;
}

/** What of a private key everybody may see. */
export function publicPartOf({ d: _private, ...publicPart }: JWK): JWK {
  return publicPart;
}
