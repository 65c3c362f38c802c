import { Between, MoreThanOrEqual } from 'typeorm';
import type { Database } from '../../runtime/database.ts';
import { ConsultationRow } from './consultation.entity.ts';
import { LogStampRow } from './log-stamp.entity.ts';

/** A time stamp over a stretch of the log. */
export interface LogStamp {
  readonly first: number;
  readonly sequence: number;
  readonly head: string;
  readonly token: string;
  readonly stampedAt: string;
}

/** A stamp with the hashes of the receipts under it. */
export interface StampWithLeaves extends LogStamp {
  readonly leaves: readonly Buffer[];
}

/** Bytes of a SHA-256. */
const LEAF_BYTES = 32;

/** Keeps a stamp that follows on the one before; false: another replica was first, and nothing is kept. */
export function keepStamp(database: Database, { leaves, ...stamp }: StampWithLeaves): Promise<boolean> {
  return database.write(async (manager) => {
    const last = await manager.findOne(LogStampRow, {
      select: { sequence: true },
      where: {},
      order: { sequence: 'DESC' },
    });
    if ((last?.sequence ?? 0) !== stamp.first - 1) return false;
    await manager.insert(LogStampRow, { ...stamp, leaves: Buffer.concat(leaves).toString('base64') });
    return true;
  });
}

/** The last entry of the log that is stamped; 0: none is. */
export async function lastStamped(database: Database): Promise<number> {
  const last = await database.read.findOne(LogStampRow, {
    select: { sequence: true },
    where: {},
    order: { sequence: 'DESC' },
  });
  return last?.sequence ?? 0;
}

/** The stamp over the entry; undefined: it has none yet. */
export async function findStamp(database: Database, sequence: number): Promise<StampWithLeaves | undefined> {
  const row = await database.read.findOne(LogStampRow, {
    where: { sequence: MoreThanOrEqual(sequence) },
    order: { sequence: 'ASC' },
  });
  if (row === null || row.first > sequence) return undefined;
  const bytes = Buffer.from(row.leaves, 'base64');
  const leaves = Array.from({ length: bytes.length / LEAF_BYTES }, (_, index) =>
    bytes.subarray(index * LEAF_BYTES, (index + 1) * LEAF_BYTES),
  );
  return { ...row, leaves };
}

/** Every stamp, oldest first. */
export function readStamps(database: Database): Promise<readonly LogStamp[]> {
  return database.read.find(LogStampRow, {
    select: { first: true, sequence: true, head: true, token: true, stampedAt: true },
    order: { sequence: 'ASC' },
  });
}

/** The receipts of a stretch of the log in their order, with the hash of its last entry. */
export async function receiptsBetween(
  database: Database,
  first: number,
  last: number,
): Promise<{ readonly receipts: readonly string[]; readonly hash: string | undefined }> {
  const rows = await database.read.find(ConsultationRow, {
    select: { receipt: true, hash: true },
    where: { sequence: Between(first, last) },
    order: { sequence: 'ASC' },
  });
  return { receipts: rows.map(({ receipt }) => receipt), hash: rows.at(-1)?.hash };
}

/** Where a consultation stands in the log, if that administration asked. */
export async function findSequence(database: Database, number: string, askedBy: string): Promise<number | undefined> {
  const row = await database.read.findOne(ConsultationRow, { select: { sequence: true }, where: { number, askedBy } });
  return row?.sequence;
}
