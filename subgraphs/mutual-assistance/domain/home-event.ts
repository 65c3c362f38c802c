import { administrationAudience } from '../../../schema/contract/attestation.ts';
import type { PartnerEventClaims } from '../../../schema/contract/partner-event.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { StepTaken } from './take-step.ts';

/** `iss` of what this service tells registries. */
const ISSUER = 'urn:aeo:service:mutual-assistance';

/**
 * What the registry at home is told of a step: that a partner has answered what its administration asked about an operator
 * of its own. The answer itself stays in the case, where its officers read it. Undefined: the step is none of the kind.
 */
export function homeEventOf({ request, event }: StepTaken, id: string): PartnerEventClaims | undefined {
  const { subject, requesting, requested, reference, response } = request;
  if (subject.kind !== 'OPERATOR' || response === null || event.action?.startsWith('complete') !== true)
    return undefined;
  const reading = readTin(subject.tin);
  if (!reading.ok || reading.administration.code !== requesting) return undefined;
  return {
    iss: ISSUER,
    aud: administrationAudience(requesting),
    sub: reading.tin,
    jti: id,
    iat: Math.floor(Date.parse(event.at) / 1000),
    kind: 'ASSISTANCE_ANSWERED',
    from: requested,
    effectiveFrom: event.at,
    remark: `${reference}: ${response.outcome}`,
  };
}
