import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { Change } from '../../runtime/change-feed.ts';
import { followSeen } from '../../runtime/follow-seen.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { AFTER_CURSOR, CursorScalar } from '../../runtime/scalars.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import { requestObject } from './request-object.ts';

/** What can be followed. */
export function createAssistanceSubscriptionResolver({ AssistanceRequest }: RequestTypes) {
  @Resolver()
  class AssistanceSubscriptionResolver {
    @Subscription(() => AssistanceRequest, {
      description:
        'A request that the asking administration is a party to, after each step in it, in the order of the steps; as it is when it is told. Scope assistance:read.',
      subscribe({ args, context }: { args: { after?: string | null }; context: AssistanceContext }) {
        requireScope(context.caller, 'assistance:read');
        return followSeen(context, args.after, async ({ key }) => (await context.loaders.byId.load(key)) !== undefined);
      },
    })
    async assistanceRequestChanged(
      @Arg('after', () => CursorScalar, { nullable: true, description: AFTER_CURSOR })
      _after: string | null | undefined,
      @Root() { key }: Change,
      @Ctx() context: AssistanceContext,
    ) {
      const request = valueOrThrow(await context.service.find(context.caller, key));
      return request === undefined ? null : requestObject(request, context);
    }
  }
  return AssistanceSubscriptionResolver;
}
