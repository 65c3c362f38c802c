import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, decodeJwt, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessTokens } from '../../schema/trust/access-tokens.ts';
import { newPrivateKey, publicPartOf } from '../../schema/trust/new-private-key.ts';
import { createRememberingFetch } from '../../schema/trust/remembering-fetch.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { post, startFederation, type TestFederation } from '../support/federation.ts';
import { silentLog } from '../support/parties.ts';
import { type OpenIdProvider, startOpenIdProvider } from './openid-provider.ts';

const PUBLIC_URL = 'https://gateway.example';
const QUERY =
  'query ($tin: String!) { recognitions(questions: [{ tin: $tin, role: EXPORTER }]) { decision { outcome } } }';

let japan: OpenIdProvider;
let korea: OpenIdProvider;
let america: OpenIdProvider;
let foreign: OpenIdProvider;
let federation: TestFederation;

beforeAll(async () => {
  [japan, korea, america, foreign] = await Promise.all([
    startOpenIdProvider(),
    startOpenIdProvider('EdDSA'),
    startOpenIdProvider(),
    startOpenIdProvider(),
  ]);
  federation = await startFederation({
    publicUrl: PUBLIC_URL,
    issuers: [
      { issuer: japan.issuer, administration: 'JP', requireDpop: false },
      { issuer: korea.issuer, administration: 'KR', requireDpop: false },
      { issuer: america.issuer, administration: 'US', requireDpop: true },
    ],
  });
});
afterAll(async () => {
  await federation.stop();
  await Promise.all([japan, korea, america, foreign].map((provider) => provider.stop()));
});

/** The outcome, or the code of the refusal. */
async function ask(authorization: string, headers: Record<string, string> = {}): Promise<string> {
  const { data, errors } = await post<{ recognitions: [{ decision: { outcome: string } }] } | null>(
    `${federation.url}/graphql`,
    { query: QUERY, variables: { tin: KOREAN_EXPORTER.tin } },
    { authorization, 'purpose-of-use': 'IMPORT_CLEARANCE', ...headers },
  );
  return errors[0]?.extensions.code ?? data?.recognitions[0].decision.outcome ?? '';
}

interface Holder {
  readonly privateKey: CryptoKey | Uint8Array;
  readonly jwk: JWK;
}

/** A key of one's own. */
async function holder(): Promise<Holder> {
  const jwk = newPrivateKey('P-256');
  return { privateKey: await importJWK(jwk, 'ES256'), jwk: publicPartOf(jwk) };
}

