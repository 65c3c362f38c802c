import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { DateScalar } from '../../runtime/scalars.ts';
import type { PostponementGround, RefusalGround } from '../domain/assistance-request.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import { AssistanceResponseInput, responseOf } from './assistance-response.input.ts';
import type { AssistanceContext } from './context.ts';
import { PostponementGroundEnum, RefusalGroundEnum } from './enums.ts';
import { ERRORS, REQUEST, takeFor, VERSION } from './take.ts';

/** The steps of the requested administration. */
export function createRequestedSideResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class RequestedSideResolver {
    @Mutation(() => AssistanceRequest, { description: `The requested administration has the request. ${ERRORS}` })
    acknowledgeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'acknowledgeAssistanceRequest' });
    }

    @Mutation(() => AssistanceRequest, { description: `The requested administration begins to execute it. ${ERRORS}` })
    startExecution(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'startExecution' });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration needs to know more; until it does the clock stands. ${ERRORS}`,
    })
    askForInformation(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('question', () => String, { description: 'What is missing, 1 to 10,000 characters.' }) question: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'askForInformation', question });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration cannot help yet; the clock stands until the day of review. ${ERRORS}`,
    })
    postponeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('until', () => DateScalar, { description: 'When it will be looked at again; after today.' }) until: string,
      @Arg('remark', () => String, { description: 'The reasons, 1 to 10,000 characters.' }) remark: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Arg('ground', () => PostponementGroundEnum, {
        nullable: true,
        defaultValue: 'ONGOING_PROCEEDINGS',
        description: 'With what assistance would interfere.',
      })
      ground: PostponementGround | null,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, {
        action: 'postponeAssistanceRequest',
        ground: ground ?? 'ONGOING_PROCEEDINGS',
        ...{ until, remark },
      });
    }

    @Mutation(() => AssistanceRequest, { description: `The requested administration can help after all. ${ERRORS}` })
    resumeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'resumeAssistanceRequest' });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration answers; BAD_USER_INPUT names criteria left out. ${ERRORS}`,
    })
    completeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('response', () => AssistanceResponseInput, { description: 'The answer.' }) response: AssistanceResponseInput,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      const answer = responseOf(response);
      return takeFor(context, id, version, { action: 'completeAssistanceRequest', response: answer }, answer.evidence);
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration answers in part, and says why not in whole. ${ERRORS}`,
    })
    completeAssistanceRequestInPart(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('response', () => AssistanceResponseInput, {
        description: 'What can be answered; criteria may be left out.',
      })
      response: AssistanceResponseInput,
      @Arg('ground', () => RefusalGroundEnum, { description: 'The ground for the rest.' }) ground: RefusalGround,
      @Arg('explanation', () => String, { description: 'The reasons, 1 to 10,000 characters.' }) explanation: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      const answer = responseOf(response);
      const step = { action: 'completeAssistanceRequestInPart', response: answer, ground, explanation } as const;
      return takeFor(context, id, version, step, answer.evidence);
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration declines; without ground and reasons it cannot. ${ERRORS}`,
    })
    refuseAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('ground', () => RefusalGroundEnum, { description: 'The ground.' }) ground: RefusalGround,
      @Arg('explanation', () => String, { description: 'The reasons, 1 to 10,000 characters.' }) explanation: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'refuseAssistanceRequest', ground, explanation });
    }
  }
  return RequestedSideResolver;
}
