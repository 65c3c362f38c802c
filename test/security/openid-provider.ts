import { createServer, type Server } from 'node:http';
import type { JWK } from 'jose';
// @ts-expect-error: the package has no declarations.
import Provider from 'oidc-provider';
import { GATEWAY_AUDIENCE } from '../../schema/contract/access-token.ts';
import { SCOPES } from '../../schema/contract/scopes.ts';
import { newPrivateKey } from '../../schema/trust/new-private-key.ts';

/** A real OpenID provider, as an administration may have one, with one client that is a program of it. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** A token by client credentials for the resource; with `dpop` a proof, bound to its key. */
  token(given?: { readonly resource?: string; readonly scope?: string; readonly dpop?: string }): Promise<string>;
  /** Signs with a new key from now on, and publishes it in place of the old one. */
  rotate(): Promise<void>;
  /** Takes no more connections; `start` begins again, on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const CLIENT = { client_id: 'declaration-system', client_secret: 'a-secret-of-this-test' } as const;

export async function startOpenIdProvider(algorithm: 'ES256' | 'EdDSA' = 'ES256'): Promise<OpenIdProvider> {
  let server: Server | undefined;
  let port = 0;
  let answer: ((request: unknown, response: unknown) => void) | undefined;

  async function open(): Promise<void> {
    server = createServer((request, response) => answer?.(request, response));
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  await open();
  const issuer = `http://127.0.0.1:${port}`;

  async function rotate(): Promise<void> {
    const jwk: JWK = {
      ...newPrivateKey(algorithm === 'ES256' ? 'P-256' : 'Ed25519'),
      alg: algorithm,
      use: 'sig',
      kid: `key-${Date.now()}`,
    };
    const provider = new Provider(issuer, {
      jwks: { keys: [jwk] },
      clients: [
        {
          ...CLIENT,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
          id_token_signed_response_alg: algorithm,
        },
      ],
      scopes: Object.keys(SCOPES),
      enabledJWA: { idTokenSigningAlgValues: ['ES256', 'EdDSA'], dPoPSigningAlgValues: ['ES256', 'EdDSA'] },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        dPoP: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context: unknown, resource: string) => ({
            scope: Object.keys(SCOPES).join(' '),
            audience: resource,
            accessTokenTTL: 300,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: algorithm } },
          }),
        },
      },
    });
    answer = provider.callback();
  }

  await rotate();
  return {
    issuer,
    rotate,
    async token({ resource = GATEWAY_AUDIENCE, scope = 'recognition:ask operator:read', dpop } = {}) {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${CLIENT.client_id}:${CLIENT.client_secret}`).toString('base64')}`,
          ...(dpop === undefined ? {} : { dpop }),
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope }),
      });
      const text = await response.text();
      if (response.status !== 200) throw new TypeError(`no token: ${text}`);
      return (JSON.parse(text) as { access_token: string }).access_token;
    },
    async stop() {
      await new Promise((resolve) => {
        server?.close(resolve);
        server?.closeAllConnections();
      });
    },
    start: open,
  };
}
