import { z } from 'zod';
import { CALLER_ASSERTION_SECONDS, CALLER_ASSERTION_TYPE, type Caller } from '../contract/caller.ts';
import { scopesOf } from '../contract/scopes.ts';
import { PURPOSES_OF_USE } from '../contract/vocabulary.ts';
import type { Signer } from './signer.ts';
import type { TrustedRole, TrustList } from './trust-list.ts';
import { verifyStatement } from './verify-statement.ts';

const callerClaimsSchema = z.object({
  sub: z.string().min(1),
  administration: z.string().min(1),
  scope: z.string(),
  purpose: z.enum(PURPOSES_OF_USE),
  requestId: z.string().min(1),
  actor: z.string().min(1).optional(),
});

/** Signs who asks, for one subgraph and at most 60 seconds: replayed at another subgraph, or later, it is worth nothing. */
export function signCallerAssertion(signer: Signer, caller: Caller, subgraph: string, now: Date): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  return signer.sign(
    {
      iss: signer.party,
      aud: subgraph,
      sub: caller.subject,
      iat,
      exp: iat + CALLER_ASSERTION_SECONDS,
      administration: caller.administration,
      scope: caller.scopes.join(' '),
      purpose: caller.purpose,
      requestId: caller.requestId,
      ...(caller.actor === undefined ? {} : { actor: caller.actor }),
    },
    CALLER_ASSERTION_TYPE,
  );
}

/** The caller, if one of the trusted roles vouches for it to this very subgraph, now; otherwise undefined. */
export async function verifyCallerAssertion(
  jws: string,
  trust: TrustList,
  subgraph: string,
  from: readonly TrustedRole[],
  now: Date,
): Promise<Caller | undefined> {
  const verdict = await verifyStatement(jws, trust, {
    type: CALLER_ASSERTION_TYPE,
    roles: from,
    audience: subgraph,
    maxAgeSeconds: CALLER_ASSERTION_SECONDS,
    now,
  });
  if (!verdict.ok) return undefined;
  const claims = callerClaimsSchema.safeParse(verdict.claims);
  if (!claims.success) return undefined;
  const { sub, administration, scope, purpose, requestId, actor } = claims.data;
  // The gateway speaks for every caller; a registry for its own administration only.
  const { administration: bound } = verdict.signedBy;
  if (bound !== null && bound !== administration) return undefined;
  return {
    administration,
    subject: sub,
    ...(actor === undefined ? {} : { actor }),
    scopes: scopesOf(scope.split(' '), actor),
    purpose,
    requestId,
  };
}
