import type { Registration, RegistrationEvent } from './registration.ts';
import { activeStretches } from './registration-history.ts';
import type { SupplyChainPartner } from './supply-chain-partner.ts';

/** Where a representation is on file: the registry of the representative, or the vendor's own registration. */
export const REPRESENTATION_SOURCES = ['REGISTRY', 'REGISTRATION'] as const;
/** One of `REPRESENTATION_SOURCES`. */
export type RepresentationSource = (typeof REPRESENTATION_SOURCES)[number];

/** Through whom a vendor shares in the benefits of an AEO at a destination (note, IV ii, option 1). */
export interface Representation {
  /** TIN of an operator of the destination. */
  readonly representative: string;
  /** First day, at the destination. */
  readonly from: string;
  /** Last day, included; null: no end is known. */
  readonly until: string | null;
  readonly source: RepresentationSource;
}

/** What the registry states, as a representation. */
export function representationOfPartner({ representative, from, until }: SupplyChainPartner): Representation {
  return { representative, from, until, source: 'REGISTRY' };
}

/** What an ACTIVE registration with a representative amounts to, since the day it last became ACTIVE; undefined: nothing. */
export function representationOfRegistration(
  { representative, status }: Registration,
  history: readonly RegistrationEvent[],
  timeZone: string,
): Representation | undefined {
  const since = activeStretches(history, timeZone).at(-1);
  if (representative === null || status !== 'ACTIVE' || since === undefined) return undefined;
  return { representative, from: since.from, until: null, source: 'REGISTRATION' };
}
