import type { EntityManager } from 'typeorm';

/** Rows in one statement: SQLite takes 32,766 parameters at most, PostgreSQL 65,535. */
const ROWS_PER_INSERT = 1_000;

/**
 * Inserts rows of plain values by one prepared statement for each thousand. The query builder writes numbers into the
 * text, so that no statement is ever prepared twice, and takes ten times as long: too much before every answer.
 * `present`: what becomes of a row whose key is there already; PASS_OVER leaves the one that is there.
 */
export async function insertRows<Column extends string>(
  manager: EntityManager,
  table: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string | number | null>>[],
  present: 'REFUSE' | 'PASS_OVER' = 'REFUSE',
): Promise<void> {
  const { driver } = manager.connection;
  const head = `INSERT INTO ${driver.escape(table)} (${columns.map((column) => driver.escape(column)).join(', ')}) VALUES `;
  const tail = present === 'PASS_OVER' ? ' ON CONFLICT DO NOTHING' : '';
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const part = rows.slice(start, start + ROWS_PER_INSERT);
    const values: (string | number | null)[] = [];
    const groups = part.map((row) => {
      const marks = columns.map((column) => {
        values.push(row[column]);
        return driver.createParameter(column, values.length - 1);
      });
      return `(${marks.join(', ')})`;
    });
    await manager.query(head + groups.join(', ') + tail, values);
  }
}
