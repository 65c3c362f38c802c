import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An official rate of one destination: one unit of `base` is `rate` units of `quote` from the first to the last day. */
@Entity({ name: 'exchange_rate' })
export class ExchangeRateEntity {
  @PrimaryColumn({ name: 'destination', type: 'varchar' })
  destination: string;

  @PrimaryColumn({ name: 'base', type: 'varchar' })
  base: string;

  @PrimaryColumn({ name: 'quote', type: 'varchar' })
  quote: string;

  @PrimaryColumn({ name: 'valid_from', type: 'varchar' })
  validFrom: string;

  @Column({ name: 'valid_to', type: 'varchar' })
  validTo: string;

  @Column({ name: 'rate', type: 'varchar' })
  rate: string;

  @Column({ name: 'source', type: 'text' })
  source: string;

  @Column({ name: 'imported_at', type: 'varchar' })
  importedAt: string;

  @Column({ name: 'imported_by', type: 'varchar' })
  importedBy: string;
}
