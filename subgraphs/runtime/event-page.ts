import { EVENT_PAGE_TYPE, eventPageClaimsSchema } from '../../schema/contract/event-page.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustedRole, TrustList } from '../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../schema/trust/verify-statement.ts';
import type { Clock } from './clock.ts';
import type { EventPage, EventReading } from './event-inbox.ts';

/** Who may tell anything. */
const TELLERS = ['REGISTRY', 'RECOGNITION', 'MUTUAL_ASSISTANCE'] as const satisfies readonly TrustedRole[];

/** Signs a page for the addressee in the name of the subgraph that tells. */
export function signEventPage(signer: Signer, addressee: string, page: EventPage, now: Date): Promise<string> {
  const claims = { iss: signer.party, aud: addressee, iat: Math.floor(now.getTime() / 1000), ...page };
  return signer.sign(claims, EVENT_PAGE_TYPE);
}

/** Believes a page only if the source signed it, for that addressee. */
export async function readEventPage(
  jws: string,
  { from, addressee, trust, clock }: { from: string; addressee: string; trust: TrustList; clock: Clock },
): Promise<EventReading<EventPage>> {
  const demand = { type: EVENT_PAGE_TYPE, roles: TELLERS, issuer: from, audience: addressee, now: clock() };
  const verdict = await verifyStatement(jws, trust, demand);
  if (!verdict.ok) return verdict;
  if (verdict.signedBy.party !== from) return { ok: false, why: `it is not signed by ${from}` };
  const claims = eventPageClaimsSchema.safeParse(verdict.claims);
  if (!claims.success) return { ok: false, why: `the claims are not those of a page: ${claims.error.message}` };
  return { ok: true, told: claims.data };
}
