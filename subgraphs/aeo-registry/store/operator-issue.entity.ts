import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IssueEntry, IssueState } from '../domain/operator-issue.ts';

/** One issue that an operator raised; its entries are added and never changed. */
@Entity({ name: 'operator_issue' })
export class OperatorIssueRow {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'subject' })
  subject: string;

  @Column({ type: 'varchar', name: 'state' })
  state: IssueState;

  @Column({ type: 'varchar', name: 'raised_at' })
  raisedAt: string;

  /** Empty: sent by an officer; otherwise the operator, whose keys are its own. */
  @Column({ type: 'varchar', name: 'key_of' })
  keyOf: string;

  @Column({ type: 'varchar', name: 'idempotency_key' })
  idempotencyKey: string;

  @Column({ type: 'simple-json', name: 'entries' })
  entries: readonly IssueEntry[];

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
