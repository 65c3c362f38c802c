import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DraftContent } from '../domain/saved-draft.ts';

/** One row of `assistance_draft`: a request that is not sent. It stands apart from requests, so that no path leads to it. */
@Entity({ name: 'assistance_draft' })
@Index('assistance_draft_list', ['administration', 'savedAt', 'id'])
export class AssistanceDraftEntity {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'administration' })
  administration: string;

  @Column({ type: 'simple-json', name: 'content' })
  content: DraftContent;

  @Column({ type: 'varchar', name: 'saved_at' })
  savedAt: string;

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
