import type { BaseContext } from '@apollo/server';
import DataLoader from 'dataloader';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { FiledReturn, Registration, RegistrationEvent, Vendor } from '../domain/registration.ts';
import { isFinal } from '../domain/registration-lifecycle.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';
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
  readonly filedReturns: DataLoader<string, readonly FiledReturn[]>;
  /** By TIN of the representative: vendors whose registration is not refused or ended. */
  readonly representedVendors: DataLoader<string, readonly Vendor[]>;
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
  { administration }: Pick<Caller, 'administration'>,
): VendorRegistrationLoaders {
  return {
    vendor: new DataLoader(async (ids) => inOrder(ids, await read.vendors(administration, ids))),
    registration: new DataLoader(async (ids) => inOrder(ids, await read.registrations(administration, ids))),
    registrationsOfVendor: new DataLoader(async (ids) =>
      grouped(ids, await read.registrationsOfVendors(administration, ids), ({ vendorId }) => vendorId),
    ),
    history: new DataLoader(async (ids) =>
      grouped(ids, await read.events(ids), ({ registrationId }) => registrationId),
    ),
    filedReturns: new DataLoader(async (ids) =>
      grouped(ids, await read.filedReturns(ids), ({ registrationId }) => registrationId),
    ),
    representedVendors: new DataLoader((tins) => loadRepresentedVendors(read, administration, tins)),
  };
}

async function loadRepresentedVendors(
  read: RegistrationReader,
  administration: string,
  tins: readonly string[],
): Promise<readonly (readonly Vendor[])[]> {
  const registrations = await read.registrationsRepresentedBy(administration, tins);
  const open = registrations.filter(({ status }) => !isFinal(status));
  const vendorIds = [...new Set(open.map(({ vendorId }) => vendorId))];
  const vendors = new Map((await read.vendors(administration, vendorIds)).map((vendor) => [vendor.id, vendor]));
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
