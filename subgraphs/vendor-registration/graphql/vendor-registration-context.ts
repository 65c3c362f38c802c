import type { BaseContext } from '@apollo/server';
import DataLoader from 'dataloader';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { FollowingContext } from '../../runtime/follow-seen.ts';
import type { Intermediary } from '../domain/intermediary.ts';
import type { MatchKind } from '../domain/possible-duplicates.ts';
import type { CheckedConsignment, Registration, RegistrationEvent, Vendor } from '../domain/registration.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import type { KeptReturns } from '../domain/remittance-return.ts';
import type { Representation } from '../domain/representation.ts';
import { createOwnReader } from '../service/own-reader.ts';
import { createRepresentationReader } from '../service/read-representations.ts';
import { todayAt, type VendorRegistrationParts } from '../service/vendor-registration-parts.ts';

/** One database read a kind of thing and request, however many are asked for; only what the caller's administration may see. */
export interface VendorRegistrationLoaders {
  readonly vendor: DataLoader<string, Vendor | undefined>;
  readonly registration: DataLoader<string, Registration | undefined>;
  /** By vendor, newest first. */
  readonly registrationsOfVendor: DataLoader<string, readonly Registration[]>;
  /** By registration, oldest first. */
  readonly history: DataLoader<string, readonly RegistrationEvent[]>;
  /** By registration. */
  readonly keptReturns: DataLoader<string, KeptReturns>;
  /** By registration, oldest check first. */
  readonly checkedConsignments: DataLoader<string, readonly CheckedConsignment[]>;
  /** By vendor. */
  readonly possibleDuplicates: DataLoader<string, readonly PossibleDuplicate[]>;
  /** By TIN of the representative: vendors whose registration is not refused or ended, and partners of today. */
  readonly representedVendors: DataLoader<string, readonly Vendor[]>;
  /** By TIN of the intermediary, under any scheme. */
  readonly intermediaries: DataLoader<string, readonly Intermediary[]>;
  /** By TIN of the vendor. */
  readonly vendorsOfTin: DataLoader<string, readonly Vendor[]>;
  /** Those in force today. */
  readonly representations: DataLoader<Vendor, readonly Representation[], string>;
}

/** Another vendor that may be the same, and why. */
export interface PossibleDuplicate {
  readonly vendor: Vendor;
  readonly kinds: readonly MatchKind[];
}

/** What resolvers get; made anew for each request. */
export interface VendorRegistrationContext extends BaseContext, FollowingContext {
  readonly parts: VendorRegistrationParts;
  /** Replaced by a mutation, so that what it shows is read after it. */
  loaders: VendorRegistrationLoaders;
}

/** The context of one request. */
export function createVendorRegistrationContext(
  parts: VendorRegistrationParts,
  followed: FollowingContext,
): VendorRegistrationContext {
  return { ...followed, parts, loaders: createLoaders(parts, followed.caller) };
}

/** Loaders that have read nothing yet. */
export function createLoaders(
  { store: { read }, clock }: Pick<VendorRegistrationParts, 'store' | 'clock'>,
  caller: Pick<Caller, 'administration' | 'actor'>,
): VendorRegistrationLoaders {
  const { administration } = caller;
  const today = todayAt(administration, clock);
  const own = createOwnReader(read, caller, today);
  const representations = createRepresentationReader(read, own, caller, today);
  return {
    vendor: new DataLoader(async (ids) => inOrder(ids, await own.vendors(ids))),
    registration: new DataLoader(async (ids) => inOrder(ids, await own.registrations(ids))),
    registrationsOfVendor: new DataLoader(async (ids) =>
      grouped(ids, await own.registrationsOfVendors(ids), ({ vendorId }) => vendorId),
    ),
    history: new DataLoader(async (ids) =>
      grouped(ids, await read.events(ids), ({ registrationId }) => registrationId),
    ),
    keptReturns: new DataLoader(async (ids) => {
      const [filed, payments] = await Promise.all([read.filedReturns(ids), read.payments(ids)]);
      const filedOf = grouped(ids, filed, ({ registrationId }) => registrationId);
      const paymentsOf = grouped(ids, payments, ({ registrationId }) => registrationId);
      return ids.map((_id, at) => ({ filed: filedOf[at] ?? [], payments: paymentsOf[at] ?? [] }));
    }),
    checkedConsignments: new DataLoader(async (ids) =>
      grouped(ids, await read.checkedConsignments(ids), ({ registrationId }) => registrationId),
    ),
    possibleDuplicates: new DataLoader((ids) => loadPossibleDuplicates(read, administration, ids)),
    representedVendors: new DataLoader((tins) => representations.vendorsRepresentedBy(tins)),
    intermediaries: new DataLoader(async (tins) =>
      grouped(tins, await read.intermediaries(administration, tins), ({ tin }) => tin),
    ),
    vendorsOfTin: new DataLoader(async (tins) =>
      grouped(tins, await own.vendorsOfTins(tins), (vendor) => vendor.tin ?? ''),
    ),
    representations: new DataLoader((vendors) => representations.representationsOf(vendors), {
      cacheKeyFn: ({ id }) => id,
    }),
  };
}

async function loadPossibleDuplicates(
  read: RegistrationReader,
  administration: string,
  ids: readonly string[],
): Promise<readonly (readonly PossibleDuplicate[])[]> {
  const matches = await read.possibleDuplicates(administration, ids);
  const otherIds = [...new Set(matches.map(({ otherId }) => otherId))];
  const vendors = await read.vendors(administration, otherIds);
  return grouped(ids, matches, ({ vendorId }) => vendorId).map((own) =>
    vendors.flatMap((vendor) => {
      const kinds = own.filter(({ otherId }) => otherId === vendor.id).map(({ kind }) => kind);
      return kinds.length === 0 ? [] : [{ vendor, kinds }];
    }),
  );
}

function inOrder<T extends { readonly id: string }>(ids: readonly string[], found: readonly T[]): (T | undefined)[] {
  const byId = new Map(found.map((value) => [value.id, value]));
  return ids.map((id) => byId.get(id));
}

function grouped<T>(keys: readonly string[], found: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
  for (const value of found) groups.get(keyOf(value))?.push(value);
  return keys.map((key) => groups.get(key) ?? []);
}
