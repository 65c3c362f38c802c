import type { z } from 'zod';
import { type Administration, findAdministration } from '../../schema/administrations.ts';
import { registryIssuer } from '../../schema/contract/attestation.ts';
import { HUB_AUDIENCE, REGISTRY_EVENT_TYPE } from '../../schema/contract/registry-event.ts';
import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../schema/trust/verify-statement.ts';
import type { Clock } from './clock.ts';
import type { EventReading } from './event-inbox.ts';

/** What a registry told, and which one. */
export interface ToldByRegistry<Claims> {
  readonly home: Administration;
  readonly claims: Claims;
}

/** Believes an event of that kind only if the registry that was asked signed it, for the hub. */
export async function readRegistryEvent<Claims>(
  event: string,
  source: string,
  schema: z.ZodType<Claims>,
  { trust, clock }: { readonly trust: TrustList; readonly clock: Clock },
): Promise<EventReading<ToldByRegistry<Claims>>> {
  const home = findAdministration(administrationOfSubgraph(source) ?? '');
  if (home === undefined) return { ok: false, why: `${source} is no registry` };
  const verdict = await verifyStatement(event, trust, {
    type: REGISTRY_EVENT_TYPE,
    roles: ['REGISTRY'],
    audience: HUB_AUDIENCE,
    issuer: registryIssuer(home.code),
    now: clock(),
  });
  if (!verdict.ok) return verdict;
  if (verdict.signedBy.administration !== home.code) return { ok: false, why: `it is not signed by ${source}` };
  const claims = schema.safeParse(verdict.claims);
  if (!claims.success) return { ok: false, why: `the claims are not those of an event: ${claims.error.message}` };
  return { ok: true, told: { home, claims: claims.data } };
}
