import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { AskedInWindow, EnumerationAlert } from '../domain/enumeration.ts';
import { EnumerationAlertRow } from './enumeration-alert.entity.ts';
import { LedgerEntryRow } from './ledger-entry.entity.ts';

/** Who is counted for itself: a person or program of one administration. */
export type Asker = Pick<Caller, 'administration' | 'subject'>;

/**
 * What a caller has in the ledger from an instant on. Identifiers in `asking`, that are about to be asked in vain, are
 * not counted; the `newest` are named.
 */
export async function countAsked(
  manager: EntityManager,
  asker: Asker,
  from: string,
  asking: readonly string[],
  newest: number,
): Promise<Omit<AskedInWindow, 'questions'>> {
  const inVain = () =>
    entriesOf(manager, asker, from)
      // Word by word the condition of the index `ledger_unanswered`.
      .andWhere("entry.fields = '[]'")
      .andWhere('entry.asked NOT IN (:...asking)', { asking });
  const counted = await inVain().select('COUNT(DISTINCT entry.asked)', 'count').getRawOne<{ count: number | string }>();
  const latest = await inVain()
    .select('entry.asked', 'asked')
    .orderBy('entry.at', 'DESC')
    .limit(newest)
    .getRawMany<{ asked: string }>();
  return { unanswered: Number(counted?.count ?? 0), newest: latest.map(({ asked }) => asked) };
}

/** How many questions a caller has in the ledger from an instant on; of very many only `enough` are counted. */
export async function countQuestions(
  manager: EntityManager,
  asker: Asker,
  from: string,
  enough: number,
): Promise<number> {
  const rows = await entriesOf(manager, asker, from).select('1', 'one').limit(enough).getRawMany();
  return rows.length;
}

function entriesOf(manager: EntityManager, { administration, subject }: Asker, from: string) {
  return manager
    .createQueryBuilder(LedgerEntryRow, 'entry')
    .where('entry.by = :administration AND entry.subject = :subject AND entry.at >= :from', {
      administration,
      subject,
      from,
    });
}

/** The newest alert about a caller; undefined: there was none. */
export async function findLastAlert(
  manager: EntityManager,
  { administration, subject }: Asker,
): Promise<EnumerationAlert | undefined> {
  const [row] = await manager.find(EnumerationAlertRow, {
    where: { asking: administration, subject },
    order: { since: 'DESC' },
    take: 1,
  });
  return row === undefined ? undefined : alertOf(row);
}

/** Newest first. */
export async function findAlerts(manager: EntityManager, limit: number): Promise<readonly EnumerationAlert[]> {
  const rows = await manager.find(EnumerationAlertRow, { order: { since: 'DESC', id: 'ASC' }, take: limit });
  return rows.map(alertOf);
}

/** Writes an alert, where no other is in force about that caller: another request may have been first. */
export async function insertAlert(manager: EntityManager, alert: EnumerationAlert): Promise<boolean> {
  const last = await findLastAlert(manager, { administration: alert.asking, subject: alert.subject });
  if (last !== undefined && last.until > alert.since) return false;
  await manager.insert(EnumerationAlertRow, { ...alert });
  return true;
}

/** Ends an alert at an instant. Gives undefined where there is none of that identifier, false where it is over. */
export async function endAlert(
  manager: EntityManager,
  id: string,
  { at, by, why }: { readonly at: string; readonly by: string; readonly why: string },
): Promise<EnumerationAlert | false | undefined> {
  const row = await manager.findOneBy(EnumerationAlertRow, { id });
  if (row === null) return undefined;
  if (row.until <= at) return false;
  const lifted = { until: at, liftedBy: by, liftedWhy: why };
  await manager.update(EnumerationAlertRow, { id }, lifted);
  return { ...alertOf(row), ...lifted };
}

function alertOf(row: EnumerationAlertRow): EnumerationAlert {
  const { id, asking, subject, rule, unanswered, questions, since, until, liftedBy, liftedWhy } = row;
  return { id, asking, subject, rule, unanswered, questions, since, until, liftedBy, liftedWhy };
}
