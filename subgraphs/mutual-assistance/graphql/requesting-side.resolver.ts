import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import { AssistanceParticularsInput, particularsOf } from './particulars.type.ts';
import { ERRORS, REQUEST, takeFor, VERSION } from './take.ts';

const MORE = {
  nullable: true,
  description: 'What the instruments ask a request to say and it lacked; nothing that was said is unsaid.',
};

/** The steps of the requesting administration after submission. */
export function createRequestingSideResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class RequestingSideResolver {
    @Mutation(() => AssistanceRequest, {
      description: `The requesting administration confirms an oral request in writing. ${ERRORS}`,
    })
    confirmAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Arg('particulars', () => AssistanceParticularsInput, MORE)
      particulars: AssistanceParticularsInput | null | undefined,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, {
        action: 'confirmAssistanceRequest',
        particulars: particulars == null ? null : particularsOf(particulars),
      });
    }

    @Mutation(() => AssistanceRequest, { description: `The requesting administration says more. ${ERRORS}` })
    supplyInformation(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('answer', () => String, { description: 'What was missing, 1 to 10,000 characters.' }) answer: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Arg('particulars', () => AssistanceParticularsInput, MORE)
      particulars: AssistanceParticularsInput | null | undefined,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, {
        action: 'supplyInformation',
        answer,
        particulars: particulars == null ? null : particularsOf(particulars),
      });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requesting administration no longer needs an answer. ${ERRORS}`,
    })
    withdrawAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'withdrawAssistanceRequest' });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requesting administration has what it needs; the answer stays, and its use can still be settled. ${ERRORS}`,
    })
    closeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'closeAssistanceRequest' });
    }
  }
  return RequestingSideResolver;
}
