import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { MUTUAL_ASSISTANCE_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ASSISTANCE_AGREEMENTS, type AssistanceAgreement } from '../../schema/reference/assistance-agreements.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DatabaseLocation } from '../runtime/database.ts';
import { createPeer } from '../runtime/peer.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import type { AssistanceContext } from './graphql/context.ts';
import { buildMutualAssistanceSchema } from './graphql/mutual-assistance-schema.ts';
import { createAssistanceService } from './service/assistance.service.ts';
import { createAssistanceLoaders } from './service/assistance-loaders.ts';
import { createVendorDirectory } from './service/vendor-directory.ts';
import { createAssistanceStore } from './store/assistance.store.ts';
import { openAssistanceDatabase } from './store/assistance-database.ts';

export { buildMutualAssistanceSchema };

/** What mutual assistance is handed. */
export interface MutualAssistanceParts {
  readonly location: DatabaseLocation;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** The way to the vendor-registration subgraph, which is asked about vendors in the caller’s name. */
  readonly vendorRegistration: SubgraphLink;
  readonly agreements?: readonly AssistanceAgreement[];
}

/** Starts the mutual-assistance subgraph. */
export async function createMutualAssistance({
  location,
  signer,
  trust,
  clock,
  log,
  vendorRegistration,
  agreements = ASSISTANCE_AGREEMENTS,
}: MutualAssistanceParts): Promise<Subgraph> {
  const federated = await buildMutualAssistanceSchema();
  const database = await openAssistanceDatabase(location);
  const store = createAssistanceStore(database);
  const vendors = createVendorDirectory(createPeer(VENDOR_REGISTRATION_SUBGRAPH, vendorRegistration, signer, clock));
  const service = createAssistanceService({ store, agreements, vendors, clock, newId: randomUUID });
  return startSubgraph<AssistanceContext>({
    name: MUTUAL_ASSISTANCE_SUBGRAPH,
    federated,
    signer,
    trust,
    // Vendor registration sends the requests that support a registration, in its caller’s name.
    believes: ['GATEWAY', 'VENDOR_REGISTRATION'],
    database,
    clock,
    log,
    contextOf: (caller) => ({
      caller,
      service,
      loaders: createAssistanceLoaders(store, caller),
      now: clock(),
    }),
  });
}
