import type { RecognitionOutcome } from '../../../schema/contract/recognition.ts';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import type { Database } from '../../runtime/database.ts';
import { CHAIN_START, chainHash } from '../../runtime/hash-chain.ts';
import { ConsultationRow } from './consultation.entity.ts';

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
  readonly receipt: string;
}

/** Rows in one statement: SQLite takes 32,766 parameters at most, PostgreSQL 65,535. */
const ROWS_PER_INSERT = 1_000;

/** Appends the consultations to the log, all or none. */
export function appendConsultations(database: Database, consultations: readonly Consultation[]): Promise<void> {
  return database.write(async (manager) => {
    const last = await manager.findOne(ConsultationRow, { where: {}, order: { sequence: 'DESC' } });
    let { sequence, hash } = last ?? { sequence: 0, hash: CHAIN_START };
    const rows = consultations.map((consultation) => {
      const previousHash = hash;
      sequence += 1;
      hash = chainHash(previousHash, { sequence, ...consultation });
      return { sequence, ...consultation, previousHash, hash };
    });
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await manager.insert(ConsultationRow, rows.slice(start, start + ROWS_PER_INSERT));
    }
  });
}

/** The consultation of that number, if that administration asked. */
export async function findConsultation(
  database: Database,
  number: string,
  askedBy: string,
): Promise<Consultation | undefined> {
  const row = await database.read.findOneBy(ConsultationRow, { number, askedBy });
  if (row === null) return undefined;
  const { askedAt, subject, requestId, tin, receipt } = row;
  return {
    number,
    askedBy,
    askedAt,
    subject,
    requestId,
    tin,
    receipt,
    purpose: row.purpose as PurposeOfUse,
    outcome: row.outcome as RecognitionOutcome,
  };
}
