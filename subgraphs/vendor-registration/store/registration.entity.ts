import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One registration; its present state. */
@Entity({ name: 'registration' })
export class RegistrationEntity {
  @PrimaryColumn({ name: 'id', type: 'varchar' })
  id: string;

  @Column({ name: 'destination', type: 'varchar' })
  destination: string;

  @Column({ name: 'vendor_id', type: 'varchar' })
  vendorId: string;

  @Column({ name: 'scheme', type: 'varchar' })
  scheme: string;

  @Column({ name: 'number', type: 'varchar', nullable: true })
  number: string | null;

  @Column({ name: 'business_model', type: 'varchar' })
  businessModel: string;

  @Column({ name: 'capacity', type: 'varchar' })
  capacity: string;

  @Column({ name: 'status', type: 'varchar' })
  status: string;

  @Column({ name: 'representative', type: 'varchar', nullable: true })
  representative: string | null;

  @Column({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'position', type: 'integer' })
  position: number;

  @Column({ name: 'changed_at', type: 'varchar' })
  changedAt: string;

  @Column({ name: 'idempotency_key', type: 'varchar' })
  idempotencyKey: string;

  /** SHA-256 of the application, to tell a retry from another one under the same key. */
  @Column({ name: 'application_hash', type: 'varchar' })
  applicationHash: string;
}
