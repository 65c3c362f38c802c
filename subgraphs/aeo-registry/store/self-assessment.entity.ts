import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Answer } from '../domain/application.ts';

/** One periodic self-assessment of an authorization's holder, for one due day. */
@Entity({ name: 'self_assessment' })
export class SelfAssessmentRow {
  @PrimaryColumn({ type: 'varchar', name: 'authorization_number' })
  authorizationNumber: string;

  @PrimaryColumn({ type: 'varchar', name: 'due_on' })
  dueOn: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'questionnaire' })
  questionnaire: string;

  @Column({ type: 'simple-json', name: 'answers' })
  answers: readonly Answer[];

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;

  @Column({ type: 'varchar', name: 'recorded_by' })
  recordedBy: string;
}
