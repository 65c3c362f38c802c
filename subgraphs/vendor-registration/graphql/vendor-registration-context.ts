import type { BaseContext } from '@apollo/server';
import DataLoader from 'dataloader';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { MatchKind } from '../domain/possible-duplicates.ts';
import type { CheckedConsignment, Registration, RegistrationEvent, Vendor } from '../domain/registration.ts';
import { isFinal } from '../domain/registration-lifecycle.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import type { KeptReturns } from '../domain/remittance-return.ts';
import { createOwnReader, type OwnReader } from '../service/own-reader.ts';
import type { VendorRegistrationParts } from '../service/vendor-registration-parts.ts';

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
  /** By TIN of the representative: vendors whose registration is not refused or ended. */
  readonly representedVendors: DataLoader<string, readonly Vendor[]>;
}

/** Another vendor that may be the same, and why. */
export interface PossibleDuplicate {
  readonly vendor: Vendor;
  readonly kinds: readonly MatchKind[];
}

/** What resolvers get; made anew for each request. */
export interface VendorRegistrationContext extends BaseContext {
  readonly caller: Caller;
  readonly parts: VendorRegistrationParts;
  /** Replaced by a mutation, so that what it shows is read after it. */
  loaders: VendorRegistrationLoaders;
}

/** The context of one request. */
export function createVendorRegistrationContext(
  parts: VendorRegistrationParts,
  caller: Caller,
): VendorRegistrationContext {
  return { caller, parts, loaders: createLoaders(parts.store.read, caller) };
}

/** Loaders that have read nothing yet. */
export function createLoaders(
  read: RegistrationReader,
  caller: Pick<Caller, 'administration' | 'actor'>,
): VendorRegistrationLoaders {
  const { administration } = caller;
  const own = createOwnReader(read, caller);
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
    representedVendors: new DataLoader((tins) => loadRepresentedVendors(read, own, administration, tins)),
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

async function loadRepresentedVendors(
  read: RegistrationReader,
  own: OwnReader,
  administration: string,
  tins: readonly string[],
): Promise<readonly (readonly Vendor[])[]> {
  const registrations = await read.registrationsRepresentedBy(administration, tins);
  const open = registrations.filter(({ status }) => !isFinal(status));
  const vendorIds = [...new Set(open.map(({ vendorId }) => vendorId))];
  const vendors = new Map((await own.vendors(vendorIds)).map((vendor) => [vendor.id, vendor]));
  return tins.map((tin) => {
    const ids = new Set(open.filter(({ representative }) => representative === tin).map(({ vendorId }) => vendorId));
    return [...ids].flatMap((id) => vendors.get(id) ?? []);
  });
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
