import { randomUUID } from 'node:crypto';
import type { AdministrationCode } from '../../schema/administrations.ts';
import { ACCESS_TOKEN_TYPE, GATEWAY_AUDIENCE, registryAudience } from '../../schema/contract/access-token.ts';
import { OPERATOR_SCOPES, REGISTRY_SCOPES, type Scope } from '../../schema/contract/scopes.ts';
import type { Signer } from '../../schema/trust/signer.ts';

/** Life of a demonstration token in seconds: a working day. */
const TOKEN_SECONDS = 8 * 60 * 60;

/** A token of the demonstration issuer: for the gateway, for the administration’s own registry, or both, by its scopes. */
export function demonstrationToken(
  issuer: Signer,
  administration: AdministrationCode,
  scopes: readonly Scope[],
  now: Date,
  actor?: string,
  operator?: string,
): Promise<string> {
  const isOfRegistry = (scope: Scope) => ([...REGISTRY_SCOPES, ...OPERATOR_SCOPES] as readonly Scope[]).includes(scope);
  const audiences = [
    ...(scopes.some((scope) => !isOfRegistry(scope)) ? [GATEWAY_AUDIENCE] : []),
    ...(scopes.some(isOfRegistry) ? [registryAudience(administration)] : []),
  ];
  const iat = Math.floor(now.getTime() / 1000);
  return issuer.sign(
    {
      iss: `urn:aeo:${issuer.party}`,
      aud: audiences,
      sub: subjectOf(administration, actor, operator),
      iat,
      exp: iat + TOKEN_SECONDS,
      jti: randomUUID(),
      administration,
      scope: scopes.join(' '),
      ...(actor === undefined ? {} : { actor }),
      ...(operator === undefined ? {} : { operator }),
    },
    ACCESS_TOKEN_TYPE,
  );
}

function subjectOf(
  administration: AdministrationCode,
  actor: string | undefined,
  operator: string | undefined,
): string {
  if (operator !== undefined) return `operator:${operator}`;
  return actor === undefined ? `officer@${administration}` : `vendor:${actor}`;
}
