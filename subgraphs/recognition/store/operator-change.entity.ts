import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When what a registry says of an operator was last changed; forgotten once no statement from before can arrive. */
@Entity({ name: 'operator_change' })
export class OperatorChangeRow {
  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  /** Instant at which it was recorded there, RFC 3339 UTC. */
  @Column({ type: 'varchar', name: 'changed_at' })
  changedAt: string;
}
