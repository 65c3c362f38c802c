import type { Tin } from '../../../schema/contract/tin.ts';
import { type AssistanceRequest, type AssistanceSubject, referenceOf } from '../domain/assistance-request.ts';
import type { AssistanceDraft } from '../domain/submit-request.ts';
import type { AssistanceRequestEntity } from './assistance-request.entity.ts';

/** The numbers that are counted when a request is kept. */
export interface CountedNumbers {
  readonly ordinal: number;
  readonly referenceYear: number;
  readonly referenceNumber: number;
}

type SubjectColumns = Pick<
  AssistanceRequestEntity,
  'subjectKind' | 'subjectTin' | 'subjectVendorId' | 'subjectLegalName' | 'subjectEstablishedIn'
>;

/** The row of a new request. */
export function rowOfDraft(draft: AssistanceDraft, numbers: CountedNumbers): AssistanceRequestEntity {
  return {
    id: draft.id,
    ordinal: numbers.ordinal,
    requesting: draft.requesting,
    requested: draft.requested,
    referenceYear: numbers.referenceYear,
    referenceNumber: numbers.referenceNumber,
    idempotencyKey: draft.idempotencyKey,
    kind: draft.kind,
    agreement: draft.agreement,
    reason: draft.reason,
    facts: draft.facts,
    purpose: draft.purpose,
    urgent: draft.urgent,
    ...columnsOfSubject(draft.subject),
    vendorRegistrationId: draft.vendorRegistrationId,
    criteria: [...draft.criteria],
    questions: [...draft.questions],
    submittedAt: draft.submittedAt,
    dueOn: draft.dueOn,
    ...changingColumns(draft),
  };
}

/** The columns that a step may change; nothing else of a request ever does. */
export function changingColumns(request: Omit<AssistanceRequest, 'reference'>) {
  return {
    state: request.state,
    postponedUntil: request.postponedUntil,
    response: request.response,
    refusalGround: request.refusal?.ground ?? null,
    refusalExplanation: request.refusal?.explanation ?? null,
    version: request.version,
  };
}

/** The request that a row stands for. */
export function requestOfRow(row: AssistanceRequestEntity): AssistanceRequest {
  return {
    id: row.id,
    reference: referenceOf(row.requesting, row.requested, row.referenceYear, row.referenceNumber),
    requesting: row.requesting,
    requested: row.requested,
    idempotencyKey: row.idempotencyKey,
    kind: row.kind,
    agreement: row.agreement,
    reason: row.reason,
    facts: row.facts,
    purpose: row.purpose,
    urgent: row.urgent,
    subject: subjectOfRow(row),
    vendorRegistrationId: row.vendorRegistrationId,
    criteria: row.criteria,
    questions: row.questions,
    state: row.state,
    submittedAt: row.submittedAt,
    dueOn: row.dueOn,
    postponedUntil: row.postponedUntil,
    response: row.response,
    refusal: row.refusalGround && { ground: row.refusalGround, explanation: row.refusalExplanation ?? '' },
    version: row.version,
  };
}

function columnsOfSubject(subject: AssistanceSubject): SubjectColumns {
  return subject.kind === 'VENDOR'
    ? {
        subjectKind: 'VENDOR',
        subjectTin: subject.tin,
        subjectVendorId: subject.vendorId,
        subjectLegalName: subject.legalName,
        subjectEstablishedIn: subject.establishedIn,
      }
    : {
        subjectKind: 'OPERATOR',
        subjectTin: subject.tin,
        subjectVendorId: null,
        subjectLegalName: null,
        subjectEstablishedIn: null,
      };
}

function subjectOfRow(row: SubjectColumns): AssistanceSubject {
  return row.subjectKind === 'VENDOR'
    ? {
        kind: 'VENDOR',
        vendorId: row.subjectVendorId ?? '',
        legalName: row.subjectLegalName ?? '',
        establishedIn: row.subjectEstablishedIn ?? '',
        tin: row.subjectTin,
      }
    : { kind: 'OPERATOR', tin: row.subjectTin as Tin };
}
