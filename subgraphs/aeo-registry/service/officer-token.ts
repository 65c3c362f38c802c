import type { AdministrationCode } from '../../../schema/administrations.ts';
import { registryAudience } from '../../../schema/contract/access-token.ts';
import { isScope, OPERATOR_SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { readTin, type Tin } from '../../../schema/contract/tin.ts';
import type { PresentedToken, VerifyAccessToken } from '../../../schema/trust/access-tokens.ts';

/** Somebody with a good token for this registry. Whose officer it is, and what it may do, is looked at afterwards. */
export interface Officer {
  readonly administration: AdministrationCode;
  readonly subject: string;
  readonly scopes: readonly Scope[];
  /** The operator that acts for itself, and for nobody else; undefined: an officer. */
  readonly operator: Tin | undefined;
}

/** The officer who presents a token; undefined where nobody can be believed to stand behind it. */
export type AuthenticateOfficer = (presented: PresentedToken) => Promise<Officer | undefined>;

/** Believes tokens that a trusted issuer made for this very registry: one for the gateway, or for another registry, is nothing here. */
export function createOfficerAuthentication(
  verify: VerifyAccessToken,
  administration: AdministrationCode,
): AuthenticateOfficer {
  return async (presented) => {
    const verdict = await verify(presented, registryAudience(administration));
    if (!verdict.ok) return undefined;
    const { sub, administration: of, scope, operator } = verdict.claims;
    const reading = operator === undefined ? undefined : readTin(operator);
    if (reading !== undefined && !(reading.ok && reading.administration.code === administration)) return undefined;
    const tin = reading?.ok === true ? reading.tin : undefined;
    const scopes = scope
      .split(' ')
      .filter(isScope)
      .filter((word) => isOfOperator(word) === (tin !== undefined));
    return { administration: of, subject: sub, scopes, operator: tin };
  };
}

/** A token that names an operator permits what an operator may do and nothing of an officer's, and the other way round. */
function isOfOperator(scope: Scope): boolean {
  return (OPERATOR_SCOPES as readonly Scope[]).includes(scope);
}
