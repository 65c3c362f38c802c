import type { Tin } from '../../../schema/contract/tin.ts';
import { type AssistanceRequest, type AssistanceSubject, referenceOf } from '../domain/assistance-request.ts';
import type { CountedCase } from '../domain/assistance-statistics.ts';
import { confirmationOwedBy, type OralRequest } from '../domain/oral-request.ts';
import type { ResponseClock } from '../domain/response-clock.ts';
import type { NewRequest } from '../domain/submit-request.ts';
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
export function rowOfDraft(draft: NewRequest, numbers: CountedNumbers): AssistanceRequestEntity {
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
    jointWith: [...draft.jointWith],
    madeOrallyAt: draft.oral?.madeAt ?? null,
    confirmBy: draft.oral?.confirmBy ?? null,
    submittedAt: draft.submittedAt,
    ...changingColumns(draft),
  };
}

/** The columns that a step may change; nothing else of a request ever does. */
export function changingColumns(request: Omit<AssistanceRequest, 'reference'>) {
  const { clock } = request;
  return {
    particulars: request.particulars,
    confirmedAt: request.oral?.confirmedAt ?? null,
    lapsesAt: confirmationOwedBy(request.state, request.oral),
    state: request.state,
    answeredAt: request.answeredAt,
    dueOn: clock.dueOn,
    stoppedDays: clock.stoppedDays,
    stoppedOn: clock.stop?.on ?? null,
    stoppedUntil: clock.stop?.until ?? null,
    postponement: request.postponement,
    response: request.response,
    refusal: request.refusal,
    furtherUses: [...request.furtherUses],
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
    particulars: row.particulars,
    jointWith: row.jointWith,
    oral: oralOfRow(row),
    state: row.state,
    submittedAt: row.submittedAt,
    clock: clockOfRow(row),
    answeredAt: row.answeredAt,
    postponement: row.postponement,
    response: row.response,
    refusal: row.refusal,
    furtherUses: row.furtherUses,
    version: row.version,
  };
}

/** The columns that numbers are made of. */
export const COUNTED_COLUMNS = [
  ...(['requesting', 'requested', 'kind', 'state', 'madeOrallyAt', 'confirmBy', 'confirmedAt', 'submittedAt'] as const),
  ...(['answeredAt', 'dueOn', 'stoppedDays', 'stoppedOn', 'stoppedUntil'] as const),
];

/** What is counted of a row. */
export function countedCaseOfRow(row: Pick<AssistanceRequestEntity, (typeof COUNTED_COLUMNS)[number]>): CountedCase {
  const { requesting, requested, kind, state, submittedAt, answeredAt } = row;
  return {
    ...{ requesting, requested, kind, state, submittedAt, answeredAt },
    oral: oralOfRow(row),
    clock: clockOfRow(row),
  };
}

function clockOfRow({
  dueOn,
  stoppedDays,
  stoppedOn,
  stoppedUntil,
}: Pick<AssistanceRequestEntity, 'dueOn' | 'stoppedDays' | 'stoppedOn' | 'stoppedUntil'>): ResponseClock {
  return { dueOn, stoppedDays, stop: stoppedOn === null ? null : { on: stoppedOn, until: stoppedUntil } };
}

function oralOfRow({
  madeOrallyAt,
  confirmBy,
  confirmedAt,
}: Pick<AssistanceRequestEntity, 'madeOrallyAt' | 'confirmBy' | 'confirmedAt'>): OralRequest | null {
  return madeOrallyAt === null || confirmBy === null ? null : { madeAt: madeOrallyAt, confirmBy, confirmedAt };
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
