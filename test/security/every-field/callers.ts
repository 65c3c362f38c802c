import { generateKeyPair, SignJWT } from 'jose';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, SCOPES, type Scope } from '../../../schema/contract/scopes.ts';
import { demonstrationToken } from '../../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER } from '../../../scripts/start/trust-store.ts';
import type { TestFederation } from '../../support/federation.ts';
import { tokenClaims } from '../bad-tokens.ts';

const HOURS = 60 * 60 * 1000;
const ALL_SCOPES = Object.keys(SCOPES) as Scope[];

/** Tokens of a federation whose clock stands where `now` says. */
export function callersOf({ embedded }: TestFederation, now: () => Date) {
  const issuer = embedded.trustStore.signerOf(DEMONSTRATION_ISSUER);
  const token = (administration: string, scopes: readonly string[], actor?: string, operator?: string, at = now()) =>
    demonstrationToken(issuer, administration, scopes as readonly Scope[], at, actor, operator);

  return {
    /** An officer with these scopes and no other; a token without any is still one for the gateway. */
    officer: (administration: string, scopes: readonly string[]) =>
      token(administration, scopes.length === 0 ? ['nothing:at-all'] : scopes),
    /** An officer with every scope but one. */
    without: (administration: string, scope: string) =>
      token(
        administration,
        GATEWAY_SCOPES.filter((other) => other !== scope),
      ),
    /** Somebody who acts for itself, with every word of the contract in its token. */
    actor: (administration: string, actor: string) => token(administration, [...GATEWAY_SCOPES, 'vendor:self'], actor),
    /** An officer of the registry with these scopes, or an operator of it that acts for itself. */
    registry: (administration: string, scopes: readonly string[]) => token(administration, scopes),
    operator: (administration: string, operator: string) =>
      token(administration, [...REGISTRY_SCOPES, 'operator:self'], undefined, operator),
    expired: (administration: string, scopes: readonly string[]) =>
      token(administration, scopes, undefined, undefined, new Date(now().getTime() - 9 * HOURS)),
    /** Of an issuer that nobody has pinned, with every scope, for whichever audience. */
    async foreign(administration: string, audience: string) {
      const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
      const seconds = Math.floor(now().getTime() / 1000);
      const times = { iat: seconds, exp: seconds + 3600 };
      const claims = tokenClaims({ aud: audience, administration, scope: ALL_SCOPES.join(' '), ...times });
      return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: issuer.kid, typ: 'at+jwt' }).sign(privateKey);
    },
    /** A good token of another administration's officer, made out to this registry. */
    intruder: (administration: string, audience: string) => {
      const seconds = Math.floor(now().getTime() / 1000);
      const times = { iat: seconds, exp: seconds + 3600 };
      return issuer.sign(
        tokenClaims({ aud: audience, administration, scope: REGISTRY_SCOPES.join(' '), ...times }),
        'at+jwt',
      );
    },
  };
}
