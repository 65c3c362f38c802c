import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { registeredError, valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import { AssistanceDraftInput, draftInputOf, draftObject, SavedAssistanceDraftType } from './draft.type.ts';
import { requestObject } from './request-object.ts';

const DRAFT = { description: 'The draft.' };
const VERSION = { description: 'The version that was read.' };

/** Requests that are not sent yet. */
export function createDraftResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class DraftResolver {
    @Query(() => [SavedAssistanceDraftType], {
      description: 'The asking administration’s own drafts, the last saved first, at most 200. Scope assistance:read.',
    })
    async assistanceDrafts(@Ctx() { service, caller }: AssistanceContext) {
      return valueOrThrow(await service.drafts.list(caller)).map(draftObject);
    }

    @Query(() => SavedAssistanceDraftType, {
      nullable: true,
      description:
        'One draft; null where the asking administration has none of that identifier. Scope assistance:read.',
    })
    async assistanceDraft(@Arg('id', () => ID, DRAFT) id: string, @Ctx() { service, caller }: AssistanceContext) {
      const draft = valueOrThrow(await service.drafts.find(caller, id));
      return draft === undefined ? null : draftObject(draft);
    }

    @Mutation(() => SavedAssistanceDraftType, {
      description:
        'Keeps a draft: a new one, or with `id` and `version` the whole content of one that is there. Scope ' +
        'assistance:write. NOT_FOUND, VERSION_CONFLICT; LIMIT_EXCEEDED beyond 200.',
    })
    async saveAssistanceDraft(
      @Arg('input', () => AssistanceDraftInput, { description: 'What is written so far.' }) input: AssistanceDraftInput,
      @Arg('id', () => ID, { nullable: true, description: 'The draft; null: a new one.' }) id:
        | string
        | null
        | undefined,
      @Arg('version', () => Int, { nullable: true, description: 'The version that was read; with `id` only.' })
      version: number | null | undefined,
      @Ctx() { service, caller }: AssistanceContext,
    ) {
      if ((id == null) !== (version == null)) {
        const rule = 'given with id, and only with it';
        throw registeredError({ code: 'BAD_USER_INPUT', message: `version: ${rule}.`, field: 'version', rule });
      }
      const given = id == null || version == null ? null : { id, version };
      return draftObject(valueOrThrow(await service.drafts.save(caller, draftInputOf(input), given)));
    }

    @Mutation(() => AssistanceRequest, {
      description:
        'Sends a draft as submitAssistanceRequest does; sent again, it gives the same request. BAD_USER_INPUT names ' +
        'everything demanded that the draft does not say. Scope assistance:write.',
    })
    async submitAssistanceDraft(
      @Arg('id', () => ID, DRAFT) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() context: AssistanceContext,
    ) {
      const { service, caller } = context;
      return requestObject(valueOrThrow(await service.drafts.submit(caller, id, version)), context);
    }

    @Mutation(() => ID, { description: 'Throws a draft away; gives its identifier. Scope assistance:write.' })
    async discardAssistanceDraft(
      @Arg('id', () => ID, DRAFT) id: string,
      @Arg('version', () => Int, VERSION) version: number,
      @Ctx() { service, caller }: AssistanceContext,
    ) {
      return valueOrThrow(await service.drafts.discard(caller, id, version));
    }
  }
  return DraftResolver;
}
