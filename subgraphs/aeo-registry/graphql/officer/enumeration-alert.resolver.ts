import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { EnumerationRule } from '../../../../schema/contract/registry-event.ts';
import { DateTimeScalar } from '../../../runtime/scalars.ts';
import type { EnumerationAlert } from '../../domain/enumeration.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';

/** Callers that were taken to be guessing numbers of operators. */
export function createEnumerationAlertResolver() {
  @ObjectType('EnumerationAlert', {
    description:
      'A caller of a partner that was taken to be guessing, and is told nothing for a while: REFUSED for every TIN alike. Its own administration is told too.',
  })
  class EnumerationAlertType implements EnumerationAlert {
    @Field(() => ID, { description: 'Identifier of the alert.' })
    id: string;

    @Field(() => ID, { description: 'Code of the administration that asked.' })
    asking: string;

    @Field(() => String, { description: 'The person or program within it, as its token names it.' })
    subject: string;

    @Field(() => String, {
      description:
        'SEQUENCE: neighbouring numbers; SHARE: most of what it asked is unknown or withheld; NUMBER: so many that no share excuses it.',
    })
    rule: EnumerationRule;

    @Field(() => Int, { description: 'Different identifiers within a day of which nothing was told.' })
    unanswered: number;

    @Field(() => Int, { description: 'Questions within that day; where there were very many, at least so many.' })
    questions: number;

    @Field(() => DateTimeScalar, { description: 'Instant from which it is refused.' })
    since: string;

    @Field(() => DateTimeScalar, { description: 'Instant from which it is refused no more.' })
    until: string;

    @Field(() => String, { nullable: true, description: 'Who ended it before its time; null: nobody.' })
    liftedBy: string | null;

    @Field(() => String, { nullable: true, description: 'Why; null: nobody ended it before its time.' })
    liftedWhy: string | null;
  }

  @Resolver()
  class EnumerationAlertResolver {
    @Query(() => [EnumerationAlertType], { description: 'Newest first, the newest thousand. Needs registry:read.' })
    enumerationAlerts(@Ctx() context: OfficerContext): Promise<readonly EnumerationAlert[]> {
      officerWith(context, 'registry:read');
      return context.watch.alerts();
    }

    @Mutation(() => EnumerationAlertType, {
      description:
        'Ends a refusal before its time, where it was a false alarm; from now on the caller’s questions are counted anew. NOT_FOUND; ILLEGAL_TRANSITION where it is over. Needs registry:write.',
    })
    async liftEnumerationRefusal(
      @Arg('id', () => ID, { description: 'Identifier of the alert.' }) id: string,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters; never leaves this administration.' })
      reason: string,
      @Ctx() context: OfficerContext,
    ): Promise<EnumerationAlert> {
      const { subject: by } = officerWith(context, 'registry:write');
      return valueOrThrow(await context.watch.lift(id, reason, by));
    }
  }
  return EnumerationAlertResolver;
}
