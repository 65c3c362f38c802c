import type { EntityManager } from 'typeorm';
import type { LedgerHead, LedgerSeal } from '../domain/disclosure-ledger.ts';
import { LedgerEntryRow } from './ledger-entry.entity.ts';
import { LedgerSealRow } from './ledger-seal.entity.ts';

/** The newest seal; undefined: none was set yet. */
export async function findLastSeal(manager: EntityManager): Promise<LedgerSeal | undefined> {
  const [row] = await manager.find(LedgerSealRow, { order: { day: 'DESC' }, take: 1 });
  return row === undefined ? undefined : sealOf(row);
}

/** Seals of the days from `from` to `until`, both included; undefined: without bound. Oldest first. */
export async function findSeals(
  manager: EntityManager,
  from: string | undefined,
  until: string | undefined,
  limit: number,
): Promise<readonly LedgerSeal[]> {
  const query = manager.createQueryBuilder(LedgerSealRow, 'seal');
  if (from !== undefined) query.andWhere('seal.day >= :from', { from });
  if (until !== undefined) query.andWhere('seal.day <= :until', { until });
  const rows = await query.orderBy('seal.day', 'ASC').limit(limit).getMany();
  return rows.map(sealOf);
}

/** The place and hash of the last entry before an instant; undefined: there is none. */
export async function findHeadBefore(manager: EntityManager, instant: string): Promise<LedgerHead | undefined> {
  const row = await manager
    .createQueryBuilder(LedgerEntryRow, 'entry')
    .where('entry.at < :instant', { instant })
    .orderBy('entry.at', 'DESC')
    .addOrderBy('entry.sequence', 'DESC')
    .limit(1)
    .getOne();
  return row === null ? undefined : { sequence: row.sequence, hash: row.hash };
}

/** True if the ledger still has the entry that a seal names. */
export async function hasEntry(manager: EntityManager, { sequence, hash }: LedgerHead): Promise<boolean> {
  return (await manager.countBy(LedgerEntryRow, { sequence, hash })) === 1;
}

/** Writes a seal where that day, or a later one, has none yet: another process of this registry may have been first. */
export async function insertSeal(manager: EntityManager, seal: LedgerSeal): Promise<void> {
  const last = await findLastSeal(manager);
  if (last !== undefined && last.day >= seal.day) return;
  await manager.insert(LedgerSealRow, { ...seal });
}

function sealOf({ day, sequence, hash, signature }: LedgerSealRow): LedgerSeal {
  return { day, sequence, hash, signature };
}
