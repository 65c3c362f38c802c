import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A foreign vendor that an operator represents, as the operator's registry states it. */
@Entity({ name: 'supply_chain_partner' })
export class SupplyChainPartnerEntity {
  @PrimaryColumn({ name: 'administration', type: 'varchar' })
  administration: string;

  @PrimaryColumn({ name: 'id', type: 'varchar' })
  id: string;

  @Column({ name: 'representative', type: 'varchar' })
  representative: string;

  @Column({ name: 'vendor_id', type: 'varchar' })
  vendorId: string;

  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'established_in', type: 'varchar' })
  establishedIn: string;

  @Column({ name: 'tin', type: 'varchar', nullable: true })
  tin: string | null;

  @Column({ name: 'valid_from', type: 'varchar' })
  from: string;

  @Column({ name: 'valid_until', type: 'varchar', nullable: true })
  until: string | null;
}
