import { type CryptoKey, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { AdministrationCode } from '../administrations.ts';
import { algorithmOf } from './key-algorithm.ts';

/** How the key of a sealed text is agreed (RFC 7518, 4.6; RFC 8037). */
export const SEAL_ALGORITHM = 'ECDH-ES+A256KW';

/**
 * What a party may sign: an attestation is believed from a REGISTRY only, a receipt from a service only, and so on. A SEAL
 * signs nothing: for its key texts are sealed.
 */
export const TRUSTED_ROLES = [
  'REGISTRY',
  'RECOGNITION',
  'VENDOR_REGISTRATION',
  'MUTUAL_ASSISTANCE',
  'GATEWAY',
  'TOKEN_ISSUER',
  'ADMINISTRATION',
  'SEAL',
] as const;
export type TrustedRole = (typeof TRUSTED_ROLES)[number];

/** Name of a party as it stands in the trust list and names its key file: `registry-KR`, `recognition`, `gateway`, … */
export type PartyName = string;

/** One key of a party; it may have several, of which it signs with the newest in force. */
export const trustedKeySchema = z
  .strictObject({
    party: z.string().min(1),
    role: z.enum(TRUSTED_ROLES),
    /** For a REGISTRY: whose. Null for the services of the hub. */
    administration: z.string().nullable(),
    /** RFC 7638 thumbprint of the key: what is pinned. */
    kid: z.string().min(1),
    jwk: z.record(z.string(), z.unknown()),
    /** From when the key is used, RFC 3339; in the future for one that is prepared. */
    from: z.iso.datetime(),
    /** When it is retired; null while that is not known. What it signed before stays verifiable. */
    until: z.iso.datetime().nullable(),
    /** From when others may have had it: from then on nothing by it is believed, whatever time it claims. Null, absent: never. */
    revokedFrom: z.iso.datetime().nullable().optional(),
    /** What happened to it, for whoever reads an old proof; with `revokedFrom`, and not without. */
    revocationReason: z.string().min(1).nullable().optional(),
  })
  .refine(
    (row) => (row.revokedFrom == null) === (row.revocationReason == null),
    'a revocation has an instant and a reason',
  );

/** The file that every party holds: the keys that are believed, pinned by thumbprint, never taken on sight from a JWKS. */
export const trustListSchema = z.strictObject({
  keys: z
    .array(trustedKeySchema)
    .refine((rows) => new Set(rows.map(({ kid }) => kid)).size === rows.length, 'a key stands twice'),
});

export type TrustListFile = z.infer<typeof trustListSchema>;
export type TrustedKeyRow = z.infer<typeof trustedKeySchema>;

/** A pinned key, ready for verification. */
export interface TrustedKey {
  readonly party: PartyName;
  readonly role: TrustedRole;
  readonly administration: AdministrationCode | null;
  readonly kid: string;
  readonly jwk: JWK;
  readonly from: Date;
  readonly until: Date | null;
  readonly revokedFrom: Date | null;
  readonly revocationReason: string | null;
  readonly key: CryptoKey | Uint8Array;
}

/** The pinned keys by thumbprint; they may change from one look to the next. */
export interface TrustList {
  readonly keys: readonly TrustedKey[];
  find(kid: string): TrustedKey | undefined;
}

/** Makes a trust list of its rows. */
export async function createTrustList(rows: readonly TrustedKeyRow[]): Promise<TrustList> {
  const keys = await Promise.all(rows.map(trustedKeyOf));
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  return { keys, find: (kid) => byKid.get(kid) };
}

async function trustedKeyOf(row: TrustedKeyRow): Promise<TrustedKey> {
  const jwk = row.jwk as JWK;
  return {
    party: row.party,
    role: row.role,
    administration: row.administration,
    kid: row.kid,
    jwk,
    from: new Date(row.from),
    until: dateOf(row.until),
    revokedFrom: dateOf(row.revokedFrom),
    revocationReason: row.revocationReason ?? null,
    key: await importJWK(jwk, row.role === 'SEAL' ? SEAL_ALGORITHM : algorithmOf(jwk)),
  };
}

function dateOf(instant: string | null | undefined): Date | null {
  return instant == null ? null : new Date(instant);
}
