import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `assistance_evidence`: a file of an answer. Its content is kept outside the database, under the id. */
@Entity({ name: 'assistance_evidence' })
@Index('assistance_evidence_position', ['requestId', 'position'], { unique: true })
export class AssistanceEvidenceEntity {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'request_id' })
  requestId: string;

  @Column({ type: 'integer', name: 'position' })
  position: number;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'varchar', name: 'media_type' })
  mediaType: string;

  @Column({ type: 'integer', name: 'size_bytes' })
  sizeBytes: number;

  @Column({ type: 'varchar', name: 'sha256' })
  sha256: string;
}
