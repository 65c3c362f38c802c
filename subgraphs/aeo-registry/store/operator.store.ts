import { type EntityManager, In } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { OperatorChange } from '../domain/operator-change.ts';
import type { ConsentEntry, RegisteredOperator } from '../domain/registered-operator.ts';
import { AliasRow } from './alias.entity.ts';
import { AuthorizationRow } from './authorization.entity.ts';
import { ConsentRow } from './consent.entity.ts';
import { OperatorRow } from './operator.entity.ts';
import { operatorRowOf, operatorsOf } from './operator-mapping.ts';
import { rowsOfTins } from './rows-of-tins.ts';
import { StatusEventRow } from './status-event.entity.ts';
import { ValidationRow } from './validation.entity.ts';

/** Rows in one statement: SQLite takes 32,766 parameters at most, PostgreSQL 65,535. */
const ROWS_PER_INSERT = 1_000;

/** The operators of up to 1,000 TINs with all that belongs to them, by TIN: six statements however many there are. */
export async function findOperators(
  manager: EntityManager,
  tins: readonly string[],
): Promise<ReadonlyMap<string, RegisteredOperator>> {
  if (tins.length === 0) return new Map();
  const operators = await rowsOfTins(manager, OperatorRow, tins);
  const authorizations = await rowsOfTins(manager, AuthorizationRow, tins);
  const events = await rowsOfTins(manager, StatusEventRow, tins);
  const validations = await rowsOfTins(manager, ValidationRow, tins);
  const consents = await rowsOfTins(manager, ConsentRow, tins);
  const aliases = await rowsOfTins(manager, AliasRow, tins);
  return operatorsOf({ operators, authorizations, events, validations, consents, aliases });
}

/**
 * The consents to one destination that are in force at an instant, of the operators of up to 1,000 TINs, by TIN; nothing where
 * there is none or no operator. The statement itself passes over what was withdrawn or holds later: an entry that is read
 * only to find that it does not count takes time that an operator which does not exist does not take.
 */
export async function findConsentsTo(
  manager: EntityManager,
  destination: AdministrationCode,
  tins: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly ConsentEntry[]>> {
  const { driver } = manager.connection;
  const mark = (index: number) => driver.createParameter('value', index);
  const instant = now.toISOString();
  const found: (ConsentEntry & { readonly tin: string })[] = await manager.query(
    `SELECT "tin", "sequence", "destination", "since", "evidence", "recorded_by" AS "recordedBy" FROM "consent" "one"
      WHERE "destination" = ${mark(0)} AND "since" <= ${mark(1)} AND "given"
      AND NOT EXISTS (SELECT 1 FROM "consent" "later" WHERE "later"."tin" = "one"."tin" AND "later"."sequence" > "one"."sequence"
        AND "later"."destination" = ${mark(2)} AND "later"."since" <= ${mark(3)})
      AND "tin" IN (${tins.map((_tin, index) => mark(index + 4)).join(', ')})`,
    [destination, instant, destination, instant, ...tins],
  );
  return new Map(found.map(({ tin, ...entry }) => [tin, [{ ...entry, given: true }]]));
}

/** The TINs of those who hold authorizations of up to 1,000 numbers, by number. */
export async function findHolders(
  manager: EntityManager,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.find(AuthorizationRow, { where: { number: In([...numbers]) } });
  return new Map(rows.map((row) => [row.number, row.tin]));
}

export async function hasOperators(manager: EntityManager): Promise<boolean> {
  return (await manager.findOne(OperatorRow, { where: {}, select: { tin: true } })) !== null;
}

/** Writes the changes; false where an operator's version is no longer the one that its change was decided on. */
export async function writeChanges(manager: EntityManager, changes: readonly OperatorChange[]): Promise<boolean> {
  const isNew = ({ before }: OperatorChange) => before === undefined;
  for (const change of changes) if (!isNew(change) && !(await updateOperator(manager, change))) return false;
  const insert = inserterOf(manager);
  await insert(
    OperatorRow,
    changes.filter(isNew).map(({ operator }) => operatorRowOf(operator)),
  );
  await insert(
    AuthorizationRow,
    changes.flatMap((change) => authorizationRowsOf(change, true)),
  );
  await insert(StatusEventRow, changes.flatMap(statusEventRowsOf));
  await insert(ValidationRow, changes.flatMap(validationRowsOf));
  await insert(
    ConsentRow,
    changes.flatMap(({ operator: { tin }, consents }) => consents.map((entry) => ({ tin, ...entry }))),
  );
  await insert(
    AliasRow,
    changes.flatMap(({ operator: { tin }, aliases }) => aliases.map((alias) => ({ tin, ...alias }))),
  );
  return true;
}

async function updateOperator(manager: EntityManager, change: OperatorChange): Promise<boolean> {
  const { tin, ...columns } = operatorRowOf(change.operator);
  const version = change.before?.version ?? 0;
  const { affected } = await manager.update(OperatorRow, { tin, version }, columns);
  if (affected !== 1) return false;
  for (const { number, ...row } of authorizationRowsOf(change, false)) {
    await manager.update(AuthorizationRow, { number, tin }, row);
  }
  return true;
}

function authorizationRowsOf(
  { operator: { tin }, authorizations }: OperatorChange,
  isNew: boolean,
): AuthorizationRow[] {
  return authorizations
    .filter((change) => change.isNew === isNew)
    .map(({ authorization: { number, type, roles, validFrom, validTo, decidedBy, legalBasis, terms } }) => ({
      number,
      tin,
      type,
      roles,
      validFrom,
      validTo,
      decidedBy,
      legalBasis,
      terms,
    }));
}

function statusEventRowsOf({ operator: { tin }, authorizations }: OperatorChange): StatusEventRow[] {
  return authorizations.flatMap(({ authorization: { number }, events }) =>
    events.map(({ correction, ...event }) => ({
      ...{ authorizationNumber: number, tin, ...event },
      ...{ corrects: correction?.of ?? null, annuls: correction?.annuls ?? false },
      legalBasis: correction?.legalBasis ?? null,
    })),
  );
}

function validationRowsOf({ operator: { tin }, authorizations }: OperatorChange): ValidationRow[] {
  return authorizations.flatMap(({ authorization: { number }, validations }) =>
    validations.map(({ assistance = null, evidence = null, ...validation }) => ({
      ...{ authorizationNumber: number, tin, ...validation },
      ...{ assistance, evidence },
    })),
  );
}

function inserterOf(manager: EntityManager) {
  return async <Row extends object>(entity: new () => Row, rows: readonly Row[]): Promise<void> => {
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await manager
        .createQueryBuilder()
        .insert()
        .into(entity)
        .values(rows.slice(start, start + ROWS_PER_INSERT) as never)
        .updateEntity(false)
        .execute();
    }
  };
}
