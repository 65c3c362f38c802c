import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import { mayBeUsedFor } from '../domain/further-use.ts';
import { historyAt } from '../domain/reminders.ts';
import { type AnswerTypes, AssistanceEventType } from './answer.type.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import type { LoadedRequestObject } from './request-object.ts';

/** The fields of a request that stand in tables of their own. */
export function createRequestFieldsResolver(
  { AssistanceRequest }: RequestTypes,
  { AssistanceResponseType }: AnswerTypes,
) {
  @Resolver(() => AssistanceRequest)
  class RequestFieldsResolver {
    @FieldResolver(() => AssistanceResponseType, {
      nullable: true,
      description:
        'The answer of the requested administration; null while there is none. FORBIDDEN for the requesting ' +
        'administration under a purpose that is neither the request’s own nor one of its granted further uses.',
    })
    async response(@Root() { request }: LoadedRequestObject, @Ctx() { loaders, caller }: AssistanceContext) {
      const { response, id } = request;
      if (response === null) return null;
      if (caller.administration === request.requesting && !mayBeUsedFor(request, caller.purpose)) {
        throw registeredError({
          code: 'FORBIDDEN',
          message:
            `The answer was given for ${request.purpose} and may not be used for ${caller.purpose}. ` +
            'Ask the requested administration for its consent with requestFurtherUse.',
          field: 'response',
          rule: `purpose ${request.purpose}`,
        });
      }
      return { ...response, evidence: await loaders.evidenceOf.load(id) };
    }

    @FieldResolver(() => [AssistanceEventType], { description: 'Every step, the submission first.' })
    async history(@Root() { request }: LoadedRequestObject, @Ctx() { loaders, now }: AssistanceContext) {
      return historyAt(request, await loaders.historyOf.load(request.id), now);
    }
  }
  return RequestFieldsResolver;
}
