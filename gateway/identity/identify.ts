import { z } from 'zod';
import { findAdministration } from '../../schema/administrations.ts';
import { ACCESS_TOKEN_TYPE, accessTokenClaimsSchema, GATEWAY_AUDIENCE } from '../../schema/contract/access-token.ts';
import type { Caller } from '../../schema/contract/caller.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { scopesOf } from '../../schema/contract/scopes.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../schema/trust/verify-statement.ts';

/** A token without an end would outlive the office of whoever it was issued to (RFC 9068, 2.2, requires one). */
const claimsSchema = accessTokenClaimsSchema.extend({ exp: z.number() });

/** Who asks, as far as the token tells. */
export type Identity = Pick<Caller, 'administration' | 'subject' | 'actor' | 'scopes'>;

/** Establishes who asks from the Authorization header; a token is believed only from an issuer of the trust list. */
export async function identify(
  authorization: string | undefined,
  trust: TrustList,
  now: Date,
): Promise<Identity | Refusal> {
  const token = authorization?.match(/^Bearer ([\w.-]+)$/i)?.[1];
  if (token === undefined) return unauthenticated('Send a token as `Authorization: Bearer …`.');
  const verdict = await verifyStatement(token, trust, {
    type: ACCESS_TOKEN_TYPE,
    roles: ['TOKEN_ISSUER'],
    audience: GATEWAY_AUDIENCE,
    now,
  });
  if (!verdict.ok) return unauthenticated(`The token is not accepted: ${verdict.why}.`);
  const claims = claimsSchema.safeParse(verdict.claims);
  if (!claims.success) return unauthenticated('The token does not say who asks.');
  const { sub, administration, scope, actor } = claims.data;
  if (findAdministration(administration) === undefined) {
    return unauthenticated('The token speaks for an administration that is not known here.');
  }
  return {
    administration,
    subject: sub,
    ...(actor === undefined ? {} : { actor }),
    scopes: scopesOf(scope.split(' '), actor),
  };
}

function unauthenticated(message: string): Refusal {
  return { code: 'UNAUTHENTICATED', message };
}
