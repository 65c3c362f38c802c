import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { algorithmOf } from './key-algorithm.ts';
import type { TrustedKey, TrustedRole, TrustList } from './trust-list.ts';

/** What is demanded of a statement before a word of it is believed. */
export interface StatementDemand {
  readonly type: string;
  /** The roles that may say such a thing. */
  readonly roles: readonly TrustedRole[];
  readonly now: Date;
  readonly audience?: string;
  readonly issuer?: string;
  /** Longest life since `iat`, whatever `exp` says. */
  readonly maxAgeSeconds?: number;
  /** True for a proof looked at long afterwards: its `exp` says how long it was to be used, not how long it is true. */
  readonly ignoreExpiry?: boolean;
  /**
   * An instant at which the statement is shown to have been there already, by a time stamp or by one’s own record. Decides
   * where the key was revoked: what its thief signs can claim any time. Default: now.
   */
  readonly existedAt?: Date;
}

/** The claims and who signed them, or why they are not believed. */
export type StatementVerdict =
  | { readonly ok: true; readonly claims: JWTPayload; readonly signedBy: TrustedKey }
  | { readonly ok: false; readonly why: string };

/** Seconds by which two clocks may differ. */
export const CLOCK_TOLERANCE_SECONDS = 30;

/** Verifies a JWS against pinned keys: the key decides who speaks, the role decides whether that party may say such a thing. */
export async function verifyStatement(
  jws: string,
  trust: TrustList,
  demand: StatementDemand,
): Promise<StatementVerdict> {
  try {
    const { kid } = decodeProtectedHeader(jws);
    const signedBy = kid === undefined ? undefined : trust.find(kid);
    if (signedBy === undefined) return { ok: false, why: 'the key is not in the trust list' };
    if (!isCanonical(jws)) return { ok: false, why: 'not written as it was signed' };
    if (!demand.roles.includes(signedBy.role)) return { ok: false, why: `a ${signedBy.role} may not sign this` };
    const { payload } = await jwtVerify(jws, signedBy.key, {
      typ: demand.type,
      algorithms: [algorithmOf(signedBy.jwk)],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: demand.ignoreExpiry === true ? new Date((claimsOf(jws).iat ?? 0) * 1000) : demand.now,
      ...(demand.audience === undefined ? {} : { audience: demand.audience }),
      ...(demand.issuer === undefined ? {} : { issuer: demand.issuer }),
      ...(demand.maxAgeSeconds === undefined ? {} : { maxTokenAge: demand.maxAgeSeconds }),
    });
    if (isAfterRevocation(signedBy, demand)) return { ok: false, why: whyRevoked(signedBy, demand) };
    if (isFromTheFuture(payload, demand.now)) return { ok: false, why: 'it was signed in the future' };
    if (isOutsideValidity(payload, signedBy)) return { ok: false, why: 'the key was not in use when this was signed' };
    return { ok: true, claims: payload, signedBy };
  } catch (error) {
    return { ok: false, why: error instanceof errors.JOSEError ? error.message : 'not a JWS' };
  }
}

/**
 * Each part exactly as base64url writes it. The signature covers the first two as text, but not its own spelling: decoders
 * overlook its last, unused bits, `+` for `-` and spaces, so that one proof could go about in several forms.
 */
function isCanonical(jws: string): boolean {
  return jws.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

function claimsOf(jws: string): JWTPayload {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as JWTPayload;
}

function isFromTheFuture({ iat }: JWTPayload, now: Date): boolean {
  return iat !== undefined && iat > now.getTime() / 1000 + CLOCK_TOLERANCE_SECONDS;
}

function isAfterRevocation({ revokedFrom }: TrustedKey, { existedAt, now }: StatementDemand): boolean {
  return revokedFrom !== null && (existedAt ?? now) >= revokedFrom;
}

/** For a person, since it is one who looks at an old proof. */
function whyRevoked({ revokedFrom, revocationReason }: TrustedKey, { existedAt }: StatementDemand): string {
  const shown =
    existedAt === undefined
      ? 'and nothing shows that this was signed before'
      : `and this is shown to have been there only at ${existedAt.toISOString()}`;
  return `the key was revoked from ${revokedFrom?.toISOString()} (${revocationReason}), ${shown}`;
}

function isOutsideValidity(claims: JWTPayload, key: TrustedKey): boolean {
  if (claims.iat === undefined) return true;
  const signedAt = claims.iat * 1000;
  const tolerance = CLOCK_TOLERANCE_SECONDS * 1000;
  const ends = [key.until, key.revokedFrom].flatMap((end) => (end === null ? [] : [end.getTime()]));
  return signedAt < key.from.getTime() - tolerance || signedAt > Math.min(...ends) + tolerance;
}
