import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateSecret, importJWK, type JWK } from 'jose';
import { EVIDENCE_ENCRYPTION } from './evidence-vault.ts';

/**
 * The key of the evidence from its file, made at first start and kept apart from the files that it opens.
 * Throws where the file may be read by others: what they can open is not encrypted.
 */
export async function loadEvidenceKey(directory: string): Promise<Uint8Array> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'mutual-assistance-evidence.secret.json');
  if (!existsSync(path)) await writeNewKey(path);
  if ((statSync(path).mode & 0o077) !== 0) throw new TypeError(`${path} can be read by others: chmod 600 it`);
  const key = await importJWK(JSON.parse(readFileSync(path, 'utf8')) as JWK, EVIDENCE_ENCRYPTION);
  if (!(key instanceof Uint8Array)) throw new TypeError(`${path} is no secret key`);
  return key;
}

async function writeNewKey(path: string): Promise<void> {
  const jwk = await exportJWK(await generateSecret(EVIDENCE_ENCRYPTION, { extractable: true }));
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(jwk), { mode: 0o600 });
  renameSync(temporary, path);
}
