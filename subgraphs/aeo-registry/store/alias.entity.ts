import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An identifier of an operator toward one destination; rows are added and never changed, and none overlaps another of its value. */
@Entity({ name: 'alias' })
export class AliasRow {
  @PrimaryColumn({ type: 'varchar', name: 'destination' })
  destination: string;

  @PrimaryColumn({ type: 'varchar', name: 'value' })
  value: string;

  @PrimaryColumn({ type: 'varchar', name: 'valid_from' })
  from: string;

  @Column({ type: 'varchar', name: 'valid_until', nullable: true })
  until: string | null;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'scheme' })
  scheme: string;

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;
}
