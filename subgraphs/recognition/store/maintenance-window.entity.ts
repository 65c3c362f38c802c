import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A time in which a registry announced that it may not answer. */
@Entity({ name: 'maintenance_window' })
export class MaintenanceWindowRow {
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: string;

  /** The registry's own identifier. */
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
}
