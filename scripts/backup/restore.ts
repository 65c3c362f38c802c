import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { administrationOfSubgraph, RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { readTrustList } from '../../schema/trust/trust-list-file.ts';
import { verifyLog } from '../verify/verify-log.ts';
import { verifyStoredLedger } from '../verify/verify-stored-ledger.ts';
import { flush, readManifest } from './backup-manifest.ts';

/** One database as it came back. */
export interface RestoredStore {
  readonly name: string;
  /** Entries of its chain; null: it has none. */
  readonly entries: number | null;
  /** Empty: whole. */
  readonly faults: readonly string[];
}

/**
 * Puts a backup where nothing is, and verifies what it put there: each file against its hash, each database by SQLite itself,
 * each chain from its first entry against what was signed of it. Throws where the target is in use or the backup is not whole.
 */
export async function restore(backup: string, dataDirectory: string, now: Date): Promise<readonly RestoredStore[]> {
  if (existsSync(dataDirectory) && readdirSync(dataDirectory).length > 0)
    throw new TypeError(`${dataDirectory} is not empty.`);
  const { files } = readManifest(backup);
  for (const { path } of files) {
    const place = join(dataDirectory, path);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    copyFileSync(join(backup, path), place);
    chmodSync(place, 0o600);
    flush(place);
  }
  const databases = files.map(({ path }) => path).filter((path) => path.endsWith('.sqlite'));
  const trustList = join(dataDirectory, 'trust-list.json');
  const stores: RestoredStore[] = [];
  for (const path of databases) stores.push(await verifyStore(join(dataDirectory, path), trustList, now));
  return stores;
}

async function verifyStore(path: string, trustList: string, now: Date): Promise<RestoredStore> {
  const name = basename(path, '.sqlite');
  const unsound = faultsOfFile(path);
  const isLog = name === RECOGNITION_SUBGRAPH;
  if (unsound.length > 0 || !(isLog || administrationOfSubgraph(name))) return { name, entries: null, faults: unsound };
  if (!existsSync(trustList))
    return { name, entries: null, faults: ['there is no trust list to verify its chain with'] };
  const location = { kind: 'sqlite', directory: dirname(path), synchronous: 'FULL' } as const;
  const trust = await readTrustList(trustList);
  const verdict = isLog
    ? await verifyLog(location, { trust, certificates: undefined, now })
    : await verifyStoredLedger(name, location, trust, now);
  return { name, entries: verdict.entries, faults: verdict.faults };
}

function faultsOfFile(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const rows = database.pragma('integrity_check') as { integrity_check: string }[];
    return rows.map((row) => row.integrity_check).filter((said) => said !== 'ok');
  } finally {
    database.close();
  }
}
