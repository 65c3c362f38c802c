import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { DateScalar } from '../../runtime/scalars.ts';
import type { AssistanceSide } from '../domain/assistance-lifecycle.ts';
import type { ReminderReason } from '../domain/reminders.ts';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import { AssistanceSideEnum, ReminderReasonEnum } from './enums.ts';
import { type LoadedRequestObject, requestObject } from './request-object.ts';

/** What both sides are reminded of. */
export function createReminderResolver({ AssistanceRequest }: RequestTypes) {
  @ObjectType('AssistanceReminder', { description: 'Something that is owed in a request, or soon will be.' })
  class AssistanceReminder {
    @Field(() => AssistanceRequest, { description: 'The request.' })
    request: LoadedRequestObject;

    @Field(() => ReminderReasonEnum, { description: 'Why.' })
    reason: ReminderReason;

    @Field(() => AssistanceSideEnum, { description: 'Whose step is waited for; the other side may ask.' })
    waitsFor: AssistanceSide;

    @Field(() => DateScalar, { nullable: true, description: 'When it is or was owed; null: no day is set.' })
    on: string | null;
  }

  @Resolver()
  class ReminderResolver {
    @Query(() => [AssistanceReminder], {
      description:
        'What is overdue, due within 14 days or owed in requests that the asking administration is a party to, the ' +
        'earliest day for the answer first; of the 500 most urgent requests. Scope assistance:read.',
    })
    async assistanceReminders(@Ctx() context: AssistanceContext): Promise<AssistanceReminder[]> {
      const reminders = valueOrThrow(await context.service.remind(context.caller));
      return reminders.map(({ request, ...reminder }) => ({ request: requestObject(request, context), ...reminder }));
    }
  }
  return ReminderResolver;
}