describe('a token of an administration’s own OpenID provider', () => {
  it('is believed for that administration, which it does not even name', async () => {
    const token = await japan.token();
    expect(decodeJwt(token)['administration']).toBeUndefined();
    expect(await ask(`Bearer ${token}`)).toBe('RECOGNISED');
    expect(await ask(`Bearer ${await korea.token()}`)).toBe('NOT_APPLICABLE');
  });

  it('permits what its scopes say', async () => {
    expect(await ask(`Bearer ${await japan.token({ scope: 'operator:read' })}`)).toBe('FORBIDDEN');
  });

  it('is for the gateway or for the own registry, whichever it was asked for, and for nothing else', async () => {
    const officer = `Bearer ${await korea.token({ resource: 'urn:aeo:registry:KR', scope: 'registry:read' })}`;
    const atRegistry = async (authorization: string) => {
      const query = '{ operators(first: 1) { edges { cursor } } }';
      const { data, errors } = await post<{ operators: { edges: unknown[] } } | null>(
        `${federation.url}/registries/KR/graphql`,
        { query },
        { authorization },
      );
      return errors[0]?.extensions.code ?? data?.operators.edges.length;
    };
    expect(await atRegistry(officer)).toBe(1);
    expect(await ask(officer)).toBe('UNAUTHENTICATED');
    expect(await atRegistry(`Bearer ${await korea.token()}`)).toBe('UNAUTHENTICATED');
    const ofJapan = await japan.token({ resource: 'urn:aeo:registry:KR', scope: 'registry:read' });
    expect(await atRegistry(`Bearer ${ofJapan}`)).toBe('FORBIDDEN');
    expect(await ask(`Bearer ${await japan.token({ resource: 'https://other.example' })}`)).toBe('UNAUTHENTICATED');
  });

  it('of a provider that nobody has named is refused', async () => {
    expect(await ask(`Bearer ${await foreign.token()}`)).toBe('UNAUTHENTICATED');
  });

  it('under the name of another issuer is refused, whatever key it brings along or points to', async () => {
    const { privateKey, jwk } = await holder();
    const claims = decodeJwt(await japan.token());
    for (const header of [{ jwk }, { jku: `${foreign.issuer}/jwks` }, { kid: 'key-of-mine' }, {}]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header })
        .sign(privateKey);
      expect(await ask(`Bearer ${forged}`)).toBe('UNAUTHENTICATED');
    }
  });

  it('stays believed while its provider is down, and one by an unknown key is not', async () => {
    const token = await japan.token();
    expect(await ask(`Bearer ${token}`)).toBe('RECOGNISED');
    await japan.stop();
    try {
      expect(await ask(`Bearer ${token}`)).toBe('RECOGNISED');
      const { privateKey } = await generateKeyPair('ES256');
      const forged = await new SignJWT(decodeJwt(token))
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'unknown' })
        .sign(privateKey);
      expect(await ask(`Bearer ${forged}`)).toBe('UNAUTHENTICATED');
    } finally {
      await japan.start();
    }
  });

  it('is believed after a restart of ours while its provider is down', async () => {
    const provider = await startOpenIdProvider();
    const directory = mkdtempSync(join(tmpdir(), 'aeo-issuers-'));
    const open = () =>
      createAccessTokens({
        trust: federation.embedded.trustStore.trust,
        issuers: [{ issuer: provider.issuer, administration: 'JP', requireDpop: false }],
        fetch: createRememberingFetch(directory, systemClock, silentLog),
        clock: systemClock,
      });
    const presented = { authorization: `Bearer ${await provider.token()}`, dpop: undefined, url: PUBLIC_URL };
    expect(await open()(presented, 'urn:aeo:gateway')).toMatchObject({ ok: true });
    await provider.stop();
    expect(await open()(presented, 'urn:aeo:gateway')).toMatchObject({ ok: true, claims: { administration: 'JP' } });
    rmSync(directory, { recursive: true });
  });
});

describe('a token that is bound to a key of its holder', () => {
  async function proofOf({ privateKey, jwk }: Holder, url: string, token?: string, method = 'POST'): Promise<string> {
    const hash = token === undefined ? undefined : await crypto.subtle.digest('SHA-256', Buffer.from(token));
    return new SignJWT({
      htu: url,
      htm: method,
      jti: crypto.randomUUID(),
      ...(hash === undefined ? {} : { ath: Buffer.from(hash).toString('base64url') }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setIssuedAt()
      .sign(privateKey);
  }

  it('is demanded where the issuer’s list says so', async () => {
    expect(await ask(`Bearer ${await america.token()}`)).toBe('UNAUTHENTICATED');
  });

  it('is believed with a proof for this gateway, and not without, with another’s, or sent again', async () => {
    const [own, thief] = [await holder(), await holder()];
    const token = await america.token({ dpop: await proofOf(own, `${america.issuer}/token`) });
    expect(decodeJwt<{ cnf: { jkt: string } }>(token).cnf.jkt).toBe(await calculateJwkThumbprint(own.jwk));
    const here = `${PUBLIC_URL}/graphql`;
    const proof = await proofOf(own, here, token);
    // Answered: its arrangement with Korea does not cover this exporter.
    expect(await ask(`DPoP ${token}`, { dpop: proof })).toBe('NOT_RECOGNISED');
    expect(await ask(`DPoP ${token}`, { dpop: proof })).toBe('UNAUTHENTICATED');
    expect(await ask(`DPoP ${token}`)).toBe('UNAUTHENTICATED');
    expect(await ask(`Bearer ${token}`)).toBe('UNAUTHENTICATED');
    expect(await ask(`DPoP ${token}`, { dpop: await proofOf(thief, here, token) })).toBe('UNAUTHENTICATED');
    expect(await ask(`DPoP ${token}`, { dpop: await proofOf(own, 'https://other.example/graphql', token) })).toBe(
      'UNAUTHENTICATED',
    );
    expect(await ask(`DPoP ${token}`, { dpop: await proofOf(own, here) })).toBe('UNAUTHENTICATED');
  });
});
