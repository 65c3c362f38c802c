import type { Registration, Vendor } from './registration.ts';

/** Whether the one that a token names is the vendor: by its `id`, its TIN, or the account that applied for it. */
export function isVendorItself(actor: string, { id, tin, account }: Vendor): boolean {
  return actor === id || actor === tin || actor === account;
}

/** Whether the one that a token names may act for a registration: the vendor itself, or the representative named in it. */
export function mayActFor(actor: string, { representative }: Registration, vendor: Vendor): boolean {
  return actor === representative || isVendorItself(actor, vendor);
}
