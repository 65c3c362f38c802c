import { type EntityManager, In } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { insertRows } from '../../runtime/insert-rows.ts';
import { FollowedOperatorRow } from './change.entities.ts';

/** An operator that an administration follows. */
export interface Followed {
  readonly tin: string;
  /** True: it is watched. False: it was asked about. */
  readonly watched: boolean;
}

/** Operators that are looked up by one statement. */
const TINS_PER_STATEMENT = 1_000;

/** Who follows each of the TINs. */
export async function findFollowers(
  manager: EntityManager,
  tins: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<AdministrationCode>>> {
  const followers = new Map<string, Set<AdministrationCode>>();
  const { driver } = manager.connection;
  const different = [...new Set(tins)];
  for (let start = 0; start < different.length; start += TINS_PER_STATEMENT) {
    const part = different.slice(start, start + TINS_PER_STATEMENT);
    const marks = part.map((_tin, index) => driver.createParameter('tin', index)).join(', ');
    const rows: { readonly administration: AdministrationCode; readonly tin: string }[] = await manager.query(
      `SELECT "administration", "tin" FROM "followed_operator" WHERE "tin" IN (${marks})`,
      part,
    );
    for (const { administration, tin } of rows) {
      const present = followers.get(tin);
      if (present === undefined) followers.set(tin, new Set([administration]));
      else present.add(administration);
    }
  }
  return followers;
}

/** Those of the TINs that the administration follows for that reason. */
export async function findFollowed(
  manager: EntityManager,
  administration: AdministrationCode,
  why: FollowedOperatorRow['why'],
  tins: readonly string[],
): Promise<ReadonlySet<string>> {
  const { driver } = manager.connection;
  const followed = new Set<string>();
  for (let start = 0; start < tins.length; start += TINS_PER_STATEMENT) {
    const part = tins.slice(start, start + TINS_PER_STATEMENT);
    const marks = part.map((_tin, index) => driver.createParameter('tin', index + 2)).join(', ');
    const rows: { readonly tin: string }[] = await manager.query(
      `SELECT "tin" FROM "followed_operator" WHERE "administration" = ${driver.createParameter('value', 0)}
        AND "why" = ${driver.createParameter('value', 1)} AND "tin" IN (${marks})`,
      [administration, why, ...part],
    );
    for (const { tin } of rows) followed.add(tin);
  }
  return followed;
}

/** Follows operators from now on; one that is followed for that reason already stays. */
export function follow(
  manager: EntityManager,
  administration: AdministrationCode,
  why: FollowedOperatorRow['why'],
  tins: readonly string[],
): Promise<void> {
  const rows = tins.map((tin) => ({ administration, tin, why }));
  return insertRows(manager, 'followed_operator', ['administration', 'tin', 'why'], rows, 'PASS_OVER');
}

/** Watches the operators no longer; what was asked about is followed still. */
export async function unwatch(
  manager: EntityManager,
  administration: AdministrationCode,
  tins: readonly string[],
): Promise<void> {
  await manager.delete(FollowedOperatorRow, { administration, why: 'WATCHED', tin: In([...tins]) });
}

/** How many operators the administration watches. */
export function countWatched(manager: EntityManager, administration: AdministrationCode): Promise<number> {
  return manager.countBy(FollowedOperatorRow, { administration, why: 'WATCHED' });
}

/** The operators that an administration follows, behind a TIN, in order of TIN. */
export async function readFollowed(
  manager: EntityManager,
  administration: AdministrationCode,
  after: string,
  limit: number,
): Promise<readonly Followed[]> {
  const { driver } = manager.connection;
  const rows: { readonly tin: string; readonly why: string }[] = await manager.query(
    `SELECT "tin", MAX("why") AS "why" FROM "followed_operator" WHERE "administration" = ${driver.createParameter('value', 0)}
      AND "tin" > ${driver.createParameter('value', 1)} GROUP BY "tin" ORDER BY "tin" LIMIT ${driver.createParameter('value', 2)}`,
    [administration, after, limit],
  );
  // Of ASKED and WATCHED the latter is the greater.
  return rows.map(({ tin, why }) => ({ tin, watched: why === 'WATCHED' }));
}
