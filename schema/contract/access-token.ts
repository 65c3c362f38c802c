import { z } from 'zod';
import type { AdministrationCode } from '../administrations.ts';

/** `typ` of an access token (RFC 9068). */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** Audience of a token for the gateway. */
export const GATEWAY_AUDIENCE = 'urn:aeo:gateway';

/** Audience of a token for the officer endpoint of one administration’s registry: a URI, as RFC 8707 wants a resource to be. */
export function registryAudience(administration: AdministrationCode): string {
  return `urn:aeo:registry:${administration}`;
}

/** What is read of an access token. `scope` is a list of words parted by spaces (RFC 8693, 4.2). */
export const accessTokenClaimsSchema = z.object({
  sub: z.string().min(1),
  /** When it expires, in seconds since 1970. Without an end it would outlive the office of whoever it was issued to (RFC 9068, 2.2). */
  exp: z.number(),
  administration: z.string().min(1),
  scope: z.string(),
  /** Whom the token lets act for itself (`Caller.actor`); absent: an officer or program. */
  actor: z.string().trim().min(1).max(100).optional(),
  /** The operator that acts for itself at its own registry, by its TIN (`operator:self`); absent: an officer. */
  operator: z.string().trim().min(1).max(17).optional(),
});
export type AccessTokenClaims = z.infer<typeof accessTokenClaimsSchema>;
