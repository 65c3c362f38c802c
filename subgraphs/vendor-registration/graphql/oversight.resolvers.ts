import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { permits } from '../../../schema/contract/caller.ts';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import { differencesOf } from '../domain/return-differences.ts';
import { readUse } from '../service/read-use.ts';
import { foreignVendorObject, type RemittanceReturnObject, type VendorRegistrationObject } from './objects.ts';
import type { RemittanceReturnTypes } from './remittance-return.type.ts';
import type { VendorCheckTypes } from './vendor-check.type.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

const DEFAULT_DAYS = 30;
const MAXIMUM_DAYS = 366;
const OFFICERS = 'Null for a vendor that acts for itself: it is its destination’s to see (vendor:read).';

/** What an officer sees of a registration, and the vendor does not: use of its number, duplicates, differences. */
export function createOversightResolvers(
  { VendorRegistration }: VendorRegistrationTypes,
  { RemittanceReturn, ReturnDifference }: RemittanceReturnTypes,
  { DayOfUse, PossibleDuplicate }: VendorCheckTypes,
) {
  @Resolver(() => VendorRegistration)
  class OversightResolver {
    @FieldResolver(() => [DayOfUse], {
      nullable: true,
      description: `Days on which its number was checked, oldest first; those that stand out are marked. ${OFFICERS}`,
    })
    usage(
      @Root() { registration }: VendorRegistrationObject,
      @Arg('days', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_DAYS,
        description: 'How far back, 1 to 366 days with today. Null: 30.',
      })
      days: number | null,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      const back = days ?? DEFAULT_DAYS;
      if (back < 1 || back > MAXIMUM_DAYS) {
        throw registeredError({ code: 'BAD_USER_INPUT', message: 'days: 1 to 366.', field: 'days', rule: '1 to 366' });
      }
      return permits(caller, 'vendor:read') ? readUse(parts, registration, back) : null;
    }

    @FieldResolver(() => [PossibleDuplicate], {
      nullable: true,
      description: `Other vendors of the destination that may be the same one. Nothing is ever merged. ${OFFICERS}`,
    })
    async possibleDuplicates(
      @Root() { registration }: VendorRegistrationObject,
      @Ctx() { caller, loaders }: VendorRegistrationContext,
    ) {
      if (!permits(caller, 'vendor:read')) return null;
      const found = await loaders.possibleDuplicates.load(registration.vendorId);
      return found.map(({ vendor, kinds }) => ({ vendor: foreignVendorObject(vendor), matches: kinds }));
    }
  }

  @Resolver(() => RemittanceReturn)
  class DifferenceResolver {
    @FieldResolver(() => [ReturnDifference], {
      nullable: true,
      description: `What differs from what was checked at import in the period; empty while it is not filed. ${OFFICERS}`,
    })
    async differences(
      @Root() { told }: RemittanceReturnObject,
      @Ctx() { caller, loaders, parts }: VendorRegistrationContext,
    ) {
      if (!permits(caller, 'vendor:read')) return null;
      if (told.version === 0) return [];
      const registration = await loaders.registration.load(told.registrationId);
      if (registration === undefined) return null;
      const checks = await loaders.checkedConsignments.load(told.registrationId);
      const scheme = getSchemeRow(parts.schemes, registration.scheme, told.period.lastDay);
      return differencesOf(told, checks, told.period, scheme);
    }
  }

  return [OversightResolver, DifferenceResolver] as const;
}
