import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import type { BusinessModel } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import { BusinessModelEnum } from '../../runtime/enums.ts';
import { CursorScalar, TinScalar } from '../../runtime/scalars.ts';
import type { RegistrationStatus } from '../domain/registration-lifecycle.ts';
import type { RegistrationOrder } from '../domain/registration-ports.ts';
import { listRegistrations, registrationCursor } from '../service/list-registrations.ts';
import { ApplicantCapacityEnum, RegistrationOrderEnum, RegistrationStatusEnum } from './enums.ts';
import { collectionSchemeObject, foreignVendorObject, vendorRegistrationObject } from './objects.ts';
import { requireReading } from './require-side.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

const DEFAULT_PAGE = 20;

/** What an administration may ask about its own vendors. */
export function createQueryResolver({
  ForeignVendor,
  VendorRegistration,
  VendorRegistrationConnection,
  CollectionScheme,
}: VendorRegistrationTypes) {
  @Resolver()
  class QueryResolver {
    @Query(() => ForeignVendor, {
      nullable: true,
      description:
        'A vendor of the asking administration’s own registrations; null: none of that name. Needs vendor:read, or vendor:self for one’s own.',
    })
    async foreignVendor(
      @Arg('id', () => ID, { description: 'Its `id`.' }) id: string,
      @Ctx() { caller, loaders }: VendorRegistrationContext,
    ) {
      requireReading(caller);
      const vendor = await loaders.vendor.load(id);
      return vendor === undefined ? null : foreignVendorObject(vendor);
    }

    @Query(() => VendorRegistration, {
      nullable: true,
      description:
        'The asking administration’s registration with a number; null: none has it. Needs vendor:read, or vendor:self for one’s own.',
    })
    async vendorRegistration(
      @Arg('number', () => ID, { description: 'In the scheme’s format.' }) number: string,
      @Ctx() { caller, parts, loaders }: VendorRegistrationContext,
    ) {
      requireReading(caller);
      const [found] = await parts.store.read.registrationsByNumber(caller.administration, [number.trim()]);
      const registration = found === undefined ? undefined : await loaders.registration.load(found.id);
      return registration === undefined ? null : vendorRegistrationObject(registration);
    }

    @Query(() => VendorRegistrationConnection, {
      description: 'The asking administration’s registrations. Needs vendor:read, or vendor:self for one’s own.',
    })
    async vendorRegistrations(
      @Arg('destination', () => ID, {
        nullable: true,
        description: 'Null: the asking administration. Of another one nothing is told: the list is empty.',
      })
      destination: string | null,
      @Arg('status', () => RegistrationStatusEnum, { nullable: true, description: 'Null: any.' })
      status: RegistrationStatus | null,
      @Arg('businessModel', () => BusinessModelEnum, { nullable: true, description: 'Null: any.' })
      businessModel: BusinessModel | null,
      @Arg('capacity', () => ApplicantCapacityEnum, { nullable: true, description: 'Null: any.' })
      capacity: SchemeRegistrant | null,
      @Arg('representative', () => TinScalar, { nullable: true, description: 'Whom it represents; null: any.' })
      representative: string | null,
      @Arg('order', () => RegistrationOrderEnum, {
        nullable: true,
        defaultValue: 'NEWEST',
        description: 'Null: NEWEST. A cursor is one of the same order.',
      })
      order: RegistrationOrder | null,
      @Arg('after', () => CursorScalar, {
        nullable: true,
        description: 'Continue behind it; null: from the beginning.',
      })
      after: string | null,
      @Arg('first', () => Int, {
        nullable: true,
        defaultValue: DEFAULT_PAGE,
        description: '1 to 200; more is LIMIT_EXCEEDED. Null: 20.',
      })
      first: number | null,
      @Ctx() { caller, parts }: VendorRegistrationContext,
    ) {
      requireReading(caller);
      const query = {
        destination: destination ?? null,
        status: status ?? null,
        businessModel: businessModel ?? null,
        capacity: capacity ?? null,
        representative: representative ?? null,
        order: order ?? 'NEWEST',
        after: after ?? null,
        first: first ?? DEFAULT_PAGE,
      };
      const { registrations, hasNextPage } = valueOrThrow(await listRegistrations(parts, caller, query));
      const edges = registrations.map((registration) => ({
        cursor: registrationCursor(registration, query.order),
        node: vendorRegistrationObject(registration),
      }));
      return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
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
