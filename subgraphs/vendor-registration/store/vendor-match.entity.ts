import { Entity, PrimaryColumn } from 'typeorm';

/** One thing by which a vendor may be found to be another that is known already. */
@Entity({ name: 'vendor_match' })
export class VendorMatchEntity {
  @PrimaryColumn({ name: 'destination', type: 'varchar' })
  destination: string;

  @PrimaryColumn({ name: 'kind', type: 'varchar' })
  kind: string;

  @PrimaryColumn({ name: 'match_key', type: 'text' })
  key: string;

  @PrimaryColumn({ name: 'vendor_id', type: 'varchar' })
  vendorId: string;
}
