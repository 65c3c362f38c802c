import { z } from 'zod';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { Result } from '../../../schema/contract/result.ts';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { Registration } from '../domain/registration.ts';
import { checkCriteria, draftValidationRequest } from '../domain/validation-request.ts';
import { changeRegistration, noSuchRegistration, permitStep } from './change-registration.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

const SUBMIT = `mutation($input: AssistanceRequestInput!) {
  submitAssistanceRequest(input: $input) { id reference state }
}`;

const submittedSchema = z.object({
  submitAssistanceRequest: z.object({ id: z.string(), reference: z.string(), state: z.string() }),
});

/**
 * Asks the vendor's home administration to validate it, through the mutual-assistance service and outside any transaction;
 * only once that service has taken the request does the registration wait for it. A repeated attempt sends the same
 * idempotency key, so that a lost answer leads to one request and not two. Its reference is kept apart from the remark,
 * which the vendor reads. Throws the other service's registered error.
 */
export async function requestExporterValidation(
  parts: VendorRegistrationParts,
  caller: Caller,
  given: {
    readonly registrationId: string;
    readonly criteria: readonly SafeCriterion[];
    readonly version: number;
  },
): Promise<Result<Registration>> {
  const step = { ...given, action: 'requestExporterValidation', remark: null } as const;
  const permitted = await permitStep(parts.store.read, caller, step);
  if (!permitted.ok) return permitted;
  const criteria = checkCriteria(given.criteria);
  if (!criteria.ok) return criteria;
  const { registration } = permitted.value;
  const [vendor] = await parts.store.read.vendors(registration.destination, [registration.vendorId]);
  if (vendor === undefined) return noSuchRegistration();
  const today = todayAt(registration.destination, parts.clock);
  const scheme = getSchemeRow(parts.schemes, registration.scheme, today);
  const draft = draftValidationRequest(registration, vendor, scheme, criteria.value, parts.agreements, today);
  if (!draft.ok) return draft;
  const answer = await parts.mutualAssistance.ask<unknown>(caller, SUBMIT, { input: draft.value });
  const { reference } = submittedSchema.parse(answer).submitAssistanceRequest;
  return changeRegistration(parts, caller, { ...step, assistanceReference: reference });
}
