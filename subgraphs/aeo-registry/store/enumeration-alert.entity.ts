import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EnumerationRule } from '../../../schema/contract/registry-event.ts';

/** A caller that was taken to be guessing, and from when until when it is told nothing. */
@Entity({ name: 'enumeration_alert' })
export class EnumerationAlertRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'asked_by' })
  asking: string;

  @Column({ type: 'varchar', name: 'subject' })
  subject: string;

  @Column({ type: 'varchar', name: 'rule' })
  rule: EnumerationRule;

  @Column({ type: 'integer', name: 'unanswered' })
  unanswered: number;

  @Column({ type: 'integer', name: 'questions' })
  questions: number;

  @Column({ type: 'varchar', name: 'since' })
  since: string;

  @Column({ type: 'varchar', name: 'until' })
  until: string;

  @Column({ type: 'varchar', name: 'lifted_by', nullable: true })
  liftedBy: string | null;

  @Column({ type: 'text', name: 'lifted_why', nullable: true })
  liftedWhy: string | null;
}
