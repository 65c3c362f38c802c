import { GATEWAY_AUDIENCE } from '../../schema/contract/access-token.ts';
import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { scopesOf } from '../../schema/contract/scopes.ts';
import type { PresentedToken, VerifyAccessToken } from '../../schema/trust/access-tokens.ts';

/** Who asks, as far as the token tells. */
export type Identity = Pick<Caller, 'administration' | 'subject' | 'actor' | 'scopes'> & {
  /** When the token expires. */
  readonly expiresAt: Date;
};

/** Establishes who asks; a token is believed from an issuer that speaks for that administration, and for this gateway only. */
export async function identify(presented: PresentedToken, verify: VerifyAccessToken): Promise<Identity | Refusal> {
  const verdict = await verify(presented, GATEWAY_AUDIENCE);
  if (!verdict.ok) return { code: 'UNAUTHENTICATED', message: `The token is not accepted: ${verdict.why}.` };
  const { sub, administration, scope, actor, exp } = verdict.claims;
  return {
    administration,
    subject: sub,
    ...(actor === undefined ? {} : { actor }),
    scopes: scopesOf(scope.split(' '), actor),
    expiresAt: new Date(exp * 1000),
  };
}
