import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BusinessModel } from '../../../schema/contract/vocabulary.ts';
import type { AdvanceData } from '../domain/data-exchange.ts';

/** What one operator has agreed to give in advance; rows are added and never changed. */
@Entity({ name: 'data_exchange_agreement' })
export class DataExchangeAgreementRow {
  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'business_model', nullable: true })
  businessModel: BusinessModel | null;

  @Column({ type: 'simple-json', name: 'data' })
  data: readonly AdvanceData[];

  @Column({ type: 'varchar', name: 'channel' })
  channel: string;

  @Column({ type: 'varchar', name: 'valid_from' })
  from: string;

  @Column({ type: 'varchar', name: 'valid_until', nullable: true })
  until: string | null;

  @Column({ type: 'simple-json', name: 'benefits' })
  benefits: readonly string[];

  @Column({ type: 'simple-json', name: 'available_for_inspection' })
  availableForInspection: readonly string[];

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;
}
