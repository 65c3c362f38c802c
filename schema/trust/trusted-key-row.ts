import type { AdministrationCode } from '../administrations.ts';
import type { Signer } from './signer.ts';
import type { TrustedKeyRow, TrustedRole } from './trust-list.ts';

/** The row by which a signer's key is admitted to a trust list. */
export function trustedKeyRow(
  signer: Pick<Signer, 'party' | 'kid' | 'publicJwk'>,
  role: TrustedRole,
  administration: AdministrationCode | null,
  from: Date,
): TrustedKeyRow {
  return {
    party: signer.party,
    role,
    administration,
    kid: signer.kid,
    jwk: { ...signer.publicJwk },
    from: from.toISOString(),
    until: null,
  };
}
