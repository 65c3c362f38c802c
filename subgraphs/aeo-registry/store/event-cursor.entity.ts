import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the last pull from one subgraph ended. */
@Entity({ name: 'event_cursor' })
export class EventCursorRow {
  @PrimaryColumn({ type: 'varchar', name: 'source' })
  source: string;

  @Column({ type: 'varchar', name: 'cursor' })
  cursor: string;
}
