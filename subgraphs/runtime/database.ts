import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  DataSource,
  type DataSourceOptions,
  type EntityManager,
  type MigrationInterface,
  type MixedList,
} from 'typeorm';
import { UsedOnce1764000009000 } from './used-once.migration.ts';

/** Where the databases of this installation are. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly directory: string; readonly synchronous: 'NORMAL' | 'FULL' }
  | { readonly kind: 'postgres'; readonly url: string };

export interface DatabaseDefinition {
  /** Names the SQLite file, or the PostgreSQL schema. */
  readonly name: string;
  readonly entities: MixedList<new () => object>;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** One subgraph's own database. */
export interface Database {
  /** For reading. Sees what is committed and nothing else. */
  readonly read: EntityManager;
  /**
   * Runs the work in one transaction, one after another. Inside, await nothing but the manager that is given, and use
   * `insert`, `update`, `delete` or a query builder: `save` would open a transaction of its own.
   */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Calls back after each transaction that this process has committed. */
  afterWrite(listener: () => void): void;
  /** True where other processes may stand on the same database. */
  readonly sharedByReplicas: boolean;
  close(): Promise<void>;
}

/** Connections of one subgraph: nineteen of them stay within PostgreSQL's default of 100. */
const POSTGRES_CONNECTIONS = 4;

/** Opens the database and brings it to the newest migration. */
export function openDatabase(definition: DatabaseDefinition, location: DatabaseLocation): Promise<Database> {
  return location.kind === 'sqlite' ? openSqlite(definition, location) : openPostgres(definition, location.url);
}

/**
 * SQLite: one writing connection behind a queue, one reading connection. TypeORM has neither a queue nor more than one
 * connection here, so overlapping transactions on one DataSource would fall into each other and lose committed rows.
 */
async function openSqlite(
  { name, entities, migrations }: DatabaseDefinition,
  { directory, synchronous }: Extract<DatabaseLocation, { kind: 'sqlite' }>,
): Promise<Database> {
  mkdirSync(directory, { recursive: true });
  const shared = { type: 'better-sqlite3', database: join(directory, `${name}.sqlite`), entities } as const;
  const writing = await new DataSource({
    ...shared,
    migrations: [...migrations],
    migrationsRun: true,
    enableWAL: true,
    prepareDatabase: (database: { pragma(text: string): void }) => database.pragma(`synchronous = ${synchronous}`),
  }).initialize();
  const reading = await new DataSource({ ...shared, readonly: true }).initialize();
  const runner = writing.createQueryRunner();
  const listeners: (() => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    await runner.query('BEGIN IMMEDIATE');
    try {
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      for (const told of listeners) told();
      return result;
    } catch (error) {
      await runner.query('ROLLBACK');
      throw error;
    }
  }

  return {
    read: reading.manager,
    sharedByReplicas: false,
    write(work) {
      const result = last.then(() => inTransaction(work));
      last = result.catch(() => undefined);
      return result;
    },
    afterWrite: (listener) => void listeners.push(listener),
    async close() {
      await last;
      await reading.destroy();
      await writing.destroy();
    },
  };
}

/** PostgreSQL: a schema for each subgraph; writers take one lock, so that both engines order writes alike (hash chains need it). */
async function openPostgres({ name, entities, migrations }: DatabaseDefinition, url: string): Promise<Database> {
  const schema = name.toLowerCase().replaceAll('-', '_');
  await createPostgresSchema(url, schema);
  const options: DataSourceOptions = {
    type: 'postgres',
    url,
    extra: { options: `-c search_path=${schema}`, max: POSTGRES_CONNECTIONS },
    entities,
    migrations: [...migrations, UsedOnce1764000009000],
    migrationsRun: true,
  };
  const source = await new DataSource(options).initialize();
  const listeners: (() => void)[] = [];
  return {
    read: source.manager,
    sharedByReplicas: true,
    async write(work) {
      const result = await source.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock(hashtext(current_schema()))');
        return work(manager);
      });
      for (const told of listeners) told();
      return result;
    },
    afterWrite: (listener) => void listeners.push(listener),
    close: () => source.destroy(),
  };
}

async function createPostgresSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
  } finally {
    await client.end();
  }
}
