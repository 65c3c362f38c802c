import { z } from 'zod';
import type { TrustedRole } from '../trust/trust-list.ts';

/** `typ` of an event that the hub tells a registry. */
export const PARTNER_EVENT_TYPE = 'aeo-event+jwt';

/**
 * What a partner did on its side that the home administration is to know (EU-US, 2012/290/EU; domain.md 0.8), or what
 * shows there. ASSISTANCE_ANSWERED: it answered what the home administration asked about the operator. MISUSE_SUSPECTED: the operator's number is used under many unrelated names; `from` is who asked last.
 */
export const PARTNER_EVENT_KINDS = [
  'BENEFITS_SUSPENDED',
  'BENEFITS_REINSTATED',
  'ASSISTANCE_ANSWERED',
  'MISUSE_SUSPECTED',
] as const;
export type PartnerEventKind = (typeof PARTNER_EVENT_KINDS)[number];

/** Which service of the hub tells of what; said by another one it is not believed. */
export const PARTNER_EVENT_SIGNERS = {
  BENEFITS_SUSPENDED: 'RECOGNITION',
  BENEFITS_REINSTATED: 'RECOGNITION',
  ASSISTANCE_ANSWERED: 'MUTUAL_ASSISTANCE',
  MISUSE_SUSPECTED: 'RECOGNITION',
} as const satisfies Record<PartnerEventKind, TrustedRole>;

/** Claims of an event; `aud` is the administration that is told, `jti` identifies it for ever. */
export const partnerEventClaimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  /** The operator's TIN. */
  sub: z.string().min(1),
  jti: z.string().min(1),
  /** Seconds since the epoch at which it was recorded. */
  iat: z.number().int(),
  kind: z.enum(PARTNER_EVENT_KINDS),
  /** Code of the administration that acted. */
  from: z.string().min(2),
  /** Instant from which it holds, RFC 3339 UTC. */
  effectiveFrom: z.iso.datetime(),
  remark: z.string(),
});
export type PartnerEventClaims = z.infer<typeof partnerEventClaimsSchema>;
