import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event for one addressee, written with the change that it tells of, in one transaction. */
@Entity({ name: 'outgoing_event' })
export class OutgoingEventRow {
  /** An administration, or the role of a service of the hub. */
  @PrimaryColumn({ type: 'varchar', name: 'addressee' })
  addressee: string;

  /** Counted for each addressee, so that nobody learns how much is told to others. */
  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  /** A JWS, or the claims that are signed when they are read. */
  @Column({ type: 'text', name: 'event' })
  event: string;
}
