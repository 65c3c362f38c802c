import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { findAdministration } from '../../../schema/administrations.ts';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { CurrencyScalar, DateScalar, DecimalScalar } from '../../runtime/scalars.ts';
import { findPublishedSchemeOn } from '../domain/published-scheme.ts';
import { checkTurnover, type RegistrationDuty, registrationDutyOf } from '../domain/registration-duty.ts';
import { todayAt } from '../service/vendor-registration-parts.ts';
import { RegistrationDutyEnum } from './enums.ts';
import { type CollectionSchemeObject, collectionSchemeObject } from './objects.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

/** Who must register, and from which turnover. */
export function createRegistrationDutyResolver({ CollectionScheme }: VendorRegistrationTypes) {
  @ObjectType('RegistrationDutyAnswer', { description: 'Whether a turnover obliges a vendor to register.' })
  class RegistrationDutyAnswer {
    @Field(() => RegistrationDutyEnum, { description: 'Whether it does.' })
    duty: RegistrationDuty;

    @Field(() => String, { description: 'The rule that says so, with the scheme’s row.' })
    rule: string;

    @Field(() => CollectionScheme, { description: 'The scheme of that day, with its source.' })
    scheme: CollectionSchemeObject;
  }

  @Resolver()
  class RegistrationDutyResolver {
    @Query(() => RegistrationDutyAnswer, {
      nullable: true,
      description:
        'Whether a foreign vendor with this turnover has to register at a destination; null: no scheme is known there on ' +
        'that day. What is not stated, or stated in other money than the scheme’s, is NOT_KNOWN and never a "no". Nothing ' +
        'is kept of what is asked. Open to every caller.',
    })
    mustRegister(
      @Arg('destination', () => ID, { description: 'Code of the administration.' }) destination: string,
      @Arg('currency', () => CurrencyScalar, { description: 'Of the turnover; ISO 4217.' }) currency: string,
      @Arg('annualTurnover', () => DecimalScalar, {
        nullable: true,
        description: 'Sales to the destination in twelve months that the scheme would tax; null: not known.',
      })
      annualTurnover: string | null,
      @Arg('worldwideTurnover', () => DecimalScalar, {
        nullable: true,
        description: 'Turnover in the whole world in twelve months, where the scheme asks for it; null: not known.',
      })
      worldwideTurnover: string | null,
      @Arg('on', () => DateScalar, { nullable: true, description: 'Null: today at the destination.' })
      on: string | null,
      @Ctx() { parts }: VendorRegistrationContext,
    ): RegistrationDutyAnswer | null {
      const given = { currency, toDestination: annualTurnover ?? null, worldwide: worldwideTurnover ?? null };
      const stated = valueOrThrow(checkTurnover(given));
      const code = findAdministration(destination)?.code;
      if (code === undefined) return null;
      const scheme = findPublishedSchemeOn(parts.schemes, code, on ?? todayAt(code, parts.clock));
      if (scheme === undefined) return null;
      return { ...registrationDutyOf(scheme, stated), scheme: collectionSchemeObject(scheme) };
    }
  }

  return RegistrationDutyResolver;
}
