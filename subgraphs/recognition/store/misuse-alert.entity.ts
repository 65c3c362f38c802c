import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MisuseRule } from './misuse-alert.store.ts';

/** A caller that is taken to be guessing, as the signed event of a registry told or the hub itself found. */
@Entity({ name: 'misuse_alert' })
export class MisuseAlertRow {
  /** Whose registry refuses; empty: the hub by itself. */
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: string;

  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'asked_by' })
  asking: string;

  @Column({ type: 'varchar', name: 'subject' })
  subject: string;

  @Column({ type: 'varchar', name: 'rule' })
  rule: MisuseRule;

  @Column({ type: 'integer', name: 'unanswered' })
  unanswered: number;

  @Column({ type: 'integer', name: 'questions' })
  questions: number;

  @Column({ type: 'varchar', name: 'since' })
  since: string;

  @Column({ type: 'varchar', name: 'until' })
  until: string;

  /** The JWS, as proof of who said it; empty: the hub by itself. */
  @Column({ type: 'text', name: 'event' })
  event: string;
}
