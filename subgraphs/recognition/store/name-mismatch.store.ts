import { type EntityManager, In, MoreThanOrEqual } from 'typeorm';
import type { NameMismatch } from '../domain/piggybacking.ts';
import { NameMismatchRow } from './name-mismatch.entity.ts';

/** Rows that are read at most; the home registry was told long before. */
const MAXIMUM_READ = 1_000;

/** What was declared with the TINs from an instant on, newest first. */
export async function findMismatches(
  manager: EntityManager,
  tins: readonly string[],
  from: string,
): Promise<readonly NameMismatch[]> {
  const rows = await manager.find(NameMismatchRow, {
    where: { tin: In([...new Set(tins)]), at: MoreThanOrEqual(from) },
    order: { at: 'DESC' },
    take: MAXIMUM_READ,
  });
  return rows.map((row) => ({ ...row }));
}

/** TINs of which the home registry was told from an instant on. */
export async function findTold(
  manager: EntityManager,
  tins: readonly string[],
  from: string,
): Promise<ReadonlySet<string>> {
  const rows = await manager.findBy(NameMismatchRow, {
    tin: In([...new Set(tins)]),
    at: MoreThanOrEqual(from),
    told: true,
  });
  return new Set(rows.map(({ tin }) => tin));
}

/** Keeps what was declared; to be called inside a transaction. */
export async function insertMismatches(manager: EntityManager, mismatches: readonly NameMismatch[]): Promise<void> {
  // Seven parameters a row: 1,000 questions stay within what SQLite takes.
  await manager.insert(
    NameMismatchRow,
    mismatches.map((mismatch) => ({ ...mismatch })),
  );
}
