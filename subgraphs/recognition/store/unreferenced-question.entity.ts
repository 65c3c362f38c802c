import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A question of clearance that named no consignment, about a TIN that is unknown or withheld. */
@Entity({ name: 'unreferenced_question' })
export class UnreferencedQuestionRow {
  /** Number of the consultation. */
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'asked_by' })
  askedBy: string;

  @Column({ type: 'varchar', name: 'subject' })
  subject: string;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;
}
