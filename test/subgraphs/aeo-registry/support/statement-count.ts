import type { EntityManager, Logger } from 'typeorm';
import type { Database } from '../../../../subgraphs/runtime/database.ts';

/** The statements that a database runs, from when counting began. */
export interface StatementCount {
  readonly reads: string[];
  readonly writes: string[];
}

/** Listens to both connections of a database. */
export async function countStatements(database: Database): Promise<StatementCount> {
  const reads: string[] = [];
  const writes: string[] = [];
  listen(database.read, reads);
  await database.write(async (manager) => listen(manager, writes));
  reads.length = 0;
  writes.length = 0;
  return { reads, writes };
}

function listen(manager: EntityManager, statements: string[]): void {
  const nothing = () => undefined;
  const logger: Logger = {
    logQuery: (query) => statements.push(query),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  Object.assign(manager.connection, { logger });
}
