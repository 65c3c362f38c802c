import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  CALLER_ASSERTION_AUDIENCE,
  CALLER_ASSERTION_SECONDS,
  CALLER_ASSERTION_TYPE,
  type Caller,
} from '../contract/caller.ts';
import { scopesOf } from '../contract/scopes.ts';
import { PURPOSES_OF_USE } from '../contract/vocabulary.ts';
import type { Signer } from './signer.ts';
import type { TrustedRole, TrustList } from './trust-list.ts';
import { verifyStatement } from './verify-statement.ts';

/** One call that is vouched for: to whom, and the very text that is sent. */
export interface VouchedCall {
  readonly subgraph: string;
  readonly body: string;
}

/** What is demanded of an assertion before the caller is believed. */
export interface AssertionDemand extends VouchedCall {
  readonly trust: TrustList;
  /** Who may vouch for callers here. */
  readonly from: readonly TrustedRole[];
  readonly now: Date;
  /** Marks a call as made; false: it was made before. Undefined: repeating does no harm, as with a feed read by cursor. */
  readonly useOnce?: (call: UsedCall) => Promise<boolean>;
}

/** A call that was made, and until when it could be made again by somebody who has overheard it. */
export interface UsedCall {
  readonly digest: string;
  readonly issuedAt: Date;
}

/** Calls under one signature at most: longer, and the header is over what HTTP servers read. */
export const MAXIMUM_VOUCHED_CALLS = 64;

const callerClaimsSchema = z.object({
  sub: z.string().min(1),
  iat: z.number(),
  administration: z.string().min(1),
  scope: z.string(),
  purpose: z.enum(PURPOSES_OF_USE),
  requestId: z.string().min(1),
  actor: z.string().min(1).optional(),
  calls: z.array(z.string().min(1)).min(1).max(MAXIMUM_VOUCHED_CALLS),
});

/**
 * Signs once who makes some calls at the same moment, for at most 60 seconds; gives one assertion a call. Each is bound to
 * one subgraph and one body by a salted digest: sent elsewhere, altered or sent again it is worth nothing, and no subgraph
 * learns from its own which others are asked, or what.
 */
export async function signCallerAssertions(
  signer: Signer,
  caller: Caller,
  calls: readonly VouchedCall[],
  now: Date,
): Promise<readonly string[]> {
  const iat = Math.floor(now.getTime() / 1000);
  const salts = calls.map(() => randomBytes(16).toString('base64url'));
  const statement = await signer.sign(
    {
      iss: signer.party,
      aud: CALLER_ASSERTION_AUDIENCE,
      sub: caller.subject,
      iat,
      exp: iat + CALLER_ASSERTION_SECONDS,
      administration: caller.administration,
      scope: caller.scopes.join(' '),
      purpose: caller.purpose,
      requestId: caller.requestId,
      ...(caller.actor === undefined ? {} : { actor: caller.actor }),
      calls: calls.map((call, index) => digestOf(salts[index] ?? '', call)),
    },
    CALLER_ASSERTION_TYPE,
  );
  return salts.map((salt) => `${statement}~${salt}`);
}

/** The same for a single call. */
export async function signCallerAssertion(
  signer: Signer,
  caller: Caller,
  call: VouchedCall,
  now: Date,
): Promise<string> {
  const [assertion = ''] = await signCallerAssertions(signer, caller, [call], now);
  return assertion;
}

/** The caller, if one of the trusted roles vouches for this very call to this very subgraph, now; otherwise undefined. */
export async function verifyCallerAssertion(assertion: string, demand: AssertionDemand): Promise<Caller | undefined> {
  const [statement = '', salt = '', ...more] = assertion.split('~');
  if (salt === '' || more.length > 0) return undefined;
  const verdict = await verifyStatement(statement, demand.trust, {
    type: CALLER_ASSERTION_TYPE,
    roles: demand.from,
    audience: CALLER_ASSERTION_AUDIENCE,
    maxAgeSeconds: CALLER_ASSERTION_SECONDS,
    now: demand.now,
  });
  if (!verdict.ok) return undefined;
  const claims = callerClaimsSchema.safeParse(verdict.claims);
  if (!claims.success) return undefined;
  const { sub, iat, administration, scope, purpose, requestId, actor, calls } = claims.data;
  // The gateway speaks for every caller; a registry for its own administration only.
  const { administration: bound } = verdict.signedBy;
  if (bound !== null && bound !== administration) return undefined;
  const digest = digestOf(salt, demand);
  if (!calls.includes(digest)) return undefined;
  if (demand.useOnce !== undefined && !(await demand.useOnce({ digest, issuedAt: new Date(iat * 1000) }))) {
    return undefined;
  }
  return {
    administration,
    subject: sub,
    ...(actor === undefined ? {} : { actor }),
    scopes: scopesOf(scope.split(' '), actor),
    purpose,
    requestId,
  };
}

/** SHA-256 over salt, subgraph and body, each on a line of its own: none of the first two has a line break. */
function digestOf(salt: string, { subgraph, body }: VouchedCall): string {
  return createHash('sha256').update(`${salt}\n${subgraph}\n`).update(body).digest('base64url');
}
