import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type BackupManifest, filesBelow, flush, hashOf, MANIFEST } from './backup-manifest.ts';

/** The lock of a running start, which is no data. */
const LOCK = 'in-use.sqlite';

/**
 * Copies a data directory while its processes run and write: each database as one instant of it, then keys, trust list and evidence.
 * Databases come first, since evidence is written before the row that names it. Throws where the target is there.
 */
export function backUp(dataDirectory: string, target: string, now: Date): BackupManifest {
  if (existsSync(target)) throw new TypeError(`${target} is there already.`);
  const present = filesBelow(dataDirectory).filter(
    (path) => !/-(?:wal|shm|journal)$/.test(path) && !path.endsWith(LOCK),
  );
  const databases = present.filter((path) => path.endsWith('.sqlite'));
  if (databases.length === 0) throw new TypeError(`There is no database below ${dataDirectory}.`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const path of databases) {
    copyDatabase(join(dataDirectory, path), placeFor(target, path));
  }
  for (const path of filesBelow(dataDirectory)) {
    if (path.includes('.sqlite')) continue;
    copyFileSync(join(dataDirectory, path), placeFor(target, path));
  }
  const files = filesBelow(target).map((path) => {
    chmodSync(join(target, path), 0o600);
    flush(join(target, path));
    return { path, sha256: hashOf(join(target, path)) };
  });
  const manifest = { begunAt: now.toISOString(), files };
  writeFileSync(join(target, MANIFEST), JSON.stringify(manifest, null, 2), { mode: 0o600 });
  flush(join(target, MANIFEST));
  return manifest;
}

/** In one reading transaction: what is written meanwhile is not in the copy, and does not make it begin anew. */
function copyDatabase(from: string, to: string): void {
  const database = new Database(from, { readonly: true, fileMustExist: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

function placeFor(target: string, path: string): string {
  const place = join(target, path);
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  return place;
}
