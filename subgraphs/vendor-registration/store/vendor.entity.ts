import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A vendor as one destination knows it. */
@Entity({ name: 'vendor' })
export class VendorEntity {
  @PrimaryColumn({ name: 'id', type: 'varchar' })
  id: string;

  @Column({ name: 'destination', type: 'varchar' })
  destination: string;

  @Column({ name: 'legal_name', type: 'text' })
  legalName: string;

  /** The name as it is compared. */
  @Column({ name: 'name_key', type: 'text' })
  nameKey: string;

  @Column({ name: 'established_in', type: 'varchar' })
  establishedIn: string;

  @Column({ name: 'tin', type: 'varchar', nullable: true })
  tin: string | null;

  @Column({ name: 'stakeholder', type: 'varchar' })
  stakeholder: string;

  @Column({ name: 'contact_email', type: 'text', nullable: true })
  contactEmail: string | null;

  @Column({ name: 'address', type: 'text', nullable: true })
  address: string | null;

  @Column({ name: 'account', type: 'varchar', nullable: true })
  account: string | null;
}
