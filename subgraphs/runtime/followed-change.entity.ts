import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That something changed which one administration may see, written with the change in one transaction. */
@Entity({ name: 'followed_change' })
export class FollowedChangeRow {
  /** The administration that may see it. */
  @PrimaryColumn({ type: 'varchar', name: 'audience' })
  audience: string;

  /** Counted for each audience, so that nobody learns how much others do. */
  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  /** Identifier of what changed. What it is now is read when it is told, by what the reader may see then. */
  @Column({ type: 'varchar', name: 'object_id' })
  objectId: string;
}
