import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, notFound, type Result } from '../../../schema/contract/result.ts';
import type { AssistanceRequest } from '../domain/assistance-request.ts';
import {
  basisOfSubmission,
  checkLanguage,
  newRequest,
  oralOf,
  readSubmission,
  repeatedRequest,
  type Submission,
  type SubmissionInput,
} from '../domain/submit-request.ts';
import { type AssistanceServiceParts, demandScope } from './assistance-service-parts.ts';
import type { KnownVendor, VendorDirectory } from './vendor-directory.ts';

/** Submits a request in the caller's name; a retry under the same key gives what stands. */
export async function submitRequest(
  parts: AssistanceServiceParts,
  caller: Caller,
  input: SubmissionInput,
): Promise<Result<AssistanceRequest>> {
  const permitted = demandScope(caller, 'assistance:write');
  if (!permitted.ok) return permitted;
  const submission = readSubmission(caller.administration, input);
  return submission.ok ? submit(parts, caller, submission.value) : submission;
}

async function submit(
  { store, instruments, vendors, clock, newId }: AssistanceServiceParts,
  caller: Caller,
  submission: Submission,
): Promise<Result<AssistanceRequest>> {
  const requesting = caller.administration;
  // A retry is answered with what stands, even if the agreement has ended or the vendor is gone since.
  const standing = await store.findByKey(requesting, submission.idempotencyKey);
  if (standing !== undefined) return repeatedRequest(standing, submission);
  const now = clock();
  // The peer is asked before anything is written: a transaction never waits for another service.
  const subject = await knownSubject(vendors, caller, submission);
  if (!subject.ok) return subject;
  const basis = basisOfSubmission(instruments, requesting, submission, subject.value.subject, now);
  if (!basis.ok) return basis;
  const language = checkLanguage(submission, basis.value);
  if (!language.ok) return language;
  const oral = oralOf(submission, basis.value, now);
  if (!oral.ok) return oral;
  const circumstances = { id: newId(), now, requesting, agreement: basis.value, oral: oral.value, ...subject.value };
  const request = newRequest(submission, circumstances);
  const kept = await store.add(request);
  return kept.id === request.id ? accepted(kept) : repeatedRequest(kept, submission);
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
