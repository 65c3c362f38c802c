import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { algorithmOf } from './key-algorithm.ts';
import { KeyFault } from './key-fault.ts';
import type { KeyStore, PrivateKey } from './key-store.ts';
import { newPrivateKey } from './new-private-key.ts';
import type { PartyName } from './trust-list.ts';

/** True if a private key of the party stands in the directory: it signs here, and not elsewhere. */
export function hasKey(directory: string, party: PartyName): boolean {
  return keyFiles(directory, party).length > 0;
}

/**
 * Keys in files that their owner alone can read: `<party>.private.json` the first, `<party>.<thumbprint>.private.json`
 * those made later. A file that others can read is refused, since a key that others can read proves nothing.
 */
export function createFileKeyStore(directory: string): KeyStore {
  return {
    place: directory,
    load: (party) => Promise.all(keyFiles(directory, party).map((name) => readKey(join(directory, name)))),
    async create(party) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const jwk = newPrivateKey('Ed25519');
      const first = join(directory, `${party}.private.json`);
      const path = hasKey(directory, party)
        ? join(directory, `${party}.${await calculateJwkThumbprint(jwk)}.private.json`)
        : first;
      writeNew(path, JSON.stringify(jwk));
      return readKey(path);
    },
  };
}

function keyFiles(directory: string, party: PartyName): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter(
    (name) => name.startsWith(`${party}.`) && /^(?:[\w-]{43}\.)?private\.json$/.test(name.slice(party.length + 1)),
  );
}

async function readKey(path: string): Promise<PrivateKey> {
  if ((statSync(path).mode & 0o077) !== 0) throw new KeyFault(`${path} can be read by others: chmod 600 it.`);
  try {
    const key = createPrivateKey({ key: JSON.parse(readFileSync(path, 'utf8')), format: 'jwk' });
    const jwk = createPublicKey(key).export({ format: 'jwk' }) as JWK;
    const kid = await calculateJwkThumbprint(jwk);
    return { kid, publicJwk: { ...jwk, kid, alg: algorithmOf(jwk), use: 'sig' }, sign: signWith(key, jwk) };
  } catch (cause) {
    throw new KeyFault(`${path} holds no private key that can be used: put back the one that was there.`, { cause });
  }
}

/** On this thread: a signature takes less of it than to hand the work over would (docs/decisions/0006-proof-cost.md). */
function signWith(key: KeyObject, jwk: JWK): PrivateKey['sign'] {
  const digest = algorithmOf(jwk) === 'ES256' ? 'sha256' : null;
  return async (bytes) => sign(digest, bytes, { key, dsaEncoding: 'ieee-p1363' });
}

/** Whole, or not at all; of two processes that make a key at the same time the first one’s stands. */
function writeNew(path: string, text: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(temporary);
  }
}
