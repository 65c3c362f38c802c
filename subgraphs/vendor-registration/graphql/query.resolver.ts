import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { CursorScalar } from '../../runtime/scalars.ts';
import type { RegistrationStatus } from '../domain/registration-lifecycle.ts';
import { checkVendorRegistration } from '../service/check-vendor-registration.ts';
import { listRegistrations, registrationCursor } from '../service/list-registrations.ts';
import { RegistrationStatusEnum } from './enums.ts';
import { collectionSchemeObject, foreignVendorObject, vendorRegistrationObject } from './objects.ts';
import {
  type ConsignmentFields,
  statedConsignmentOf,
  type VendorRegistrationInputs,
} from './vendor-registration.input.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

const DEFAULT_PAGE = 20;

/** What an administration may ask about its own vendors. */
export function createQueryResolver(types: VendorRegistrationTypes, { ConsignmentInput }: VendorRegistrationInputs) {
  const { ForeignVendor, VendorRegistration, VendorRegistrationConnection, VendorRegistrationCheck, CollectionScheme } =
    types;

  @Resolver()
  class QueryResolver {
    @Query(() => ForeignVendor, {
      nullable: true,
      description:
        'A vendor of the asking administration’s own registrations; null: none of that name. Needs vendor:read.',
    })
    async foreignVendor(
      @Arg('id', () => ID, { description: 'Its `id`.' }) id: string,
      @Ctx() { caller, loaders }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:read');
      const vendor = await loaders.vendor.load(id);
      return vendor === undefined ? null : foreignVendorObject(vendor);
    }

    @Query(() => VendorRegistration, {
      nullable: true,
      description: 'The asking administration’s registration with a number; null: none has it. Needs vendor:read.',
    })
    async vendorRegistration(
      @Arg('number', () => ID, { description: 'In the scheme’s format.' }) number: string,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:read');
      const registration = await parts.store.read.registrationByNumber(caller.administration, number.trim());
      return registration === undefined ? null : vendorRegistrationObject(registration);
    }

    @Query(() => VendorRegistrationConnection, {
      description: 'The asking administration’s registrations, newest first. Needs vendor:read.',
    })
    async vendorRegistrations(
      @Arg('destination', () => ID, {
        nullable: true,
        description: 'Null: the asking administration. Of another one nothing is told: the list is empty.',
      })
      destination: string | null,
      @Arg('status', () => RegistrationStatusEnum, { nullable: true, description: 'Null: any.' })
      status: RegistrationStatus | null,
      @Arg('after', () => CursorScalar, { nullable: true, description: 'Continue behind it; null: from the newest.' })
      after: string | null,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_PAGE,
        description: '1 to 200; more is LIMIT_EXCEEDED. Null: 20.',
      })
      first: number | null,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:read');
      const query = {
        destination: destination ?? null,
        status: status ?? null,
        after: after ?? null,
        first: first ?? DEFAULT_PAGE,
      };
      const { registrations, hasNextPage } = valueOrThrow(await listRegistrations(parts, caller, query));
      const edges = registrations.map((registration) => ({
        cursor: registrationCursor(registration),
        node: vendorRegistrationObject(registration),
      }));
      return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
    }

    @Query(() => VendorRegistrationCheck, {
      description:
        'Whether a number may stand for a consignment at the asking administration, by the rules of the day of arrival. ' +
        'BAD_USER_INPUT where no scheme is in force that day. Each check is kept. Needs vendor:read.',
    })
    async checkVendorRegistration(
      @Arg('number', () => ID, { description: 'As it is declared.' }) number: string,
      @Arg('consignment', () => ConsignmentInput, { description: 'What it is declared for.' })
      consignment: ConsignmentFields,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireScope(caller, 'vendor:read');
      const stated = { number, consignment: statedConsignmentOf(consignment) };
      const { registration, ...answer } = valueOrThrow(await checkVendorRegistration(parts, caller, stated));
      return { ...answer, registration: registration === null ? null : vendorRegistrationObject(registration) };
    }

    @Query(() => [CollectionScheme], {
      description:
        'The collection schemes, past, present and enacted, by destination and first day. Open to every caller.',
    })
    collectionSchemes(
      @Arg('destination', () => ID, { nullable: true, description: 'Null: of every destination.' })
      destination: string | null,
      @Ctx() { parts }: VendorRegistrationContext,
    ) {
      return parts.schemes
        .filter((scheme) => (destination ?? scheme.destination) === scheme.destination)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(collectionSchemeObject);
    }
  }

  return QueryResolver;
}
