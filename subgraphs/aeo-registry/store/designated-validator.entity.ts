import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';

/** One designation of a third party; withdrawn at most once, and then it stays so. */
@Entity({ name: 'designated_validator' })
export class DesignatedValidatorRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'name' })
  name: string;

  @Column({ type: 'simple-json', name: 'scope' })
  scope: readonly SafeCriterion[];

  @Column({ type: 'varchar', name: 'valid_from' })
  from: string;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;

  @Column({ type: 'varchar', name: 'withdrawn_on', nullable: true })
  until: string | null;

  @Column({ type: 'varchar', name: 'withdrawn_at', nullable: true })
  withdrawnAt: string | null;

  @Column({ type: 'varchar', name: 'withdrawn_by', nullable: true })
  withdrawnBy: string | null;

  @Column({ type: 'text', name: 'reason', nullable: true })
  reason: string | null;
}
