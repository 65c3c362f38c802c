import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AssistanceKind, PurposeOfUse, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { AssistanceResponse, RefusalGround } from '../domain/assistance-request.ts';

/** One row of `assistance_request`. The reference is not kept: it follows from its parties, year and number. */
@Entity({ name: 'assistance_request' })
@Index('assistance_request_key', ['requesting', 'idempotencyKey'], { unique: true })
@Index('assistance_request_reference', ['requesting', 'requested', 'referenceYear', 'referenceNumber'], {
  unique: true,
})
@Index('assistance_request_ordinal', ['ordinal'], { unique: true })
@Index('assistance_request_outgoing', ['requesting', 'state', 'ordinal'])
@Index('assistance_request_incoming', ['requested', 'state', 'ordinal'])
@Index('assistance_request_tin', ['subjectTin'])
@Index('assistance_request_vendor', ['subjectVendorId'])
@Index('assistance_request_registration', ['vendorRegistrationId'])
export class AssistanceRequestEntity {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  /** Order of submission over all requests; never leaves this service, since it would tell a party how many others there are. */
  @Column({ type: 'integer', name: 'ordinal' })
  ordinal: number;

  @Column({ type: 'varchar', name: 'requesting' })
  requesting: string;

  @Column({ type: 'varchar', name: 'requested' })
  requested: string;

  @Column({ type: 'integer', name: 'reference_year' })
  referenceYear: number;

  @Column({ type: 'integer', name: 'reference_number' })
  referenceNumber: number;

  @Column({ type: 'varchar', name: 'idempotency_key' })
  idempotencyKey: string;

  @Column({ type: 'varchar', name: 'kind' })
  kind: AssistanceKind;

  @Column({ type: 'simple-json', name: 'agreement' })
  agreement: AssistanceAgreement;

  @Column({ type: 'text', name: 'reason' })
  reason: string;

  @Column({ type: 'text', name: 'facts' })
  facts: string;

  @Column({ type: 'varchar', name: 'purpose' })
  purpose: PurposeOfUse;

  @Column({ type: 'boolean', name: 'urgent' })
  urgent: boolean;

  @Column({ type: 'varchar', name: 'subject_kind' })
  subjectKind: 'VENDOR' | 'OPERATOR';

  @Column({ type: 'varchar', name: 'subject_tin', nullable: true })
  subjectTin: string | null;

  @Column({ type: 'varchar', name: 'subject_vendor_id', nullable: true })
  subjectVendorId: string | null;

  @Column({ type: 'text', name: 'subject_legal_name', nullable: true })
  subjectLegalName: string | null;

  @Column({ type: 'varchar', name: 'subject_established_in', nullable: true })
  subjectEstablishedIn: string | null;

  @Column({ type: 'varchar', name: 'vendor_registration_id', nullable: true })
  vendorRegistrationId: string | null;

  @Column({ type: 'simple-json', name: 'criteria' })
  criteria: SafeCriterion[];

  @Column({ type: 'simple-json', name: 'questions' })
  questions: string[];

  @Column({ type: 'varchar', name: 'state' })
  state: AssistanceState;

  @Column({ type: 'varchar', name: 'submitted_at' })
  submittedAt: string;

  @Column({ type: 'varchar', name: 'due_on' })
  dueOn: string;

  @Column({ type: 'varchar', name: 'postponed_until', nullable: true })
  postponedUntil: string | null;

  @Column({ type: 'simple-json', name: 'response', nullable: true })
  response: AssistanceResponse | null;

  @Column({ type: 'varchar', name: 'refusal_ground', nullable: true })
  refusalGround: RefusalGround | null;

  @Column({ type: 'text', name: 'refusal_explanation', nullable: true })
  refusalExplanation: string | null;

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
