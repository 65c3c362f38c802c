import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AssistanceEventType, AssistanceResponseType } from './answer.type.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import type { LoadedRequestObject } from './request-object.ts';

/** The fields of a request that stand in tables of their own. */
export function createRequestFieldsResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver(() => AssistanceRequest)
  class RequestFieldsResolver {
    @FieldResolver(() => AssistanceResponseType, {
      nullable: true,
      description: 'The answer of the requested administration; null unless COMPLETED.',
    })
    async response(@Root() { request }: LoadedRequestObject, @Ctx() { loaders }: AssistanceContext) {
      const { response, id } = request;
      return response === null ? null : { ...response, evidence: await loaders.evidenceOf.load(id) };
    }

    @FieldResolver(() => [AssistanceEventType], { description: 'Every step, the submission first.' })
    history(@Root() { request }: LoadedRequestObject, @Ctx() { loaders }: AssistanceContext) {
      return loaders.historyOf.load(request.id);
    }
  }
  return RequestFieldsResolver;
}
