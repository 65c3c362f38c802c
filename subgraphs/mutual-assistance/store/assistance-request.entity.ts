import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AssistanceKind, PurposeOfUse, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { AssistanceRefusal, AssistanceResponse, Postponement } from '../domain/assistance-request.ts';
import type { FurtherUse } from '../domain/further-use.ts';
import type { RequestParticulars } from '../domain/request-particulars.ts';

/** One row of `assistance_request`. The reference is not kept: it follows from its parties, year and number. */
@Entity({ name: 'assistance_request' })
@Index('assistance_request_key', ['requesting', 'idempotencyKey'], { unique: true })
@Index('assistance_request_reference', ['requesting', 'requested', 'referenceYear', 'referenceNumber'], {
  unique: true,
})
@Index('assistance_request_ordinal', ['ordinal'], { unique: true })
@Index('assistance_request_outgoing', ['requesting', 'ordinal'])
@Index('assistance_request_incoming', ['requested', 'ordinal'])
@Index('assistance_request_outgoing_state', ['requesting', 'state', 'ordinal'])
@Index('assistance_request_incoming_state', ['requested', 'state', 'ordinal'])
@Index('assistance_request_outgoing_kind', ['requesting', 'kind', 'ordinal'])
@Index('assistance_request_incoming_kind', ['requested', 'kind', 'ordinal'])
@Index('assistance_request_outgoing_due', ['requesting', 'dueOn', 'ordinal'])
@Index('assistance_request_incoming_due', ['requested', 'dueOn', 'ordinal'])
@Index('assistance_request_pair', ['requesting', 'requested', 'ordinal'])
@Index('assistance_request_lapse', ['lapsesAt'])
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

  @Column({ type: 'simple-json', name: 'particulars' })
  particulars: RequestParticulars;

  @Column({ type: 'simple-json', name: 'joint_with' })
  jointWith: string[];

  @Column({ type: 'varchar', name: 'made_orally_at', nullable: true })
  madeOrallyAt: string | null;

  @Column({ type: 'varchar', name: 'confirm_by', nullable: true })
  confirmBy: string | null;

  @Column({ type: 'varchar', name: 'confirmed_at', nullable: true })
  confirmedAt: string | null;

  /** `confirm_by` while a confirmation is owed, else null: a row whose instant has passed has lapsed, whatever `state` says. */
  @Column({ type: 'varchar', name: 'lapses_at', nullable: true })
  lapsesAt: string | null;

  @Column({ type: 'varchar', name: 'state' })
  state: AssistanceState;

  @Column({ type: 'varchar', name: 'submitted_at' })
  submittedAt: string;

  @Column({ type: 'varchar', name: 'answered_at', nullable: true })
  answeredAt: string | null;

  /** With every stop that has ended added; while the clock stands the day moves on beyond it. */
  @Column({ type: 'varchar', name: 'due_on' })
  dueOn: string;

  @Column({ type: 'integer', name: 'stopped_days' })
  stoppedDays: number;

  @Column({ type: 'varchar', name: 'stopped_on', nullable: true })
  stoppedOn: string | null;

  @Column({ type: 'varchar', name: 'stopped_until', nullable: true })
  stoppedUntil: string | null;

  @Column({ type: 'simple-json', name: 'postponement', nullable: true })
  postponement: Postponement | null;

  @Column({ type: 'simple-json', name: 'response', nullable: true })
  response: AssistanceResponse | null;

  @Column({ type: 'simple-json', name: 'refusal', nullable: true })
  refusal: AssistanceRefusal | null;

  @Column({ type: 'simple-json', name: 'further_uses' })
  furtherUses: FurtherUse[];

  @Column({ type: 'integer', name: 'version' })
  version: number;
}
