import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of a registration's history, keyed by the version that it made. Rows are only ever added. */
@Entity({ name: 'registration_event' })
export class RegistrationEventEntity {
  @PrimaryColumn({ name: 'registration_id', type: 'varchar' })
  registrationId: string;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'at', type: 'varchar' })
  at: string;

  @Column({ name: 'by', type: 'varchar' })
  by: string;

  @Column({ name: 'side', type: 'varchar' })
  side: string;

  @Column({ name: 'from_status', type: 'varchar', nullable: true })
  from: string | null;

  @Column({ name: 'to_status', type: 'varchar' })
  to: string;

  @Column({ name: 'remark', type: 'text', nullable: true })
  remark: string | null;

  /** Of the request to the vendor's home administration. */
  @Column({ name: 'assistance_reference', type: 'varchar', nullable: true })
  assistanceReference: string | null;

  @Column({ name: 'deregistration', type: 'varchar', nullable: true })
  deregistration: string | null;

  @Column({ name: 'quarantine_until', type: 'varchar', nullable: true })
  quarantineUntil: string | null;

  @Column({ name: 'appeal_note', type: 'text', nullable: true })
  appealNote: string | null;

  /** The scheme's rule that took the step. */
  @Column({ name: 'rule', type: 'text', nullable: true })
  rule: string | null;
}
