import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One question that was asked and answered: append-only, each row chained to the one before. */
@Entity({ name: 'consultation' })
export class ConsultationRow {
  @PrimaryColumn({ type: 'integer' })
  sequence: number;

  @Column({ type: 'varchar', name: 'number' })
  number: string;

  @Column({ type: 'varchar', name: 'asked_at' })
  askedAt: string;

  @Column({ type: 'varchar', name: 'asked_by' })
  askedBy: string;

  @Column({ type: 'varchar', name: 'subject' })
  subject: string;

  @Column({ type: 'varchar', name: 'purpose' })
  purpose: string;

  @Column({ type: 'varchar', name: 'request_id' })
  requestId: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'outcome' })
  outcome: string;

  /** The encoded question, so that it can be put again. */
  @Column({ type: 'text', name: 'question' })
  question: string;

  /** The statement decided on; null: none was needed or had. */
  @Column({ type: 'text', name: 'attestation', nullable: true })
  attestation: string | null;

  @Column({ type: 'text', name: 'receipt' })
  receipt: string;

  @Column({ type: 'varchar', name: 'previous_hash' })
  previousHash: string;

  @Column({ type: 'varchar', name: 'hash' })
  hash: string;
}
