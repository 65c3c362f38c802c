import { join } from 'node:path';
import type { DatabaseLocation } from '../../subgraphs/runtime/database.ts';
import type { Environment } from './environment.ts';

/** Where the databases of this installation are, by its settings. */
export function databaseLocation({ DATABASE_URL, DATA_DIR, SQLITE_SYNCHRONOUS }: Environment): DatabaseLocation {
  return DATABASE_URL === undefined
    ? { kind: 'sqlite', directory: join(DATA_DIR, 'databases'), synchronous: SQLITE_SYNCHRONOUS }
    : { kind: 'postgres', url: DATABASE_URL };
}
