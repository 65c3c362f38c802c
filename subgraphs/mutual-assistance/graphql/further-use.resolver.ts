import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import { PurposeOfUseEnum } from '../../runtime/enums.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import { ERRORS, REQUEST, takeFor, VERSION } from './take.ts';

const PURPOSE = { description: 'The other purpose.' };

/** Consent to another use of an answer: asked for and decided in the case (domain.md 3.3). */
export function createFurtherUseResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class FurtherUseResolver {
    @Mutation(() => AssistanceRequest, {
      description: `The requesting administration asks to use the answer for another purpose. ${ERRORS}`,
    })
    requestFurtherUse(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('purpose', () => PurposeOfUseEnum, PURPOSE) purpose: PurposeOfUse,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters.' }) reason: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'requestFurtherUse', purpose, reason });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration lets the answer be used for that purpose too. ${ERRORS}`,
    })
    grantFurtherUse(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('purpose', () => PurposeOfUseEnum, PURPOSE) purpose: PurposeOfUse,
      @Arg('version', () => Int, VERSION) version: number,
      @Arg('remark', () => String, { nullable: true, description: 'Conditions, 1 to 10,000 characters.' })
      remark: string | null | undefined,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'grantFurtherUse', purpose, remark: remark ?? null });
    }

    @Mutation(() => AssistanceRequest, {
      description: `The requested administration does not let the answer be used for that purpose. ${ERRORS}`,
    })
    refuseFurtherUse(
      @Arg('id', () => ID, REQUEST) id: string,
      @Arg('purpose', () => PurposeOfUseEnum, PURPOSE) purpose: PurposeOfUse,
      @Arg('remark', () => String, { description: 'The reasons, 1 to 10,000 characters.' }) remark: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      return takeFor(context, id, version, { action: 'refuseFurtherUse', purpose, remark });
    }
  }
  return FurtherUseResolver;
}
