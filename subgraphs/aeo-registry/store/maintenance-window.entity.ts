import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A time in which this registry announced that it may not answer. */
@Entity({ name: 'maintenance_window' })
export class MaintenanceWindowRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'begins' })
  from: string;

  @Column({ type: 'varchar', name: 'ends' })
  until: string;

  @Column({ type: 'boolean', name: 'fallback_allowed' })
  fallbackAllowed: boolean;

  @Column({ type: 'text', name: 'remark', nullable: true })
  remark: string | null;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;

  @Column({ type: 'varchar', name: 'withdrawn_at', nullable: true })
  withdrawnAt: string | null;

  @Column({ type: 'varchar', name: 'withdrawn_by', nullable: true })
  withdrawnBy: string | null;
}
