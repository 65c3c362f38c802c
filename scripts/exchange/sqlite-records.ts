import Sqlite from 'better-sqlite3';
import { SourceFault, type SourceRecord } from './source-record.ts';

/** Reads the rows of a query from a database of somebody else's, which is opened for reading only; one row at a time. */
export function* sqliteRecords(file: string, query: string): Generator<SourceRecord> {
  const database = openForReading(file);
  try {
    const statement = prepare(database, query);
    let row = 0;
    // Whole numbers as bigint: an identifier of 16 digits or more would otherwise lose its last ones.
    for (const values of statement.safeIntegers().iterate()) {
      row += 1;
      yield { row, values: values as Readonly<Record<string, unknown>> };
    }
  } finally {
    database.close();
  }
}

function openForReading(file: string): Sqlite.Database {
  try {
    return new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new SourceFault(`${file}: ${error instanceof Error ? error.message : 'cannot be opened'}`);
  }
}

function prepare(database: Sqlite.Database, query: string): Sqlite.Statement {
  try {
    const statement = database.prepare(query);
    if (!statement.reader) throw new SourceFault('The query gives no rows.');
    return statement;
  } catch (error) {
    if (error instanceof SourceFault) throw error;
    throw new SourceFault(`The query: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}
