import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { type PartyName, SIGNATURE_ALGORITHM } from './trust-list.ts';

/** Signs statements in the name of one party. */
export interface Signer {
  readonly party: PartyName;
  readonly kid: string;
  readonly publicJwk: JWK;
  /** Signs claims as a JWS whose `typ` says what kind of statement it is. */
  sign(claims: object, type: string): Promise<string>;
}

/**
 * The party's key from its file, made at first start.
 * Throws where the file may be read by others: a key that others can read proves nothing.
 */
export async function loadSigner(directory: string, party: PartyName): Promise<Signer> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${party}.private.json`);
  if (!existsSync(path)) await writeNewKey(path);
  if ((statSync(path).mode & 0o077) !== 0) throw new TypeError(`${path} can be read by others: chmod 600 it`);
  const jwk = JSON.parse(readFileSync(path, 'utf8')) as JWK;
  const key = await importJWK(jwk, SIGNATURE_ALGORITHM);
  const kid = await calculateJwkThumbprint(jwk);
  const { d: _private, ...publicJwk } = jwk;
  return createSigner(party, kid, { ...publicJwk, kid, alg: SIGNATURE_ALGORITHM, use: 'sig' }, key);
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

async function writeNewKey(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair(SIGNATURE_ALGORITHM, { crv: 'Ed25519', extractable: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  renameSync(temporary, path);
}
