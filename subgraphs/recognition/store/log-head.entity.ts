import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the log of consultations had come when its head was last signed; one row. */
@Entity({ name: 'log_head' })
export class LogHeadRow {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  @Column({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'text', name: 'signature' })
  signature: string;
}
