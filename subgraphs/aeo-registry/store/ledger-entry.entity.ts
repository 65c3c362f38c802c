import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';

/** One question about one operator, written before it was answered; rows are added, chained and never changed. */
@Entity({ name: 'ledger' })
export class LedgerEntryRow {
  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  @Column({ type: 'varchar', name: 'asked_by' })
  by: string;

  @Column({ type: 'varchar', name: 'subject' })
  subject: string;

  @Column({ type: 'varchar', name: 'purpose' })
  purpose: PurposeOfUse;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'asked' })
  asked: string;

  @Column({ type: 'simple-json', name: 'fields' })
  fields: readonly string[];

  @Column({ type: 'varchar', name: 'attestation_id' })
  attestationId: string;

  @Column({ type: 'varchar', name: 'request_id' })
  requestId: string;

  @Column({ type: 'varchar', name: 'previous_hash' })
  previousHash: string;

  @Column({ type: 'varchar', name: 'hash' })
  hash: string;
}
