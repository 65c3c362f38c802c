import type { Administration } from '../../../schema/administrations.ts';
import {
  ATTESTATION_SECONDS,
  type AttestationClaims,
  type AttestationStatement,
  type AttestedOperator,
  administrationAudience,
  CONTRACT_VERSION,
  registryIssuer,
} from '../../../schema/contract/attestation.ts';
import type { Disclosure } from '../domain/disclosure-ledger.ts';

/** The statement that belongs to a ledger entry: about what was asked, whoever that is. Null: unknown and withheld alike. REFUSED: nothing is stated at all. `relyUntil`: null: for this request alone. */
export function attestationClaims(
  home: Administration,
  { at, by, asked, purpose, attestationId, requestId }: Disclosure,
  operator: AttestedOperator | 'REFUSED' | null,
  relyUntil: Date | null,
): AttestationClaims {
  const iat = Math.floor(Date.parse(at) / 1000);
  return {
    iss: registryIssuer(home.code),
    aud: administrationAudience(by),
    sub: asked,
    jti: attestationId,
    iat,
    exp: iat + ATTESTATION_SECONDS,
    relyUntil: relyUntil === null ? iat : Math.floor(relyUntil.getTime() / 1000),
    purpose,
    requestId,
    contractVersion: CONTRACT_VERSION,
    statement: statementOf(operator),
    operator: operator === 'REFUSED' ? null : operator,
  };
}

function statementOf(operator: AttestedOperator | 'REFUSED' | null): AttestationStatement {
  if (operator === null) return 'UNKNOWN_OR_NOT_DISCLOSED';
  return operator === 'REFUSED' ? 'REFUSED' : 'OPERATOR';
}
