import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Representation } from '../domain/representation.ts';
import { type ForeignVendorObject, foreignVendorObject, type OperatorObject, operatorObject } from './objects.ts';
import type { OperatorTypes } from './operator.type.ts';
import type { RepresentationTypes } from './representation.type.ts';
import { requireReading } from './require-side.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

const THROUGH_WHOM =
  'shares in the benefits at the asking administration, today there, the earliest first (note, IV ii, option 1); empty: ' +
  'through nobody, or nobody that you may know. Needs the scope vendor:read, or vendor:self for one’s own.';

/** Whom an operator represents, and through whom a vendor shares in benefits. */
export function createRepresentationResolvers(
  { Operator }: OperatorTypes,
  { ForeignVendor }: VendorRegistrationTypes,
  { SupplyChainRepresentation }: RepresentationTypes,
) {
  @Resolver(() => Operator)
  class OperatorResolver {
    @FieldResolver(() => [ForeignVendor], {
      description:
        'Vendors that this operator represents at the asking administration (note, option 1): those of registrations, newest ' +
        'first, without those that were refused or have ended; then those that its registry has on file as supply-chain ' +
        'partners today. Needs the scope vendor:read, or vendor:self for one’s own.',
    })
    async representedVendors(@Root() operator: OperatorObject, @Ctx() { loaders, caller }: VendorRegistrationContext) {
      requireReading(caller);
      return (await loaders.representedVendors.load(operator.tin)).map(foreignVendorObject);
    }

    @FieldResolver(() => [SupplyChainRepresentation], {
      description: `Through whom the vendor with this TIN ${THROUGH_WHOM}`,
    })
    async representedThrough(@Root() { tin }: OperatorObject, @Ctx() { loaders, caller }: VendorRegistrationContext) {
      requireReading(caller);
      const vendors = await loaders.vendorsOfTin.load(tin);
      const found = await Promise.all(vendors.map((vendor) => loaders.representations.load(vendor)));
      return found.flat().flatMap(representationObject);
    }
  }

  @Resolver(() => ForeignVendor)
  class ForeignVendorResolver {
    @FieldResolver(() => [SupplyChainRepresentation], { description: `Through whom it ${THROUGH_WHOM}` })
    async representedThrough(
      @Root() { id }: ForeignVendorObject,
      @Ctx() { loaders, caller }: VendorRegistrationContext,
    ) {
      requireReading(caller);
      const vendor = await loaders.vendor.load(id);
      return vendor === undefined ? [] : (await loaders.representations.load(vendor)).flatMap(representationObject);
    }
  }

  return [OperatorResolver, ForeignVendorResolver] as const;
}

/** None where the registry of the representative is not connected: it could not be shown. */
function representationObject({ representative, from, until, source }: Representation) {
  const operator = operatorObject(representative);
  return operator === null ? [] : [{ representative: operator, from, until, source }];
}
