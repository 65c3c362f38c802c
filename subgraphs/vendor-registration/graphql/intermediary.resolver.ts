import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import type { Intermediary } from '../domain/intermediary.ts';
import { registerIntermediary } from '../service/register-intermediary.ts';
import type { VendorRegistrationObject } from './objects.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

/** Intermediaries with a number of their own. */
export function createIntermediaryResolvers({ VendorRegistration }: VendorRegistrationTypes) {
  @ObjectType('Intermediary', {
    description: 'An operator of the destination that represents vendors under its scheme, with a number of its own.',
  })
  class IntermediaryType {
    @Field(() => TinScalar, { description: 'Its TIN.' })
    tin: string;

    @Field(() => ID, {
      description:
        'Its own number in the scheme’s format. At import it is INTERMEDIARY_NUMBER: no consignment may carry it.',
    })
    number: string;

    @Field(() => DateTimeScalar, { description: 'When it was registered.' })
    registeredAt: string;
  }

  @Resolver()
  class IntermediaryResolver {
    @Mutation(() => IntermediaryType, {
      description:
        'Gives an operator of the asking administration its own number as intermediary; asked again, the same number. ' +
        'BAD_USER_INPUT where the scheme numbers no intermediaries or the operator is another’s, TIN_MALFORMED, TIN_CHECKSUM or TERRITORY_UNKNOWN where it is none. Needs vendor:write.',
    })
    async registerIntermediary(
      @Arg('tin', () => TinScalar, { description: 'The operator.' }) tin: string,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ): Promise<Intermediary> {
      requireScope(caller, 'vendor:write');
      return valueOrThrow(await registerIntermediary(parts, caller, tin));
    }
  }

  @Resolver(() => VendorRegistration)
  class IntermediaryOfRegistrationResolver {
    @FieldResolver(() => IntermediaryType, {
      nullable: true,
      description:
        'The intermediary through which it was applied for, with its own number; null: none, or it has no number yet.',
    })
    async intermediary(
      @Root() { registration }: VendorRegistrationObject,
      @Ctx() { loaders }: VendorRegistrationContext,
    ) {
      const { capacity, representative, scheme } = registration;
      if (capacity !== 'INTERMEDIARY' || representative === null) return null;
      const found = await loaders.intermediaries.load(representative);
      return found.find((one) => one.scheme === scheme) ?? null;
    }
  }

  return [IntermediaryResolver, IntermediaryOfRegistrationResolver] as const;
}
