import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { SafeCriterion } from '../../../../schema/contract/vocabulary.ts';
import { SafeCriterionEnum } from '../../../runtime/enums.ts';
import { DateScalar } from '../../../runtime/scalars.ts';
import type { DesignatedValidator } from '../../domain/designated-validator.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';

/** Whom the administration lets validate. */
export function createValidatorResolver() {
  @ObjectType('DesignatedValidator', {
    description: 'A third party designated to validate operators (note, VIII); the administration alone decides.',
  })
  class DesignatedValidatorType implements DesignatedValidator {
    @Field(() => ID, { description: 'Identifier of this designation.' })
    id: string;

    @Field(() => String, { description: 'Name, as validations have it in `validatedBy`.' })
    name: string;

    @Field(() => [SafeCriterionEnum], { description: 'Criteria that it may validate.' })
    scope: readonly SafeCriterion[];

    @Field(() => DateScalar, { description: 'First day, at this administration.' })
    from: string;

    @Field(() => DateScalar, {
      nullable: true,
      description: 'Day from whose beginning it is designated no more; null: it has not been withdrawn.',
    })
    until: string | null;
  }

  @Resolver()
  class ValidatorResolver {
    @Query(() => [DesignatedValidatorType], { description: 'Designations in order of name and beginning.' })
    validators(
      @Arg('activeOn', () => DateScalar, {
        nullable: true,
        description: 'Those that hold on that day; default: all there ever were.',
      })
      activeOn: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<readonly DesignatedValidator[]> {
      officerWith(context, 'registry:read');
      return context.validators.list(activeOn ?? undefined);
    }

    @Mutation(() => DesignatedValidatorType, {
      description:
        'Designates a third party. BAD_USER_INPUT where one of that name is designated on the first day already. Needs registry:write.',
    })
    async designateValidator(
      @Arg('name', () => String, { description: '1 to 300 characters.' }) name: string,
      @Arg('scope', () => [SafeCriterionEnum], { description: 'Criteria that it may validate, at least one.' })
      scope: SafeCriterion[],
      @Arg('from', () => DateScalar, { description: 'First day, at this administration.' }) from: string,
      @Ctx() context: OfficerContext,
    ): Promise<DesignatedValidator> {
      const { subject: by } = officerWith(context, 'registry:write');
      return valueOrThrow(await context.validators.designate({ name, scope, from, by }));
    }

    @Mutation(() => DesignatedValidatorType, {
      description:
        'Withdraws a designation, for good: from that day on attestations flag what the party validated under it, and drop nothing. NOT_FOUND; ILLEGAL_TRANSITION where it has been withdrawn. Needs registry:write.',
    })
    async withdrawDesignation(
      @Arg('id', () => ID, { description: 'Identifier of the designation.' }) id: string,
      @Arg('on', () => DateScalar, { description: 'Day from whose beginning it is designated no more.' }) on: string,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters; never leaves this administration.' })
      reason: string,
      @Ctx() context: OfficerContext,
    ): Promise<DesignatedValidator> {
      const { subject: by } = officerWith(context, 'registry:write');
      return valueOrThrow(await context.validators.withdraw({ id, on, reason, by }));
    }
  }
  return ValidatorResolver;
}
