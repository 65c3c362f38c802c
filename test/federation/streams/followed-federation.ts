import { ACCESS_TOKEN_TYPE, GATEWAY_AUDIENCE } from '../../../schema/contract/access-token.ts';
import { GATEWAY_SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { EU_FULFILMENT_CENTRE } from '../../../scripts/seed/worth-asking.ts';
import { demonstrationToken } from '../../../scripts/start/demonstration-token.ts';
import type { EmbeddedOptions } from '../../../scripts/start/embedded-federation.ts';
import { DEMONSTRATION_ISSUER } from '../../../scripts/start/trust-store.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { type Follower, follow, type Protocol } from '../../support/stream-clients.ts';
import * as step from '../story/story-operations.ts';

export const REGISTRATION = `subscription Registration($after: Cursor) {
  vendorRegistrationChanged(after: $after) {
    id status version
    representative { tin record { legalName } recognition(role: MANUFACTURER) { outcome } }
  }
}`;

export interface FollowAsOptions {
  readonly after?: string | null;
  readonly scopes?: readonly Scope[];
  readonly token?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A federation whose changes are followed. */
export interface FollowedFederation extends TestFederation {
  followAs(protocol: Protocol, administration: string, query: string, options?: FollowAsOptions): Promise<Follower>;
  /** A token that expires in so many seconds. */
  expiringToken(administration: string, seconds: number): Promise<string>;
  tokenOfActor(administration: string, actor: string): Promise<string>;
  /** A vendor applies at the EU, which is a change of a registration; gives the registration. */
  apply(values?: Readonly<Record<string, unknown>>): Promise<string>;
  /** How many streams the gateway says that it has. */
  openStreams(): Promise<number>;
  /** Closes every client that is left. */
  closeAll(): Promise<void>;
}

let applications = 0;

export async function startFollowed(options: Partial<EmbeddedOptions> = {}): Promise<FollowedFederation> {
  const federation = await startFederation(options);
  const { url, embedded } = federation;
  const open: Follower[] = [];
  const issuer = embedded.trustStore.signerOf(DEMONSTRATION_ISSUER);
  return {
    ...federation,
    async followAs(protocol, administration, query, { after = null, scopes = GATEWAY_SCOPES, token, variables } = {}) {
      const shown = token ?? (await federation.token(administration, scopes));
      const follower = follow(protocol, { url, token: shown }, query, { after, ...variables });
      open.push(follower);
      return follower;
    },
    expiringToken(administration, seconds) {
      const iat = Math.floor(Date.now() / 1_000);
      const claims = { iss: `urn:aeo:${issuer.party}`, aud: GATEWAY_AUDIENCE, sub: 'short', iat, exp: iat + seconds };
      return issuer.sign(
        { ...claims, jti: 'short', administration, scope: GATEWAY_SCOPES.join(' ') },
        ACCESS_TOKEN_TYPE,
      );
    },
    tokenOfActor: (administration, actor) =>
      demonstrationToken(issuer, administration, ['vendor:self'], new Date(), actor),
    async apply(values = {}) {
      applications += 1;
      const { data, errors } = await federation.ask<step.ApplyData>('EU', step.APPLY, {
        input: {
          legalName: `Bay Trading ${applications}`,
          establishedIn: 'CN',
          stakeholder: 'E_VENDOR',
          businessModel: 'FULFILMENT_OFFSHORE',
          representative: EU_FULFILMENT_CENTRE.tin,
          contactEmail: 'duty@vendor.example',
          idempotencyKey: `followed-${applications}`,
          ...values,
        },
      });
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return data.applyForVendorRegistration.id;
    },
    async openStreams() {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^aeo_gateway_open_streams (\d+)$/m.exec(text)?.[1]);
    },
    async closeAll() {
      for (const follower of open.splice(0)) await follower.close();
    },
  };
}
