import type { EntityManager } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import { isValidAt } from '../domain/alias.ts';
import type { Alias } from '../domain/registered-operator.ts';
import { AliasRow } from './alias.entity.ts';
import { OperatorRow } from './operator.entity.ts';
import { aliasOf } from './operator-mapping.ts';

interface FoundAlias {
  readonly value: string;
  readonly tin: string;
  readonly valid_from: string;
  readonly valid_until: string | null;
}

/**
 * The TINs that up to 1,000 identifiers stand for toward one destination at an instant, by identifier; what is a
 * registered TIN stands for itself, and is not there. One statement, the same whatever is found: it is made before
 * every answer, of the operators that are withheld and of those that do not exist alike.
 */
export async function findTinsOfAliases(
  manager: EntityManager,
  destination: AdministrationCode,
  values: readonly string[],
  instant: Date,
  timeZone: string,
): Promise<ReadonlyMap<string, Tin>> {
  if (values.length === 0) return new Map();
  const { driver } = manager.connection;
  const marks = values.map((_value, index) => driver.createParameter('value', index + 1)).join(', ');
  const found: FoundAlias[] = await manager.query(
    `SELECT "value", "tin", "valid_from", "valid_until" FROM "alias" WHERE "destination" = ${driver.createParameter('destination', 0)}
      AND "value" IN (${marks}) AND NOT EXISTS (SELECT 1 FROM "operator" WHERE "operator"."tin" = "alias"."value")`,
    [destination, ...values],
  );
  return new Map(
    found
      .filter((row) => isValidAt({ from: row.valid_from, until: row.valid_until }, instant, timeZone))
      .map(({ value, tin }) => [value, tin as Tin]),
  );
}

/** Every alias of that value toward the destination, whosever and whenever. */
export async function findAliases(
  manager: EntityManager,
  destination: AdministrationCode,
  value: string,
): Promise<readonly Alias[]> {
  return (await manager.findBy(AliasRow, { destination, value })).map(aliasOf);
}

/** True if an operator of this registry has that TIN. */
export async function isRegistered(manager: EntityManager, tin: string): Promise<boolean> {
  return (await manager.findOne(OperatorRow, { where: { tin }, select: { tin: true } })) !== null;
}
