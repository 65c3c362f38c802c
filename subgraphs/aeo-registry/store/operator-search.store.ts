import type { EntityManager } from 'typeorm';
import type { AuthorizationStatus } from '../../../schema/contract/vocabulary.ts';
import { AuthorizationRow } from './authorization.entity.ts';
import { OperatorRow } from './operator.entity.ts';
import { searchTextOf } from './operator-mapping.ts';
import { StatusEventRow } from './status-event.entity.ts';

/** What officers look for. */
export interface OperatorSearch {
  /** This operator alone; undefined: all. */
  readonly only: string | undefined;
  /** Part of a TIN or name. */
  readonly search: string | undefined;
  /** A status that one of the authorizations may have: narrows by what is stored, since the status itself is derived. */
  readonly status: AuthorizationStatus | undefined;
  /** The TIN after which to go on. */
  readonly after: string | undefined;
}

/** TINs of operators that may fit, in order of TIN. `today` is the date at the administration. */
export async function findTins(
  manager: EntityManager,
  { only, search, status, after }: OperatorSearch,
  today: string,
  limit: number,
): Promise<readonly string[]> {
  const query = manager.createQueryBuilder(OperatorRow, 'operator').select('operator.tin', 'tin');
  if (only !== undefined) query.andWhere('operator.tin = :only', { only });
  if (after !== undefined) query.andWhere('operator.tin > :after', { after });
  if (search !== undefined) {
    query.andWhere("operator.searchText LIKE :pattern ESCAPE '!'", { pattern: `%${escaped(searchTextOf(search))}%` });
  }
  if (status === 'EXPIRED') {
    const expired = manager
      .createQueryBuilder(AuthorizationRow, 'held')
      .select('held.tin')
      .where('held.validTo < :today');
    query.andWhere(`operator.tin IN (${expired.getQuery()})`, { today });
  } else if (status !== undefined) {
    const decided = manager
      .createQueryBuilder(StatusEventRow, 'event')
      .select('event.tin')
      .where('event.status = :status');
    query.andWhere(`operator.tin IN (${decided.getQuery()})`, { status });
  }
  const rows = await query.orderBy('operator.tin', 'ASC').limit(limit).getRawMany<{ tin: string }>();
  return rows.map((row) => row.tin);
}

function escaped(text: string): string {
  return text.replaceAll(/[!%_]/g, (character) => `!${character}`);
}
