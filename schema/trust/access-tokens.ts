import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import {
  type AuthorizationServer,
  allowInsecureRequests,
  clockSkew,
  clockTolerance,
  customFetch,
  discoveryRequest,
  type JWKSCacheInput,
  jwksCache,
  processDiscoveryResponse,
  validateJwtAccessToken,
} from 'oauth4webapi';
import { findAdministration } from '../administrations.ts';
import { ACCESS_TOKEN_TYPE, type AccessTokenClaims, accessTokenClaimsSchema } from '../contract/access-token.ts';
import { createBindings } from './bindings.ts';
import { createRememberingFetch, type FetchLog, type RememberingFetch } from './remembering-fetch.ts';
import { readTokenIssuers, type TokenIssuer } from './token-issuer.ts';
import type { TrustList } from './trust-list.ts';
import { CLOCK_TOLERANCE_SECONDS, verifyStatement } from './verify-statement.ts';

/** How a token was presented. */
export interface PresentedToken {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
  /** The `DPoP` header (RFC 9449). */
  readonly dpop: string | undefined;
  /** The URL that was called, as the client sees it; a proof of possession names it. */
  readonly url: string;
}

/** What the token says, or why it is not believed. */
export type AccessTokenVerdict =
  | { readonly ok: true; readonly claims: AccessTokenClaims }
  | { readonly ok: false; readonly why: string };

/** Believes access tokens for one audience. */
export type VerifyAccessToken = (presented: PresentedToken, audience: string) => Promise<AccessTokenVerdict>;

export interface AccessTokenParts {
  /** Issuers whose keys are pinned: the demonstration’s. */
  readonly trust: TrustList;
  /** OpenID providers, each for one administration. */
  readonly issuers: readonly TokenIssuer[];
  readonly fetch: RememberingFetch;
  readonly clock: () => Date;
}

/** RFC 9068 has no `administration`: whose people an issuer speaks for is known here, and is not for it to say. */
const issuedClaimsSchema = accessTokenClaimsSchema.partial({ administration: true, scope: true });

/** What an issuer may sign with; Ed25519 is the newer name of the same (RFC 9864). Never a shared secret. */
const TOKEN_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256'] as const;

/** Longer than a proof of possession is taken for new. */
const PROOF_MS = 10 * 60 * 1000;

/** A discovery document is looked at again after this long; keys are, after five minutes and whenever one is unknown. */
const DISCOVERY_MS = 60 * 60 * 1000;

/** The tokens of a process, by its settings: `issuers` is the path of their list, and what is known of them is kept beside the keys. */
export function openAccessTokens(
  { trust, clock, log }: Pick<AccessTokenParts, 'trust' | 'clock'> & { readonly log: FetchLog },
  issuers: string | undefined,
  keysDirectory: string,
): VerifyAccessToken {
  return createAccessTokens({
    trust,
    clock,
    issuers: issuers === undefined ? [] : readTokenIssuers(issuers),
    fetch: createRememberingFetch(join(keysDirectory, 'issuers'), clock, log),
  });
}

/** Decides by `iss` who has to have signed a token; nothing in the token itself points to a key that is believed. */
export function createAccessTokens({ trust, issuers, fetch, clock }: AccessTokenParts): VerifyAccessToken {
  const providers = new Map(issuers.map((issuer) => [issuer.issuer, createProvider(issuer, fetch, clock)]));
  return async (presented, audience) => {
    const token = /^(?:Bearer|DPoP) ([\w.-]+)$/i.exec(presented.authorization ?? '')?.[1];
    if (token === undefined) return { ok: false, why: 'send a token as `Authorization: Bearer …`' };
    const provider = providers.get(issuerOf(token) ?? '');
    return provider === undefined ? verifyPinned(token, audience) : provider(presented, audience);
  };

  async function verifyPinned(token: string, audience: string): Promise<AccessTokenVerdict> {
    const roles = ['TOKEN_ISSUER'] as const;
    const verdict = await verifyStatement(token, trust, { type: ACCESS_TOKEN_TYPE, roles, audience, now: clock() });
    if (!verdict.ok) return verdict;
    const claims = accessTokenClaimsSchema.safeParse(verdict.claims);
    if (!claims.success) return { ok: false, why: 'it does not say who asks' };
    const { administration } = verdict.signedBy;
    if (administration !== null && administration !== claims.data.administration) {
      return { ok: false, why: `its issuer speaks for ${administration} only` };
    }
    if (findAdministration(claims.data.administration) === undefined) {
      return { ok: false, why: 'it speaks for an administration that is not known here' };
    }
    return { ok: true, claims: claims.data };
  }
}

function createProvider(
  { issuer, administration, requireDpop }: TokenIssuer,
  fetch: RememberingFetch,
  clock: () => Date,
) {
  const http = {
    [customFetch]: (url: string, init: object) => fetch(url, init as RequestInit),
    // Which issuers may do without TLS is decided where their list is read.
    [allowInsecureRequests]: issuer.startsWith('http:'),
  };
  const keys: JWKSCacheInput = {};
  const bind = createBindings(PROOF_MS, clock);
  let known: { readonly server: AuthorizationServer; readonly at: number } | undefined;

  async function discover(): Promise<AuthorizationServer> {
    const now = clock().getTime();
    if (known !== undefined && now - known.at < DISCOVERY_MS) return known.server;
    const url = new URL(issuer);
    const server = await processDiscoveryResponse(url, await discoveryRequest(url, http));
    known = { server, at: now };
    return server;
  }

  return async ({ authorization = '', dpop, url }: PresentedToken, audience: string): Promise<AccessTokenVerdict> => {
    try {
      const headers = { authorization, ...(dpop === undefined ? {} : { dpop }) };
      const request = new Request(url, { method: 'POST', headers });
      const said = await validateJwtAccessToken(await discover(), request, audience, {
        ...http,
        requireDPoP: requireDpop,
        signingAlgorithms: [...TOKEN_ALGORITHMS],
        [jwksCache]: keys,
        [clockTolerance]: CLOCK_TOLERANCE_SECONDS,
        [clockSkew]: Math.round((clock().getTime() - systemTime()) / 1000),
      });
      // A proof that was overheard is worth nothing a second time (RFC 9449, 11.1).
      if (dpop !== undefined && !bind(String(decodeJwt(dpop).jti), randomUUID())) {
        return { ok: false, why: 'its proof of possession was used before' };
      }
      const claims = issuedClaimsSchema.safeParse(said);
      if (!claims.success) return { ok: false, why: 'it does not say who asks' };
      if ((claims.data.administration ?? administration) !== administration) {
        return { ok: false, why: `its issuer speaks for ${administration} only` };
      }
      return { ok: true, claims: { ...claims.data, administration, scope: claims.data.scope ?? '' } };
    } catch (error) {
      return { ok: false, why: error instanceof Error ? error.message : 'it cannot be verified' };
    }
  };
}

/** The time that the library goes by: how far ours is from it is told to it. */
function systemTime(): number {
  return performance.timeOrigin + performance.now();
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss?.replace(/\/$/, '');
  } catch {
    return undefined;
  }
}
