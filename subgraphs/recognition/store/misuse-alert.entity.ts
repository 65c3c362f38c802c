import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EnumerationRule } from '../../../schema/contract/registry-event.ts';

/** A caller that a registry takes to be guessing, as its signed event told. */
@Entity({ name: 'misuse_alert' })
export class MisuseAlertRow {
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: string;

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

  /** The JWS, as proof of who said it. */
  @Column({ type: 'text', name: 'event' })
  event: string;
}
