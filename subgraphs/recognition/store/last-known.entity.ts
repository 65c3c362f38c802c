import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';

/** The newest statement about an operator that one administration was given for one purpose, as long as it may be relied on. */
@Entity({ name: 'last_known' })
export class LastKnownRow {
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: string;

  @PrimaryColumn({ type: 'varchar', name: 'purpose' })
  purpose: PurposeOfUse;

  /** As it was asked about. */
  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  /** Under which its registry has it, and tells of changes. */
  @Column({ type: 'varchar', name: 'operator' })
  operator: string;

  @Column({ type: 'text', name: 'attestation' })
  attestation: string;

  /** Instant, RFC 3339 UTC. */
  @Column({ type: 'varchar', name: 'made_at' })
  madeAt: string;

  /** Instant, RFC 3339 UTC. */
  @Column({ type: 'varchar', name: 'rely_until' })
  relyUntil: string;
}
