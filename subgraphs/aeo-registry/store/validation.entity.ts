import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ValidationMethod } from '../../../schema/contract/vocabulary.ts';
import type { CriterionAssessment, Evidence, Validation } from '../domain/registered-operator.ts';

/** One validation; a correction is another row. */
@Entity({ name: 'validation' })
export class ValidationRow {
  @PrimaryColumn({ type: 'varchar', name: 'authorization_number' })
  authorizationNumber: string;

  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'method' })
  method: ValidationMethod;

  @Column({ type: 'varchar', name: 'validated_by' })
  validatedBy: string;

  @Column({ type: 'varchar', name: 'performed_on' })
  performedOn: string;

  @Column({ type: 'varchar', name: 'next_due_on', nullable: true })
  nextDueOn: string | null;

  @Column({ type: 'simple-json', name: 'criteria' })
  criteria: readonly CriterionAssessment[];

  @Column({ type: 'simple-json', name: 'assistance', nullable: true })
  assistance: NonNullable<Validation['assistance']> | null;

  @Column({ type: 'simple-json', name: 'evidence', nullable: true })
  evidence: readonly Evidence[] | null;
}
