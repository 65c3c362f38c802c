import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { KeyFault } from './key-fault.ts';
import { type PartyName, SIGNATURE_ALGORITHM } from './trust-list.ts';

/** Signs statements in the name of one party. */
export interface Signer {
  readonly party: PartyName;
  readonly kid: string;
  readonly publicJwk: JWK;
  /** Signs claims as a JWS whose `typ` says what kind of statement it is. */
  sign(claims: object, type: string): Promise<string>;
}

/** True if the party's private key stands in the directory: it signs here, and not elsewhere. */
export function hasKey(directory: string, party: PartyName): boolean {
  return existsSync(keyPath(directory, party));
}

/**
 * The party's key from its file, made at first start.
 * Throws a KeyFault where the file may be read by others, since a key that others can read proves nothing, or holds none.
 */
export async function loadSigner(directory: string, party: PartyName): Promise<Signer> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = keyPath(directory, party);
  if (!existsSync(path)) await writeNewKey(path);
  if ((statSync(path).mode & 0o077) !== 0) throw new KeyFault(`${path} can be read by others: chmod 600 it.`);
  const { jwk, key, kid } = await readKey(path);
  const { d: _private, ...publicJwk } = jwk;
  return createSigner(party, kid, { ...publicJwk, kid, alg: SIGNATURE_ALGORITHM, use: 'sig' }, key);
}

async function readKey(path: string): Promise<{ jwk: JWK; key: CryptoKey | Uint8Array; kid: string }> {
  try {
    const jwk = JSON.parse(readFileSync(path, 'utf8')) as JWK;
    return { jwk, key: await importJWK(jwk, SIGNATURE_ALGORITHM), kid: await calculateJwkThumbprint(jwk) };
  } catch (cause) {
    throw new KeyFault(`${path} holds no private key that can be used: put back the one that was there.`, { cause });
  }
}

function keyPath(directory: string, party: PartyName): string {
  return join(directory, `${party}.private.json`);
}

function createSigner(party: PartyName, kid: string, publicJwk: JWK, key: CryptoKey | Uint8Array): Signer {
  return {
    party,
    kid,
    publicJwk,
    sign: (claims, type) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: SIGNATURE_ALGORITHM, kid, typ: type }).sign(key),
  };
}

/** Whole, or not at all; of two processes that make a key at the same time the first one’s stands. */
async function writeNewKey(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair(SIGNATURE_ALGORITHM, { crv: 'Ed25519', extractable: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(temporary);
  }
}
