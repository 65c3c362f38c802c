import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordedStatus } from '../domain/registered-operator.ts';

/** One step of an authorization's history; rows are added and never changed. */
@Entity({ name: 'status_event' })
export class StatusEventRow {
  @PrimaryColumn({ type: 'varchar', name: 'authorization_number' })
  authorizationNumber: string;

  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  /** The holder's, so that everything about some operators is read without a join. */
  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'status' })
  status: RecordedStatus;

  @Column({ type: 'varchar', name: 'effective_from' })
  effectiveFrom: string;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;

  @Column({ type: 'text', name: 'ground', nullable: true })
  ground: string | null;

  /** Sequence of the step that this one corrects; null: it is a step of its own. */
  @Column({ type: 'integer', name: 'corrects', nullable: true })
  corrects: number | null;

  /** Of a correction: that the step never was. */
  @Column({ type: 'boolean', name: 'annuls' })
  annuls: boolean;

  @Column({ type: 'text', name: 'legal_basis', nullable: true })
  legalBasis: string | null;
}
