import { type Caller, permits } from '../../../schema/contract/caller.ts';
import type { Scope } from '../../../schema/contract/scopes.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { AssistanceStore } from '../domain/assistance-ports.ts';
import { type AssistanceRequest, sideOf } from '../domain/assistance-request.ts';
import { accepted, notFound, type Result, refused } from '../domain/result.ts';
import {
  basisOfSubmission,
  draftRequest,
  readSubmission,
  repeatedRequest,
  type Submission,
  type SubmissionInput,
} from '../domain/submit-request.ts';
import { readStep, type Step, takeStep, versionConflict } from '../domain/take-step.ts';
import { type ListInput, listRequests, type RequestPage } from './list-requests.ts';
import type { KnownVendor, VendorDirectory } from './vendor-directory.ts';

/** What the service stands on. */
export interface AssistanceServiceParts {
  readonly store: AssistanceStore;
  readonly agreements: readonly AssistanceAgreement[];
  readonly vendors: VendorDirectory;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Mutual assistance for one caller at a time: load, decide, keep. */
export interface AssistanceService {
  /** Public reference data: the agreements of a party, or all. */
  agreementsOf(party: string | null): readonly AssistanceAgreement[];
  submit(caller: Caller, input: SubmissionInput): Promise<Result<AssistanceRequest>>;
  take(caller: Caller, id: string, version: number, step: Step): Promise<Result<AssistanceRequest>>;
  /** Undefined: it does not exist, or the caller's administration is no party to it. */
  find(caller: Caller, id: string): Promise<Result<AssistanceRequest | undefined>>;
  list(caller: Caller, input: ListInput): Promise<Result<RequestPage>>;
}

/** FORBIDDEN, with the scope, unless the caller has it. */
export function demandScope(caller: Caller, scope: Scope): Result<null> {
  return permits(caller, scope)
    ? accepted(null)
    : refused('FORBIDDEN', `The token lacks the scope ${scope}.`, { rule: `scope ${scope}` });
}

/** The service on its parts. */
export function createAssistanceService(parts: AssistanceServiceParts): AssistanceService {
  const { store, agreements, clock } = parts;
  return {
    agreementsOf: (party) => agreements.filter(({ parties }) => party === null || parties.includes(party)),

    async submit(caller, input) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const submission = readSubmission(caller.administration, input);
      return submission.ok ? submit(parts, caller, submission.value) : submission;
    },

    async take(caller, id, version, step) {
      const permitted = demandScope(caller, 'assistance:write');
      if (!permitted.ok) return permitted;
      const { administration } = caller;
      const now = clock();
      const read = readStep(step, { administration, now });
      if (!read.ok) return read;
      const taken = takeStep(await store.find(id), read.value, { administration, version, now });
      if (!taken.ok) return taken;
      return (await store.keepStep(taken.value)) ? accepted(taken.value.request) : versionConflict();
    },

    async find(caller, id) {
      const permitted = demandScope(caller, 'assistance:read');
      if (!permitted.ok) return permitted;
      const request = await store.find(id);
      return accepted(request && sideOf(request, caller.administration) ? request : undefined);
    },

    async list(caller, input) {
      const permitted = demandScope(caller, 'assistance:read');
      return permitted.ok ? listRequests(store, caller.administration, input) : permitted;
    },
  };
}

async function submit(
  { store, agreements, vendors, clock, newId }: AssistanceServiceParts,
  caller: Caller,
  submission: Submission,
): Promise<Result<AssistanceRequest>> {
  const requesting = caller.administration;
  // A retry is answered with what stands, even if the agreement has ended or the vendor is gone since.
  const standing = await store.findByKey(requesting, submission.idempotencyKey);
  if (standing !== undefined) return repeatedRequest(standing, submission);
  const now = clock();
  const basis = basisOfSubmission(agreements, requesting, submission, now);
  if (!basis.ok) return basis;
  // The peer is asked before anything is written: a transaction never waits for another service.
  const subject = await knownSubject(vendors, caller, submission);
  if (!subject.ok) return subject;
  const draft = draftRequest(submission, { id: newId(), now, requesting, agreement: basis.value, ...subject.value });
  const kept = await store.add(draft);
  return kept.id === draft.id ? accepted(kept) : repeatedRequest(kept, submission);
}

async function knownSubject(
  vendors: VendorDirectory,
  caller: Caller,
  { subject }: Submission,
): Promise<Result<KnownVendor>> {
  if (subject.kind === 'OPERATOR') return accepted({ subject, vendorRegistrationId: null });
  const vendor = await vendors.find(caller, subject.id);
  return vendor === undefined ? notFound('subjectVendorId') : accepted(vendor);
}
