import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { requireScope } from '../../runtime/require-scope.ts';
import { listReturns } from '../service/file-remittance-return.ts';
import {
  type CollectionSchemeObject,
  type ForeignVendorObject,
  foreignVendorObject,
  type OperatorObject,
  operatorObject,
  registrationEventObject,
  schemeObjectOf,
  taxRateObjects,
  type VendorRegistrationObject,
  vendorRegistrationObject,
} from './objects.ts';
import type { OperatorTypes } from './operator.type.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

/** Fields that need a look-up, each batched. */
export function createFieldResolvers({ Operator }: OperatorTypes, types: VendorRegistrationTypes) {
  const { ForeignVendor, VendorRegistration, CollectionScheme, RegistrationEvent, RemittanceReturn, TaxRate } = types;

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
      requireScope(caller, 'vendor:read');
      return (await loaders.registrationsOfVendor.load(vendor.id)).map(vendorRegistrationObject);
    }
  }

  @Resolver(() => VendorRegistration)
  class VendorRegistrationResolver {
    @FieldResolver(() => ForeignVendor, { description: 'Who is registered.' })
    async vendor(@Root() { registration }: VendorRegistrationObject, @Ctx() { loaders }: VendorRegistrationContext) {
      const vendor = await loaders.vendor.load(registration.vendorId);
      if (vendor === undefined) throw new Error(`registration ${registration.id} has no vendor`);
      return foreignVendorObject(vendor);
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

    @FieldResolver(() => [RegistrationEvent], { description: 'Every step, oldest first.' })
    async history(@Root() { registration }: VendorRegistrationObject, @Ctx() { loaders }: VendorRegistrationContext) {
      return (await loaders.history.load(registration.id)).map(registrationEventObject);
    }

    @FieldResolver(() => [RemittanceReturn], {
      description: 'One for each period that has ended and in which it was ACTIVE, filed or not, oldest first.',
    })
    async returns(@Root() { registration }: VendorRegistrationObject, @Ctx() context: VendorRegistrationContext) {
      const [history, filed] = await Promise.all([
        context.loaders.history.load(registration.id),
        context.loaders.filedReturns.load(registration.id),
      ]);
      return listReturns(context.parts, registration, history, filed);
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

  @Resolver(() => Operator)
  class OperatorResolver {
    @FieldResolver(() => [ForeignVendor], {
      description:
        'Vendors that this operator represents at the asking administration (note, option 1), newest first; those whose ' +
        'registration was refused or has ended are left out. Needs the scope vendor:read.',
    })
    async representedVendors(@Root() operator: OperatorObject, @Ctx() { loaders, caller }: VendorRegistrationContext) {
      requireScope(caller, 'vendor:read');
      return (await loaders.representedVendors.load(operator.tin)).map(foreignVendorObject);
    }
  }

  return [ForeignVendorResolver, VendorRegistrationResolver, CollectionSchemeResolver, OperatorResolver] as const;
}
