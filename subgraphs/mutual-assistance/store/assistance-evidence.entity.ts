import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `assistance_evidence`: a file of an answer. The content is read by nothing that lists. */
@Entity({ name: 'assistance_evidence' })
export class AssistanceEvidenceEntity {
  @PrimaryColumn({ type: 'varchar', name: 'request_id' })
  requestId: string;

  @PrimaryColumn({ type: 'integer', name: 'position' })
  position: number;

  @Column({ type: 'text', name: 'name' })
  name: string;

  @Column({ type: 'varchar', name: 'media_type' })
  mediaType: string;

  @Column({ type: 'integer', name: 'size_bytes' })
  sizeBytes: number;

  @Column({ type: 'varchar', name: 'sha256' })
  sha256: string;

  @Column({ type: 'text', name: 'content_base64', select: false })
  contentBase64: string;
}
