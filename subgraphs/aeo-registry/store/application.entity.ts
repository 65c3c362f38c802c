import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationContent } from '../domain/application.ts';
import type { ApplicationState } from '../domain/application-lifecycle.ts';

/** One application: key, lock, and what of its history is searched by; the history itself stands in rows of its own. */
@Entity({ name: 'application' })
export class ApplicationRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  /** Instant of the first act and `id`: the order of lists. */
  @Column({ type: 'varchar', name: 'position' })
  position: string;

  /** Empty: sent by an officer; otherwise the operator that applied for itself, whose keys are its own. */
  @Column({ type: 'varchar', name: 'key_of' })
  keyOf: string;

  @Column({ type: 'varchar', name: 'idempotency_key' })
  idempotencyKey: string;

  /** As it was first sent, to tell a retry from another application under the same key. */
  @Column({ type: 'simple-json', name: 'sent' })
  sent: ApplicationContent;

  @Column({ type: 'varchar', name: 'state' })
  state: ApplicationState;

  /** Number of the authorization whose renewal is applied for. */
  @Column({ type: 'varchar', name: 'renews', nullable: true })
  renews: string | null;

  /** Last day for the decision, at the administration; null: nobody waits for one, or the applicant owes an answer. */
  @Column({ type: 'varchar', name: 'decide_by', nullable: true })
  decideBy: string | null;

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
