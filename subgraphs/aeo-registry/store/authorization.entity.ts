import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { Term } from '../domain/registered-operator.ts';

/** One authorization without its status, which follows from the status events and `valid_to`. */
@Entity({ name: 'aeo_authorization' })
export class AuthorizationRow {
  @PrimaryColumn({ type: 'varchar', name: 'number' })
  number: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'type' })
  type: string;

  @Column({ type: 'simple-json', name: 'roles' })
  roles: readonly OperatorRole[];

  @Column({ type: 'varchar', name: 'valid_from' })
  validFrom: string;

  @Column({ type: 'varchar', name: 'valid_to', nullable: true })
  validTo: string | null;

  /** The administration that decided; a decision without one cannot be kept. */
  @Column({ type: 'varchar', name: 'decided_by' })
  decidedBy: string;

  @Column({ type: 'text', name: 'legal_basis', nullable: true })
  legalBasis: string | null;

  /** Entries in order of recording; added and never changed. */
  @Column({ type: 'simple-json', name: 'terms' })
  terms: readonly Term[];
}
