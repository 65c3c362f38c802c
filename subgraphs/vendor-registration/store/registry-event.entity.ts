import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event of a registry that was believed, once for ever. */
@Entity({ name: 'registry_event' })
export class RegistryEventEntity {
  @PrimaryColumn({ name: 'administration', type: 'varchar' })
  administration: string;

  @PrimaryColumn({ name: 'id', type: 'varchar' })
  id: string;

  /** The JWS, as proof of who said it. */
  @Column({ name: 'event', type: 'text' })
  event: string;
}
