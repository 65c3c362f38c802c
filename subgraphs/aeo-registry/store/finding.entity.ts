import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FindingSource } from '../domain/finding.ts';

/** One finding with its corrective action; closed at most once. */
@Entity({ name: 'finding' })
export class FindingRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'source' })
  source: FindingSource;

  @Column({ type: 'text', name: 'description' })
  description: string;

  @Column({ type: 'text', name: 'corrective_action' })
  correctiveAction: string;

  @Column({ type: 'varchar', name: 'due_on' })
  dueOn: string;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;

  @Column({ type: 'varchar', name: 'closed_at', nullable: true })
  closedAt: string | null;

  @Column({ type: 'varchar', name: 'closed_by', nullable: true })
  closedBy: string | null;

  @Column({ type: 'text', name: 'outcome', nullable: true })
  outcome: string | null;

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
