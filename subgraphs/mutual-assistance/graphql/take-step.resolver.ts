import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { DateScalar } from '../../runtime/scalars.ts';
import type { RefusalGround } from '../domain/assistance-request.ts';
import type { Step } from '../domain/take-step.ts';
import { weighEvidence } from '../service/weigh-evidence.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import { AssistanceResponseInput } from './assistance-response.input.ts';
import type { AssistanceContext } from './context.ts';
import { RefusalGroundEnum } from './enums.ts';
import { requestObject } from './request-object.ts';

const ERRORS =
  'Scope assistance:write. NOT_FOUND for an administration that is no party, VERSION_CONFLICT where somebody was ' +
  'faster, ILLEGAL_TRANSITION where the state or the side does not allow it.';

const REQUEST = { description: 'The request.' };
const VERSION = { description: 'The version that was read: the step is decided on it.' };

async function take(context: AssistanceContext, id: string, version: number, step: Step) {
  return requestObject(valueOrThrow(await context.service.take(context.caller, id, version, step)), context);
}

/** The steps after submission, each its own side’s. */
export function createTakeStepResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class TakeStepResolver {
    @Mutation(() => AssistanceRequest, { description: `The requested administration has the request. ${ERRORS}` })
    acknowledgeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return take(context, id, version, { action: 'acknowledgeAssistanceRequest' });
    }

    @Mutation(() => AssistanceRequest, { description: `The requested administration needs to know more. ${ERRORS}` })
    askForInformation(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('question', () => String, { description: 'What is missing, 1 to 10,000 characters.' }) question: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return take(context, id, version, { action: 'askForInformation', question });
    }

    @Mutation(() => AssistanceRequest, { description: `The requesting administration says more. ${ERRORS}` })
    supplyInformation(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('answer', () => String, { description: 'What was missing, 1 to 10,000 characters.' }) answer: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return take(context, id, version, { action: 'supplyInformation', answer });
    }

    @Mutation(() => AssistanceRequest, { description: `The requested administration cannot help yet. ${ERRORS}` })
    postponeAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('until', () => DateScalar, { description: 'When it will be looked at again; after today.' }) until: string,
      @Arg('remark', () => String, { description: 'The reasons, 1 to 10,000 characters.' }) remark: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return take(context, id, version, { action: 'postponeAssistanceRequest', until, remark });
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
      const { outcome, criteria, answers, evidence, useRestrictions } = response;
      return take(context, id, version, {
        action: 'completeAssistanceRequest',
        response: {
          outcome,
          criteria: (criteria ?? []).map(({ criterion, result, basis, remark }) => ({
            ...{ criterion, result },
            ...{ basis: basis ?? 'DIRECT', remark: remark ?? null },
          })),
          answers: answers ?? [],
          evidence: (evidence ?? []).map(weighEvidence),
          useRestrictions: useRestrictions ?? null,
        },
      });
    }

    @Mutation(() => AssistanceRequest, { description: `The requested administration declines. ${ERRORS}` })
    refuseAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('ground', () => RefusalGroundEnum, { description: 'The ground.' }) ground: RefusalGround,
      @Arg('explanation', () => String, { description: 'The reasons, 1 to 10,000 characters.' }) explanation: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return take(context, id, version, { action: 'refuseAssistanceRequest', ground, explanation });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requesting administration no longer needs an answer. ${ERRORS}`,
    })
    withdrawAssistanceRequest(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return take(context, id, version, { action: 'withdrawAssistanceRequest' });
    }
  }
  return TakeStepResolver;
}
