import type { JWK } from 'jose';
import type { AdministrationCode } from '../administrations.ts';
import type { PartyName, TrustedKeyRow, TrustedRole } from './trust-list.ts';

/** The row by which a party’s key is admitted to a trust list. */
export function trustedKeyRow(
  { party, kid, publicJwk }: { readonly party: PartyName; readonly kid: string; readonly publicJwk: JWK },
  role: TrustedRole,
  administration: AdministrationCode | null,
  from: Date,
): TrustedKeyRow {
  return { party, role, administration, kid, jwk: { ...publicJwk }, from: from.toISOString(), until: null };
}
