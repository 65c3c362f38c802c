import { readFileSync } from 'node:fs';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { AdministrationCode } from '../administrations.ts';

/** Signature algorithm of every key of the federation. */
export const SIGNATURE_ALGORITHM = 'EdDSA';

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

const trustedKeySchema = z.strictObject({
  party: z.string().min(1),
  role: z.enum(TRUSTED_ROLES),
  /** For a REGISTRY: whose. Null for the services of the hub. */
  administration: z.string().nullable(),
  /** RFC 7638 thumbprint of the key: what is pinned. */
  kid: z.string().min(1),
  jwk: z.record(z.string(), z.unknown()),
  /** When the key was admitted, RFC 3339. */
  from: z.iso.datetime(),
  /** When it was retired; null while in use. What it signed before stays verifiable. */
  until: z.iso.datetime().nullable(),
});

/** The file that every party holds: the keys that are believed, pinned by thumbprint, never taken on sight from a JWKS. */
export const trustListSchema = z.strictObject({ keys: z.array(trustedKeySchema) });

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
  readonly key: CryptoKey | Uint8Array;
}

/** The pinned keys by thumbprint. */
export interface TrustList {
  readonly keys: readonly TrustedKey[];
  find(kid: string): TrustedKey | undefined;
}

/** Makes a trust list of its rows. */
export async function createTrustList(rows: readonly TrustedKeyRow[]): Promise<TrustList> {
  const keys = await Promise.all(
    rows.map(async (row) => ({
      party: row.party,
      role: row.role,
      administration: row.administration,
      kid: row.kid,
      jwk: row.jwk as JWK,
      from: new Date(row.from),
      until: row.until === null ? null : new Date(row.until),
      key: await importJWK(row.jwk as JWK, row.role === 'SEAL' ? SEAL_ALGORITHM : SIGNATURE_ALGORITHM),
    })),
  );
  const byKid = new Map(keys.map((key) => [key.kid, key]));
  return { keys, find: (kid) => byKid.get(kid) };
}

/** Reads the trust list from its file; throws with the path and the fault where it is not one. */
export async function readTrustList(path: string): Promise<TrustList> {
  const parsed = trustListSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new TypeError(`${path} is not a trust list: ${z.prettifyError(parsed.error)}`);
  return createTrustList(parsed.data.keys);
}
