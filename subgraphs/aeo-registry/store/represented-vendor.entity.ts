import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One foreign vendor that an operator represents (option 1). */
@Entity({ name: 'represented_vendor' })
export class RepresentedVendorRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  /** The operator that represents it. */
  @Column({ type: 'varchar', name: 'tin' })
  representative: string;

  @Column({ type: 'varchar', name: 'name' })
  name: string;

  @Column({ type: 'varchar', name: 'established_in' })
  establishedIn: string;

  @Column({ type: 'varchar', name: 'vendor_tin', nullable: true })
  tin: string | null;

  @Column({ type: 'varchar', name: 'valid_from' })
  from: string;

  @Column({ type: 'varchar', name: 'valid_until', nullable: true })
  until: string | null;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;
}
