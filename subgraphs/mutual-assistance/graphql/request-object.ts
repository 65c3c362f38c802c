import type { AdministrationCode } from '../../../schema/administrations.ts';
import { operatorTypeName } from '../../../schema/administrations.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import { type AssistanceRequest, type AssistanceSubject, missingOf } from '../domain/assistance-request.ts';
import { dateAt } from '../domain/calendar-date.ts';
import { confirmationOwedBy, stateAt } from '../domain/oral-request.ts';
import { dueOnAt, isOverdue } from '../domain/response-clock.ts';
import { cursorOf, type RequestPage } from '../service/list-requests.ts';
import type { AssistanceAgreementType } from './agreement.type.ts';
import type {
  OperatorReferenceObject,
  RequestConnectionObject,
  RequestObject,
  VendorSubjectObject,
} from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import type { OperatorObject } from './linked.type.ts';

/** A request as its reader may see it on the day. It keeps the domain value beside it for the fields that need a loader. */
export interface LoadedRequestObject extends RequestObject {
  readonly request: AssistanceRequest;
}

/** The request as the caller sees it. */
export function requestObject(
  request: AssistanceRequest,
  { caller, now }: Pick<AssistanceContext, 'caller' | 'now'>,
): LoadedRequestObject {
  const { id, reference, kind, reason, facts, purpose, urgent, criteria, questions } = request;
  const { particulars, postponement, refusal, furtherUses, version, oral } = request;
  const state = stateAt(request, now);
  const seen = { ...request, state };
  return {
    ...{ request, id, reference, kind, reason, facts, purpose, urgent, criteria, questions },
    ...{ particulars, postponement, refusal, furtherUses, state, version },
    requesting: { code: request.requesting },
    requested: { code: request.requested },
    jointWith: request.jointWith.map((code) => ({ code })),
    agreement: agreementObject(request.agreement),
    subject: subjectObject(request.subject, caller.administration === request.requesting),
    missing: missingOf(seen),
    madeOrallyAt: oral?.madeAt ?? null,
    confirmBy: confirmationOwedBy(state, oral),
    dueOn: dueOnAt(request.clock, dateAt(request.requested, now)),
    postponedUntil: postponement?.reviewOn ?? null,
    overdue: isOverdue(seen, now),
  };
}

/** A page of requests as the caller sees them. */
export function connectionObject({ requests, hasNextPage }: RequestPage, context: AssistanceContext) {
  const edges = requests.map((request) => ({ cursor: cursorOf(request), node: requestObject(request, context) }));
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, pageInfo: { hasNextPage, endCursor } } satisfies RequestConnectionObject;
}

/** An agreement as everybody sees it. */
export function agreementObject(agreement: AssistanceAgreement): AssistanceAgreementType {
  const { parties, responseDays, remark: _remark, asOf: _asOf, ...row } = agreement;
  return {
    ...row,
    responseDays,
    responseDaysBasis: responseDays === null ? 'DEFAULT' : 'STATED',
    parties: parties.map((code) => ({ code })),
  };
}

function subjectObject(
  subject: AssistanceSubject,
  forRequestingSide: boolean,
): VendorSubjectObject | OperatorReferenceObject {
  if (subject.kind === 'OPERATOR') return { tin: subject.tin, operator: operatorOf(subject.tin) };
  const { legalName, establishedIn, tin, vendorId } = subject;
  return { legalName, establishedIn, tin, vendor: forRequestingSide ? { id: vendorId } : null };
}

function operatorOf(tin: string): OperatorObject | null {
  const reading = readTin(tin);
  if (!reading.ok || reading.administration.registry === 'NOT_CONNECTED') return null;
  const code: AdministrationCode = reading.administration.code;
  return { __typename: operatorTypeName(code), tin };
}
