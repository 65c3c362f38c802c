import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { liabilityOf } from '../domain/liability.ts';
import type { Registration, Vendor } from '../domain/registration.ts';
import { listReturns } from '../service/list-returns.ts';
import {
  type CollectionSchemeObject,
  type ForeignVendorObject,
  foreignVendorObject,
  operatorObject,
  registrationEventObject,
  remittanceReturnObject,
  schemeObjectOf,
  schemeRowOf,
  taxRateObjects,
  type VendorRegistrationObject,
  vendorRegistrationObject,
} from './objects.ts';
import type { OperatorTypes } from './operator.type.ts';
import type { RemittanceReturnTypes } from './remittance-return.type.ts';
import { requireReading } from './require-side.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

/** Fields that need a look-up, each batched. */
export function createFieldResolvers(
  { Operator }: OperatorTypes,
  types: VendorRegistrationTypes,
  { RemittanceReturn }: RemittanceReturnTypes,
) {
  const { ForeignVendor, VendorRegistration, CollectionScheme, Liability, RegistrationEvent, TaxRate } = types;

  @Resolver(() => ForeignVendor)
  class ForeignVendorResolver {
    @FieldResolver(() => Operator, {
      nullable: true,
      description: 'The operator that its TIN names; null: it has none, or its administration has no registry here.',
    })
    operator(@Root() vendor: ForeignVendorObject) {
      return operatorObject(vendor.tin);
    }

    @FieldResolver(() => [VendorRegistration], {
      description: 'Its registrations at the asking administration, newest first.',
    })
    async registrations(@Root() vendor: ForeignVendorObject, @Ctx() { loaders, caller }: VendorRegistrationContext) {
      requireReading(caller);
      return (await loaders.registrationsOfVendor.load(vendor.id)).map(vendorRegistrationObject);
    }
  }

  @Resolver(() => VendorRegistration)
  class VendorRegistrationResolver {
    @FieldResolver(() => ForeignVendor, { description: 'Who is registered.' })
    async vendor(@Root() { registration }: VendorRegistrationObject, @Ctx() context: VendorRegistrationContext) {
      return foreignVendorObject(await getVendor(registration, context));
    }

    @FieldResolver(() => CollectionScheme, { description: 'The rules that it is under today.' })
    scheme(@Root() { registration }: VendorRegistrationObject, @Ctx() { parts }: VendorRegistrationContext) {
      return schemeObjectOf(registration, parts);
    }

    @FieldResolver(() => Operator, {
      nullable: true,
      description: 'The operator of the destination that represents the vendor (note, option 1); null: none.',
    })
    representative(@Root() { registration }: VendorRegistrationObject) {
      return operatorObject(registration.representative);
    }

    @FieldResolver(() => Liability, { description: 'Who must assess, collect and remit, by the rules of today.' })
    async liability(@Root() { registration }: VendorRegistrationObject, @Ctx() context: VendorRegistrationContext) {
      const vendor = await getVendor(registration, context);
      const scheme = schemeRowOf(registration, context.parts);
      return liabilityOf(registration.businessModel, vendor.stakeholder, registration.capacity, scheme);
    }

    @FieldResolver(() => [RegistrationEvent], { description: 'Every step, oldest first.' })
    async history(
      @Root() { registration }: VendorRegistrationObject,
      @Ctx() { loaders, caller }: VendorRegistrationContext,
    ) {
      return (await loaders.history.load(registration.id)).map((event) => registrationEventObject(event, caller));
    }

    @FieldResolver(() => [RemittanceReturn], {
      description: 'One for each period that has ended and in which it was ACTIVE, filed or not, oldest first.',
    })
    async returns(@Root() { registration }: VendorRegistrationObject, @Ctx() context: VendorRegistrationContext) {
      const [history, kept] = await Promise.all([
        context.loaders.history.load(registration.id),
        context.loaders.keptReturns.load(registration.id),
      ]);
      return listReturns(context.parts, registration, history, kept).map(remittanceReturnObject);
    }
  }

  @Resolver(() => CollectionScheme)
  class CollectionSchemeResolver {
    @FieldResolver(() => [TaxRate], {
      description: 'The rates that this period saw, by country, class and first day; none is shown without a source.',
    })
    taxRates(@Root() { scheme }: CollectionSchemeObject, @Ctx() { parts }: VendorRegistrationContext) {
      return taxRateObjects(scheme, parts.taxRates);
    }
  }

  return [ForeignVendorResolver, VendorRegistrationResolver, CollectionSchemeResolver] as const;
}

async function getVendor({ vendorId, id }: Registration, { loaders }: VendorRegistrationContext): Promise<Vendor> {
  const vendor = await loaders.vendor.load(vendorId);
  if (vendor === undefined) throw new Error(`registration ${id} has no vendor`);
  return vendor;
}
