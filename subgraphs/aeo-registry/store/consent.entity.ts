import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Consent or its withdrawal for one destination; rows are added and never changed, and the newest counts. */
@Entity({ name: 'consent' })
export class ConsentRow {
  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'destination' })
  destination: string;

  @Column({ type: 'boolean', name: 'given' })
  given: boolean;

  @Column({ type: 'varchar', name: 'since' })
  since: string;

  @Column({ type: 'text', name: 'evidence' })
  evidence: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;
}
