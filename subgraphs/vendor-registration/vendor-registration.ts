import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { AdministrationCode } from '../../schema/administrations.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ASSISTANCE_AGREEMENTS, type AssistanceAgreement } from '../../schema/reference/assistance-agreements.ts';
import { COLLECTION_SCHEMES, type CollectionScheme } from '../../schema/reference/collection-schemes.ts';
import { TAX_RATES, type TaxRate } from '../../schema/reference/tax-rates.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { CHANGES, createChangeFeed } from '../runtime/change-feed.ts';
import { createChangeLog } from '../runtime/change-log.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DatabaseLocation } from '../runtime/database.ts';
import { createEventInbox } from '../runtime/event-inbox.ts';
import { type EventTransport, startEventReaders } from '../runtime/event-transport.ts';
import { createPeer } from '../runtime/peer.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import { publishedSchemes } from './domain/published-scheme.ts';
import { createVendorRegistrationContext } from './graphql/vendor-registration-context.ts';
import { buildVendorRegistrationSchema } from './graphql/vendor-registration-schema.ts';
import { keepRegistryEvents, type RegistryEvent, readPartnerStated } from './service/registry-events.ts';
import type { VendorRegistrationParts } from './service/vendor-registration-parts.ts';
import { createRegistrationWriter, openRegistrationStore } from './store/registration-store.ts';

export { buildVendorRegistrationSchema } from './graphql/vendor-registration-schema.ts';

/** What this subgraph is handed. */
export interface VendorRegistrationOptions {
  readonly location: DatabaseLocation;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** The way to the mutual-assistance service, on behalf of the caller. */
  readonly mutualAssistance: SubgraphLink;
  /** The ways to the registries, whose events are pulled; one that is silent holds up its own alone. */
  readonly registries: ReadonlyMap<AdministrationCode, SubgraphLink>;
  /** How often; default: a second. */
  readonly pullIntervalMs?: number;
  /** How the registries’ events come; default: each registry is asked. */
  readonly transport?: EventTransport;
  readonly schemes?: readonly CollectionScheme[];
  readonly taxRates?: readonly TaxRate[];
  readonly agreements?: readonly AssistanceAgreement[];
}

/** The vendor-registration subgraph, running. */
export interface VendorRegistration extends Subgraph {
  /** Pulls what the registries tell now, until there is nothing new. */
  pullRegistryEvents(): Promise<void>;
}

/** Assembles the vendor-registration subgraph and opens its database. */
export async function createVendorRegistration({
  location,
  signer,
  trust,
  clock,
  log,
  mutualAssistance,
  registries,
  pullIntervalMs,
  transport,
  schemes = COLLECTION_SCHEMES,
  taxRates = TAX_RATES,
  agreements = ASSISTANCE_AGREEMENTS,
}: VendorRegistrationOptions): Promise<VendorRegistration> {
  const { database, store } = await openRegistrationStore(location, VENDOR_REGISTRATION_SUBGRAPH);
  const parts: VendorRegistrationParts = {
    store,
    clock,
    newId: randomUUID,
    signer,
    mutualAssistance: createPeer(MUTUAL_ASSISTANCE_SUBGRAPH, mutualAssistance, signer, clock),
    schemes: publishedSchemes(schemes),
    taxRates,
    agreements,
  };
  const changes = createChangeFeed({
    source: createChangeLog(database),
    listen: (heard) => database.onCommitted(CHANGES, heard),
    failed: (err) => log.error({ err }, 'changes could not be read'),
  });
  const subgraph = await startSubgraph({
    name: VENDOR_REGISTRATION_SUBGRAPH,
    federated: await buildVendorRegistrationSchema(),
    signer,
    trust,
    believes: ['GATEWAY', 'MUTUAL_ASSISTANCE'],
    database,
    clock,
    log,
    changes,
    contextOf: (caller, _extensions, following) =>
      createVendorRegistrationContext(parts, { caller, changes, following }),
  });
  const inbox = createEventInbox<RegistryEvent>({
    ...{ database, clock, log },
    read: (event, source) => readPartnerStated(event, source, { trust, clock }),
    keep: (manager, believed) => keepRegistryEvents(createRegistrationWriter(manager), believed, parts.newId),
  });
  const readers = startEventReaders({
    ...{ addressee: 'VENDOR_REGISTRATION', inbox, database, signer, trust, clock, log, transport },
    origins: [...registries].map(([administration, link]) => ({
      ...{ administration, from: registrySubgraph(administration), link },
      ...(pullIntervalMs === undefined ? {} : { intervalMs: pullIntervalMs }),
    })),
  });
  return {
    ...subgraph,
    pullRegistryEvents: () => readers.pull(),
    async stop() {
      await readers.stop();
      await subgraph.stop();
    },
  };
}
