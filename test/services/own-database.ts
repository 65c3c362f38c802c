import pg from 'pg';

/** A database of its own on the test server, for one test file. */
export interface OwnDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes it; `name` has to be one of its kind among the test files. */
export async function createOwnDatabase(name: string): Promise<OwnDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new TypeError('TEST_DATABASE_URL names the PostgreSQL server for this lane');
  const database = `aeo_test_${name}_${process.pid}`;
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await onServer(`CREATE DATABASE ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE ${database} WITH (FORCE)`) };
}
