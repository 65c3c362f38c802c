import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the last pull from one subgraph ended. */
@Entity({ name: 'event_cursor' })
export class EventCursorRow {
  @PrimaryColumn({ type: 'varchar', name: 'source' })
  source: string;

  @Column({ type: 'varchar', name: 'cursor' })
  cursor: string;
}

/** An event that could not be believed: kept aside for whoever looks into it, and shown to nobody. */
@Entity({ name: 'unbelieved_event' })
export class UnbelievedEventRow {
  @PrimaryColumn({ type: 'varchar', name: 'source' })
  source: string;

  @PrimaryColumn({ type: 'varchar', name: 'cursor' })
  cursor: string;

  @Column({ type: 'text', name: 'event' })
  event: string;

  @Column({ type: 'text', name: 'why' })
  why: string;

  @Column({ type: 'varchar', name: 'at' })
  at: string;
}
