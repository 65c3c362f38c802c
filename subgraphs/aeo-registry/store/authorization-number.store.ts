import type { EntityManager } from 'typeorm';
import { AuthorizationRow } from './authorization.entity.ts';

/** Digits behind the prefix: as many as a year's decisions may need, so that numbers sort as they were given. */
const DIGITS = 6;

/** The next free number behind the prefix. Within the transaction that writes it nobody else can take it. */
export async function nextAuthorizationNumber(manager: EntityManager, prefix: string): Promise<string> {
  const row = await manager
    .createQueryBuilder(AuthorizationRow, 'held')
    .select('MAX(held.number)', 'last')
    .where('held.number LIKE :pattern', { pattern: `${prefix}${'_'.repeat(DIGITS)}` })
    .getRawOne<{ last: string | null }>();
  const last = Number(row?.last?.slice(prefix.length) ?? 0);
  return `${prefix}${String((Number.isFinite(last) ? last : 0) + 1).padStart(DIGITS, '0')}`;
}
