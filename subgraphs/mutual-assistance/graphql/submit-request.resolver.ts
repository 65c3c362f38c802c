import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { AssistanceRequestInput, submissionOf } from './assistance-request.input.ts';
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
      return requestObject(valueOrThrow(await context.service.submit(context.caller, submissionOf(input))), context);
    }
  }
  return SubmitRequestResolver;
}
