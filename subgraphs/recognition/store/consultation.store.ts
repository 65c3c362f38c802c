import { Between, type EntityManager, MoreThanOrEqual } from 'typeorm';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { RecognitionOutcome } from '../../../schema/contract/recognition.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import type { Database } from '../../runtime/database.ts';
import { CHAIN_START, chainHash } from '../../runtime/hash-chain.ts';
import { insertRows } from '../../runtime/insert-rows.ts';
import { ConsultationRow } from './consultation.entity.ts';
import { LogHeadRow } from './log-head.entity.ts';

/** A question that was asked and answered, with its proof. */
export interface Consultation {
  readonly number: string;
  readonly askedAt: string;
  readonly askedBy: string;
  readonly subject: string;
  readonly purpose: PurposeOfUse;
  readonly requestId: string;
  readonly tin: string;
  readonly outcome: RecognitionOutcome;
  /** The encoded question. */
  readonly question: string;
  /** The statement decided on; null: none was needed or had. */
  readonly attestation: string | null;
  readonly receipt: string;
}

/** A consultation in its place in the log. */
export interface ChainedConsultation extends Consultation {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

const COLUMNS = [
  ...(['sequence', 'number', 'asked_at', 'asked_by', 'subject', 'purpose', 'request_id', 'tin', 'outcome'] as const),
  ...(['question', 'attestation', 'receipt', 'previous_hash', 'hash'] as const),
] as const;

/** Appends the consultations to the log, all or none, and keeps in the same transaction what follows from them. */
export function appendConsultations(
  database: Database,
  consultations: readonly Consultation[],
  keepBeside: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  return database.write(async (manager) => {
    const last = await manager.findOne(ConsultationRow, { where: {}, order: { sequence: 'DESC' } });
    let { sequence, hash } = last ?? { sequence: 0, hash: CHAIN_START };
    const rows = consultations.map((consultation) => {
      const previousHash = hash;
      sequence += 1;
      hash = chainHash(previousHash, { sequence, ...consultation });
      const { askedAt, askedBy, requestId, ...rest } = consultation;
      const columns = { asked_at: askedAt, asked_by: askedBy, request_id: requestId, previous_hash: previousHash };
      return { sequence, ...rest, ...columns, hash };
    });
    await insertRows(manager, 'consultation', COLUMNS, rows);
    await keepBeside(manager);
  });
}

/** The consultation of that number, if that administration asked. */
export async function findConsultation(
  database: Database,
  number: string,
  askedBy: string,
): Promise<Consultation | undefined> {
  const row = await database.read.findOneBy(ConsultationRow, { number, askedBy });
  return row === null ? undefined : consultationOf(row);
}

/** What an administration asked between two instants, oldest first, `limit` at most. */
export async function consultationsBetween(
  database: Database,
  askedBy: string,
  since: string,
  until: string,
  limit: number,
): Promise<Consultation[]> {
  const rows = await database.read.find(ConsultationRow, {
    where: { askedBy, askedAt: Between(since, until) },
    order: { sequence: 'ASC' },
    take: limit,
  });
  return rows.map(consultationOf);
}

/** How many questions of one caller the log has from an instant on; of very many only `enough` are counted. */
export async function countConsultations(
  manager: EntityManager,
  { administration, subject }: Pick<Caller, 'administration' | 'subject'>,
  from: string,
  enough: number,
): Promise<number> {
  const rows = await manager.find(ConsultationRow, {
    select: { sequence: true },
    where: { askedBy: administration, subject, askedAt: MoreThanOrEqual(from) },
    take: enough,
  });
  return rows.length;
}

/** The log from a sequence number on, in its order, `limit` at most: for whoever verifies the chain. */
export async function readLog(database: Database, from: number, limit: number): Promise<ChainedConsultation[]> {
  const rows = await database.read
    .createQueryBuilder(ConsultationRow, 'row')
    .where('row.sequence >= :from', { from })
    .orderBy('row.sequence', 'ASC')
    .take(limit)
    .getMany();
  return rows.map((row) => ({
    ...consultationOf(row),
    sequence: row.sequence,
    previousHash: row.previousHash,
    hash: row.hash,
  }));
}

/** A place in the log. */
export interface LogPosition {
  readonly sequence: number;
  readonly hash: string;
}

/** The one row of the signed head. */
export const LOG_HEAD_ID = 1;

/** Where the log ends now; undefined: it is empty. */
export async function lastPosition(database: Database): Promise<LogPosition | undefined> {
  const last = await database.read.findOne(ConsultationRow, { where: {}, order: { sequence: 'DESC' } });
  return last === null ? undefined : { sequence: last.sequence, hash: last.hash };
}

/** The signed head; undefined: none was signed yet. */
export async function readLogHead(
  database: Database,
): Promise<{ readonly sequence: number; readonly signature: string } | undefined> {
  return (await database.read.findOneBy(LogHeadRow, { id: LOG_HEAD_ID })) ?? undefined;
}

/** The hash that a consultation must have in its place. */
export function expectedHash({ previousHash, hash: _hash, ...entry }: ChainedConsultation): string {
  return chainHash(previousHash, entry);
}

function consultationOf(row: ConsultationRow): Consultation {
  return {
    number: row.number,
    askedAt: row.askedAt,
    askedBy: row.askedBy,
    subject: row.subject,
    purpose: row.purpose as PurposeOfUse,
    requestId: row.requestId,
    tin: row.tin,
    outcome: row.outcome as RecognitionOutcome,
    question: row.question,
    attestation: row.attestation,
    receipt: row.receipt,
  };
}
