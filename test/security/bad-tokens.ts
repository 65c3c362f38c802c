import { createPublicKey } from 'node:crypto';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  importJWK,
  type JWTHeaderParameters,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { ACCESS_TOKEN_TYPE, GATEWAY_AUDIENCE } from '../../schema/contract/access-token.ts';
import { GATEWAY_SCOPES, REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { newPrivateKey, publicPartOf } from '../../schema/trust/new-private-key.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { DEMONSTRATION_ISSUER, GATEWAY } from '../../scripts/start/trust-store.ts';
import type { TestFederation } from '../support/federation.ts';
import { callerOf } from '../support/parties.ts';

const HOUR = 60 * 60;

/** Claims of a good token of an officer of Japan, altered as given. */
export function tokenClaims(given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: `urn:aeo:${DEMONSTRATION_ISSUER}`,
    aud: GATEWAY_AUDIENCE,
    sub: 'officer@JP',
    iat: now,
    exp: now + HOUR,
    administration: 'JP',
    scope: GATEWAY_SCOPES.join(' '),
    ...given,
  };
}

/** Tokens that nobody may believe, by what is wrong with them. */
export type BadTokens = Readonly<Record<string, string>>;

/** Makes them; each differs from a good one in what its name says, and in nothing else. */
export async function makeBadTokens(federation: TestFederation): Promise<BadTokens> {
  return {
    ...(await malformedTokens(federation)),
    ...(await forgedTokens(federation)),
    ...(await otherStatements(federation)),
  };
}

async function malformedTokens({ embedded, token }: TestFederation): Promise<BadTokens> {
  const issuer = embedded.trustStore.signerOf(DEMONSTRATION_ISSUER);
  const signed = (given: Readonly<Record<string, unknown>>) => issuer.sign(tokenClaims(given), ACCESS_TOKEN_TYPE);
  const now = Math.floor(Date.now() / 1000);
  const [header = '', claims = ''] = (await signed({})).split('.');
  return {
    garbage: 'not-a-token',
    dots: '..',
    'a token cut off in the middle': `${header}.${claims}`,
    'a token without its signature': `${header}.${claims}.`,
    'an expired token': await signed({ iat: now - 2 * HOUR, exp: now - HOUR }),
    'a token without an end': await signed({ exp: undefined }),
    'a token that is not valid yet': await signed({ nbf: now + HOUR }),
    'a token without the time of its signing': await signed({ iat: undefined }),
    'a token for another API': await signed({ aud: 'https://api.example' }),
    'a token for nobody': await signed({ aud: undefined }),
    'a token for a registry': await token('JP', REGISTRY_SCOPES),
    'a token of an unknown administration': await signed({ administration: 'XX' }),
    'a token of no administration': await signed({ administration: undefined }),
    'a token of no subject': await signed({ sub: undefined }),
    'a token of another kind': await issuer.sign(tokenClaims(), 'JWT'),
  };
}

async function forgedTokens({ embedded }: TestFederation): Promise<BadTokens> {
  const issuer = embedded.trustStore.signerOf(DEMONSTRATION_ISSUER);
  const privateJwk = newPrivateKey('Ed25519');
  const privateKey = await importJWK(privateJwk, 'EdDSA');
  const jwk = publicPartOf(privateJwk);
  const foreign = (header: Partial<JWTHeaderParameters>) =>
    sign(privateKey, { alg: 'EdDSA', typ: ACCESS_TOKEN_TYPE, ...header });
  const [header = '', claims = '', signature = ''] = (await issuer.sign(tokenClaims(), ACCESS_TOKEN_TYPE)).split('.');
  const asOther = Buffer.from(JSON.stringify(tokenClaims({ administration: 'US' }))).toString('base64url');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none', kid: issuer.kid, typ: ACCESS_TOKEN_TYPE }));
  const byPublicKey = (secret: Uint8Array) => sign(secret, { alg: 'HS256', kid: issuer.kid, typ: ACCESS_TOKEN_TYPE });
  const { publicJwk } = issuer;
  const pem = createPublicKey({ key: { ...publicJwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const registry = embedded.trustStore.signerOf(registrySubgraph('JP'));
  return {
    'a token of a foreign issuer': await foreign({ kid: await calculateJwkThumbprint(jwk) }),
    'a token of another key under the name of the trusted one': await foreign({ kid: issuer.kid }),
    'a token that brings its own key along': await foreign({ kid: issuer.kid, jwk }),
    'a token that names no key': await foreign({}),
    'a token with another administration put in': `${header}.${asOther}.${signature}`,
    'an unsigned token': new UnsecuredJWT(tokenClaims()).encode(),
    'an unsigned token under the name of the trusted key': `${unsigned.toString('base64url')}.${claims}.`,
    'an HS256 token with the public key as secret': await byPublicKey(Buffer.from(publicJwk.x ?? '', 'base64url')),
    'an HS256 token with the public key as secret, as PEM': await byPublicKey(Buffer.from(pem)),
    'a token signed by a registry': await registry.sign(tokenClaims(), ACCESS_TOKEN_TYPE),
    'a token signed by the gateway itself': await embedded.trustStore
      .signerOf(GATEWAY)
      .sign(tokenClaims(), ACCESS_TOKEN_TYPE),
  };
}

/** What the federation itself signs, and is no token. */
async function otherStatements({ embedded, ask }: TestFederation): Promise<BadTokens> {
  const { data } = await ask<{ recognitions: { decision: { receipt: string; attestation: string } }[] }>(
    'JP',
    `query Statements($tin: String!) {
      recognitions(questions: [{ tin: $tin, role: EXPORTER }]) { decision { receipt attestation } }
    }`,
    { tin: KOREAN_EXPORTER.tin },
  );
  const [answer] = data.recognitions;
  if (answer === undefined) throw new TypeError('no answer');
  const gateway = embedded.trustStore.signerOf(GATEWAY);
  return {
    'a receipt': answer.decision.receipt,
    'an attestation': answer.decision.attestation,
    'a caller assertion': await signCallerAssertion(
      gateway,
      callerOf('JP'),
      { subgraph: RECOGNITION_SUBGRAPH, body: '{}' },
      new Date(),
    ),
  };
}

function sign(key: CryptoKey | Uint8Array, header: JWTHeaderParameters & { readonly alg: string }): Promise<string> {
  return new SignJWT(tokenClaims()).setProtectedHeader(header).sign(key);
}
