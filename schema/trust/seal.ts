import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  GeneralEncrypt,
  type GeneralJWE,
  generalDecrypt,
  importJWK,
  type JWK,
} from 'jose';
import { KeyFault } from './key-fault.ts';
import { newPrivateKey, publicPartOf } from './new-private-key.ts';
import { type PartyName, SEAL_ALGORITHM, type TrustedKey } from './trust-list.ts';

/** How the text is encrypted (RFC 7518, 5.3). */
const SEAL_ENCRYPTION = 'A256GCM';

/** Opens what was sealed for one party. */
export interface SealKey {
  readonly party: PartyName;
  readonly kid: string;
  readonly publicJwk: JWK;
  /** The text; undefined where it is not sealed for this key, or altered. */
  open(sealed: string): Promise<string | undefined>;
}

/** Seals a text for several parties: each of them opens it alone, and nobody else does. */
export async function seal(text: string, recipients: readonly TrustedKey[]): Promise<string> {
  const encrypt = new GeneralEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ enc: SEAL_ENCRYPTION });
  for (const { key, kid } of recipients) {
    encrypt.addRecipient(key).setUnprotectedHeader({ alg: SEAL_ALGORITHM, kid });
  }
  return JSON.stringify(await encrypt.encrypt());
}

/** The party's X25519 key from its file, made at first start. Throws a KeyFault where it is unusable or others can read it. */
export async function loadSealKey(directory: string, party: PartyName): Promise<SealKey> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${party}.private.json`);
  if (!existsSync(path)) {
    writeFileSync(path, JSON.stringify(newPrivateKey('X25519')), { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  try {
    const jwk = JSON.parse(readFileSync(path, 'utf8')) as JWK;
    const key = await importJWK(jwk, SEAL_ALGORITHM);
    const kid = await calculateJwkThumbprint(jwk);
    return {
      party,
      kid,
      publicJwk: { ...publicPartOf(jwk), kid, alg: SEAL_ALGORITHM, use: 'enc' },
      open: createOpen(key),
    };
  } catch (cause) {
    throw new KeyFault(`${path} holds no key that can be used: put back the one that was there.`, { cause });
  }
}

function createOpen(key: CryptoKey | Uint8Array): SealKey['open'] {
  return async (sealed) => {
    try {
      const { plaintext } = await generalDecrypt(JSON.parse(sealed) as GeneralJWE, key, {
        keyManagementAlgorithms: [SEAL_ALGORITHM],
        contentEncryptionAlgorithms: [SEAL_ENCRYPTION],
      });
      return new TextDecoder().decode(plaintext);
    } catch {
      return undefined;
    }
  };
}
