import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SpontaneousSubject } from '../domain/spontaneous-information.ts';

/** One row of `spontaneous_information`. */
@Entity({ name: 'spontaneous_information' })
@Index('spontaneous_information_key', ['sending', 'idempotencyKey'], { unique: true })
@Index('spontaneous_information_sent', ['sending', 'sentAt', 'id'])
@Index('spontaneous_information_received', ['receiving', 'sentAt', 'id'])
export class SpontaneousInformationEntity {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'sending' })
  sending: string;

  @Column({ type: 'varchar', name: 'receiving' })
  receiving: string;

  @Column({ type: 'varchar', name: 'agreement' })
  agreement: string;

  @Column({ type: 'varchar', name: 'about' })
  about: SpontaneousSubject;

  @Column({ type: 'varchar', name: 'subject_tin', nullable: true })
  subjectTin: string | null;

  @Column({ type: 'varchar', name: 'registration_number', nullable: true })
  registrationNumber: string | null;

  @Column({ type: 'text', name: 'facts' })
  facts: string;

  @Column({ type: 'text', name: 'use_restrictions', nullable: true })
  useRestrictions: string | null;

  @Column({ type: 'varchar', name: 'idempotency_key' })
  idempotencyKey: string;

  @Column({ type: 'varchar', name: 'sent_at' })
  sentAt: string;

  @Column({ type: 'varchar', name: 'acknowledged_at', nullable: true })
  acknowledgedAt: string | null;

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
