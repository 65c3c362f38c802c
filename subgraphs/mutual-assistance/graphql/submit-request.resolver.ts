import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { AssistanceRequestInput } from './assistance-request.input.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import { requestObject } from './request-object.ts';

/** The step that begins a request. */
export function createSubmitRequestResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class SubmitRequestResolver {
    @Mutation(() => AssistanceRequest, {
      description:
        'Asks another administration for assistance. Scope assistance:write. NO_LEGAL_BASIS without an agreement in ' +
        'force that allows the kind; NOT_FOUND for a vendor that is not the own administration’s.',
    })
    async submitAssistanceRequest(
      @Arg('input', () => AssistanceRequestInput, { description: 'What is asked, of whom, on which legal basis.' })
      input: AssistanceRequestInput,
      @Ctx() context: AssistanceContext,
    ) {
      const submission = {
        requested: input.requested,
        kind: input.kind,
        agreement: input.agreement,
        reason: input.reason,
        facts: input.facts,
        purpose: input.purpose,
        urgent: input.urgent ?? false,
        subjectTin: input.subjectTin ?? null,
        subjectVendorId: input.subjectVendorId ?? null,
        criteria: input.criteria ?? [],
        questions: input.questions ?? [],
        idempotencyKey: input.idempotencyKey,
      };
      return requestObject(valueOrThrow(await context.service.submit(context.caller, submission)), context);
    }
  }
  return SubmitRequestResolver;
}
