import { z } from 'zod';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { ACCESS_TOKEN_TYPE } from '../../../schema/contract/access-token.ts';
import { isScope, OPERATOR_SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { readTin, type Tin } from '../../../schema/contract/tin.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { Clock } from '../../runtime/clock.ts';

/** Somebody with a good token for this registry. Whose officer it is, and what it may do, is looked at afterwards. */
export interface Officer {
  readonly administration: AdministrationCode;
  readonly subject: string;
  readonly scopes: readonly Scope[];
  /** The operator that acts for itself, and for nobody else; undefined: an officer. */
  readonly operator: Tin | undefined;
}

/** The officer of an `Authorization` header; undefined where nobody can be believed to stand behind it. */
export type AuthenticateOfficer = (authorization: string | undefined) => Promise<Officer | undefined>;

/** A token without an end would outlive the officer's office. */
const claimsSchema = z.object({
  sub: z.string().min(1),
  administration: z.string().min(1),
  scope: z.string(),
  exp: z.number(),
  operator: z.string().optional(),
});

/** Believes tokens that a trusted issuer signed for this very registry: one for the gateway, or for another registry, is nothing here. */
export function createOfficerAuthentication(
  trust: TrustList,
  administration: AdministrationCode,
  clock: Clock,
): AuthenticateOfficer {
  return async (authorization) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    const verdict = await verifyStatement(token, trust, {
      type: ACCESS_TOKEN_TYPE,
      roles: ['TOKEN_ISSUER'],
      audience: registrySubgraph(administration),
      now: clock(),
    });
    const claims = verdict.ok ? claimsSchema.safeParse(verdict.claims) : undefined;
    if (claims?.success !== true) return undefined;
    const { sub, administration: of, scope, operator } = claims.data;
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
