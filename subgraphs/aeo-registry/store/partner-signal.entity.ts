import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PartnerEventKind } from '../../../schema/contract/partner-event.ts';

/** An event of a partner that was believed, once for ever. */
@Entity({ name: 'partner_signal' })
export class PartnerSignalRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  /** Order of arrival, from 1. */
  @Column({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  @Column({ type: 'varchar', name: 'sender' })
  from: string;

  @Column({ type: 'varchar', name: 'kind' })
  kind: PartnerEventKind;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'effective_from' })
  effectiveFrom: string;

  @Column({ type: 'text', name: 'remark' })
  remark: string;

  /** The JWS, as proof of who said it. */
  @Column({ type: 'text', name: 'event' })
  event: string;
}
