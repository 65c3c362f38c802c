import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step by which a recognising administration stopped or resumed benefits of a partner's operator; the newest counts. */
@Entity({ name: 'benefit_suspension' })
export class BenefitSuspensionRow {
  @PrimaryColumn({ type: 'varchar' })
  id: string;

  @Column({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'recognising' })
  recognising: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'boolean', name: 'suspended' })
  suspended: boolean;

  /** Instant from which it holds, RFC 3339 UTC. */
  @Column({ type: 'varchar', name: 'effective_from' })
  effectiveFrom: string;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;

  @Column({ type: 'text', name: 'remark' })
  remark: string;
}
