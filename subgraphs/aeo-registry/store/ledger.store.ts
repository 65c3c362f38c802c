import { type EntityManager, LessThan, MoreThan } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Database } from '../../runtime/database.ts';
import { CHAIN_START, chainHash } from '../../runtime/hash-chain.ts';
import { insertRows } from '../../runtime/insert-rows.ts';
import { chain, type Disclosure, type LedgerEntry, type LedgerHead } from '../domain/disclosure-ledger.ts';
import { LedgerEntryRow } from './ledger-entry.entity.ts';

const LEDGER_COLUMNS = [
  ...(['sequence', 'at', 'asked_by', 'subject', 'purpose', 'tin', 'asked', 'fields'] as const),
  ...(['attestation_id', 'request_id', 'previous_hash', 'hash'] as const),
] as const;

/**
 * Writes what one request of one administration takes out, in one transaction, and gives the entries in the same order.
 * What the request has an entry of already keeps that entry, if `mayStand` allows; otherwise nothing is
 * written and RequestReused is thrown.
 */
export function recordDisclosures(
  database: Database,
  by: AdministrationCode,
  requestId: string,
  disclosures: readonly Disclosure[],
  mayStand: (existing: LedgerEntry, wanted: Disclosure) => boolean,
): Promise<readonly Disclosure[]> {
  return database.write(async (manager) => {
    const rows = await manager.findBy(LedgerEntryRow, { by, requestId });
    const existing = new Map(rows.map((row) => [row.asked, entryOf(row)]));
    for (const wanted of disclosures) {
      const entry = existing.get(wanted.asked);
      if (entry !== undefined && !mayStand(entry, wanted)) throw new RequestReused(requestId);
    }
    const fresh = disclosures.filter(({ asked }) => !existing.has(asked));
    const added = chain(fresh, await readHead(manager), chainHash);
    await insertRows(manager, 'ledger', LEDGER_COLUMNS, added.map(columnsOf));
    return disclosures.map((wanted) => existing.get(wanted.asked) ?? wanted);
  });
}

/** A request id under which something else was asked, or that is too old: one more answer would have no entry of its own. */
export class RequestReused extends Error {
  override readonly name = 'RequestReused';
  constructor(requestId: string) {
    super(`request id ${requestId} was used for another question`);
  }
}

/** The last entry's place and hash. */
export async function readHead(manager: EntityManager): Promise<LedgerHead> {
  const [last] = await manager.query<LedgerHead[]>('SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1');
  return last === undefined ? { sequence: 0, hash: CHAIN_START } : { sequence: last.sequence, hash: last.hash };
}

/** What officers look for in the ledger; bounds of time are instants, `since` included and `until` not. */
export interface LedgerSearch {
  readonly tin: string | undefined;
  readonly to: AdministrationCode | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** False: newest first. */
  readonly oldestFirst: boolean;
  /** The sequence behind which to go on, in that order. */
  readonly after: number | undefined;
}

/** Entries that fit, in the order that is asked for. */
export async function findEntries(
  manager: EntityManager,
  { tin, to, since, until, oldestFirst, after }: LedgerSearch,
  limit: number,
): Promise<readonly LedgerEntry[]> {
  const query = manager.createQueryBuilder(LedgerEntryRow, 'entry');
  if (tin !== undefined) query.andWhere({ tin });
  if (to !== undefined) query.andWhere({ by: to });
  if (since !== undefined) query.andWhere('entry.at >= :since', { since });
  if (until !== undefined) query.andWhere('entry.at < :until', { until });
  if (after !== undefined) query.andWhere({ sequence: oldestFirst ? MoreThan(after) : LessThan(after) });
  const rows = await query
    .orderBy('entry.sequence', oldestFirst ? 'ASC' : 'DESC')
    .limit(limit)
    .getMany();
  return rows.map(entryOf);
}

function entryOf(row: LedgerEntryRow): LedgerEntry {
  const { sequence, at, by, subject, purpose, tin, asked, fields, attestationId, requestId, previousHash, hash } = row;
  return { sequence, at, by, subject, purpose, tin, asked, fields, attestationId, requestId, previousHash, hash };
}

function columnsOf(entry: LedgerEntry): Record<(typeof LEDGER_COLUMNS)[number], string | number> {
  return {
    sequence: entry.sequence,
    at: entry.at,
    asked_by: entry.by,
    subject: entry.subject,
    purpose: entry.purpose,
    tin: entry.tin,
    asked: entry.asked,
    fields: JSON.stringify(entry.fields),
    attestation_id: entry.attestationId,
    request_id: entry.requestId,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}
