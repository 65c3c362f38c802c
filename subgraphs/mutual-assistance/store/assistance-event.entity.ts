import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AssistanceAction, AssistanceState } from '../domain/assistance-lifecycle.ts';

/** One row of `assistance_event`: a step of a request, under the version that it made. Rows are only ever added. */
@Entity({ name: 'assistance_event' })
export class AssistanceEventEntity {
  @PrimaryColumn({ type: 'varchar', name: 'request_id' })
  requestId: string;

  @PrimaryColumn({ type: 'integer', name: 'version' })
  version: number;

  @Column({ type: 'varchar', name: 'happened_at' })
  at: string;

  @Column({ type: 'varchar', name: 'administration' })
  by: string;

  @Column({ type: 'varchar', name: 'action' })
  action: AssistanceAction;

  @Column({ type: 'varchar', name: 'from_state', nullable: true })
  from: AssistanceState | null;

  @Column({ type: 'varchar', name: 'to_state' })
  to: AssistanceState;

  @Column({ type: 'text', name: 'remark', nullable: true })
  remark: string | null;

  @Column({ type: 'varchar', name: 'until_date', nullable: true })
  until: string | null;
}
