import { type Database, type DatabaseLocation, openDatabase } from '../../runtime/database.ts';
import { AuthorizationRow } from './authorization.entity.ts';
import { ConsentRow } from './consent.entity.ts';
import { Initial1764000000000 } from './initial.migration.ts';
import { LedgerEntryRow } from './ledger-entry.entity.ts';
import { OperatorRow } from './operator.entity.ts';
import { StatusEventRow } from './status-event.entity.ts';
import { ValidationRow } from './validation.entity.ts';

/** Opens the database of one registry; `name` is its subgraph's. */
export function openRegistryDatabase(name: string, location: DatabaseLocation): Promise<Database> {
  return openDatabase(
    {
      name,
      entities: [OperatorRow, AuthorizationRow, StatusEventRow, ValidationRow, ConsentRow, LedgerEntryRow],
      migrations: [Initial1764000000000],
    },
    location,
  );
}
