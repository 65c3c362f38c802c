import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationDetails, ApplicationEvent } from '../domain/application.ts';
import type { ApplicationState } from '../domain/application-lifecycle.ts';

/** One act on an application; rows are added and never changed. */
@Entity({ name: 'application_event' })
export class ApplicationEventRow {
  @PrimaryColumn({ type: 'varchar', name: 'application_id' })
  applicationId: string;

  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'action' })
  action: ApplicationEvent['action'];

  @Column({ type: 'varchar', name: 'state' })
  state: ApplicationState;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  by: string;

  @Column({ type: 'text', name: 'why', nullable: true })
  why: string | null;

  @Column({ type: 'simple-json', name: 'details' })
  details: ApplicationDetails;
}
