import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** The data directory cannot be had; the message says why. */
export class DataDirectoryFault extends Error {
  override readonly name = 'DataDirectoryFault';
}

/** Kept in reach, or the collector of garbage would let go of the lock. */
const claims = new Set<Database.Database>();

/**
 * Makes the directory, and keeps every other start out of it for as long as this process lives. The lock is one of the
 * operating system on a file that SQLite holds: it ends with the process, whatever way that ends, so nothing is left to
 * clear away after a crash.
 */
export function claimDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    const lock = new Database(join(directory, 'in-use.sqlite'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    claims.add(lock);
  } catch (cause) {
    const code = codeOf(cause);
    const why = code === 'SQLITE_BUSY' ? 'is in use by another start' : `cannot be written (${code})`;
    throw new DataDirectoryFault(`DATA_DIR: ${directory} ${why}.`, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
}
