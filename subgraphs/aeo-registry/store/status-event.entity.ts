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
}
