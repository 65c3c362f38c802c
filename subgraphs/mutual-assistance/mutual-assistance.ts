import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ADMINISTRATIONS, type AdministrationCode } from '../../schema/administrations.ts';
import { MAXIMUM_EVIDENCE_CHARACTERS, MAXIMUM_EVIDENCE_FILES } from '../../schema/contract/evidence-limits.ts';
import { MUTUAL_ASSISTANCE_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import {
  ASSISTANCE_AGREEMENTS,
  type AssistanceAgreement,
  MULTILATERAL_INSTRUMENTS,
} from '../../schema/reference/assistance-agreements.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { CHANGES, createChangeFeed } from '../runtime/change-feed.ts';
import { createChangeLog } from '../runtime/change-log.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DatabaseLocation } from '../runtime/database.ts';
import { createEventFeed } from '../runtime/event-feed.ts';
import { feedOfOutbox } from '../runtime/event-outbox.ts';
import { type EventTransport, startEventRelay } from '../runtime/event-transport.ts';
import { createPeer } from '../runtime/peer.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import type { EvidenceScanner } from './domain/assistance-ports.ts';
import { DELIVERY_POLICY, type DeliveryPolicy } from './domain/case-delivery.ts';
import type { AssistanceContext } from './graphql/context.ts';
import { buildMutualAssistanceSchema } from './graphql/mutual-assistance-schema.ts';
import { createAssistanceService } from './service/assistance.service.ts';
import { createAssistanceLoaders } from './service/assistance-loaders.ts';
import { startCaseDispatcher } from './service/case-dispatcher.ts';
import { createEvidenceTickets } from './service/evidence-tickets.ts';
import { scanByFirstBytes } from './service/scan-by-first-bytes.ts';
import { sweepEvidence } from './service/sweep-evidence.ts';
import { createVendorDirectory } from './service/vendor-directory.ts';
import { createAssistanceStore } from './store/assistance.store.ts';
import { openAssistanceDatabase } from './store/assistance-database.ts';
import { createDeliveryStore } from './store/case-delivery.store.ts';
import { createDraftStore } from './store/draft.store.ts';
import { loadEvidenceKey } from './store/evidence-key.ts';
import { createEvidenceVault } from './store/evidence-vault.ts';
import { createSpontaneousStore } from './store/spontaneous.store.ts';

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
  /** Where evidence is kept encrypted, and where its key is; default: below the directory of the SQLite file. */
  readonly evidence?: EvidencePlace;
  /** Looks at evidence before it is kept; default: whether a file is of the type that it is said to be. */
  readonly scanner?: EvidenceScanner;
  /** Addresses of the case systems of requested administrations; default: none. */
  readonly caseSystems?: ReadonlyMap<AdministrationCode, string>;
  readonly deliveryPolicy?: DeliveryPolicy;
  /** How events travel; default: registries ask. */
  readonly transport?: EventTransport;
}

/** Two directories, so that whoever gets hold of the one cannot read it without the other. */
export interface EvidencePlace {
  readonly directory: string;
  readonly keysDirectory: string;
}

/** Largest request body in bytes: an answer with all its evidence, and 2 MiB for everything else. */
const BODY_BYTES = MAXIMUM_EVIDENCE_FILES * MAXIMUM_EVIDENCE_CHARACTERS + 2 * 1024 * 1024;

/** Age from which evidence that no row names is left over, in ms, where other processes may write: longer than any deadline. */
const LEFT_OVER_MS = 60 * 60 * 1_000;

/** Starts the mutual-assistance subgraph. */
export async function createMutualAssistance({
  location,
  signer,
  trust,
  clock,
  log,
  vendorRegistration,
  agreements = ASSISTANCE_AGREEMENTS,
  evidence = placeBeside(location),
  scanner = scanByFirstBytes,
  caseSystems = new Map(),
  deliveryPolicy = DELIVERY_POLICY,
  transport,
}: MutualAssistanceParts): Promise<Subgraph> {
  const federated = await buildMutualAssistanceSchema();
  const database = await openAssistanceDatabase(location);
  const store = createAssistanceStore(database, new Set(caseSystems.keys()));
  const vendors = createVendorDirectory(createPeer(VENDOR_REGISTRATION_SUBGRAPH, vendorRegistration, signer, clock));
  const vault = createEvidenceVault(evidence.directory, await loadEvidenceKey(evidence.keysDirectory));
  // A SQLite file has one process, and that one has only just started.
  const before = location.kind === 'sqlite' ? new Date(8.64e15) : new Date(clock().getTime() - LEFT_OVER_MS);
  const files = await sweepEvidence({ store, vault }, before);
  if (files > 0) log.info({ files }, 'evidence without an answer was removed');
  const deliveries = createDeliveryStore(database);
  const tickets = createEvidenceTickets({ store, vault, signer, trust, clock });
  const service = createAssistanceService({
    ...{ vault, tickets, scanner, signer, deliveries },
    ...{
      store,
      drafts: createDraftStore(database),
      spontaneous: createSpontaneousStore(database),
      vendors,
      clock,
      newId: randomUUID,
    },
    instruments: { agreements, multilateral: MULTILATERAL_INSTRUMENTS },
  });
  const changes = createChangeFeed({
    source: createChangeLog(database),
    listen: (heard) => database.onCommitted(CHANGES, heard),
    failed: (err) => log.error({ err }, 'changes could not be read'),
  });
  const subgraph = await startSubgraph<AssistanceContext>({
    name: MUTUAL_ASSISTANCE_SUBGRAPH,
    federated,
    signer,
    trust,
    // Vendor registration sends the requests that support a registration, in its caller’s name.
    believes: ['GATEWAY', 'VENDOR_REGISTRATION'],
    database,
    clock,
    log,
    files: tickets.serve,
    changes,
    feed: createEventFeed({
      subgraph: MUTUAL_ASSISTANCE_SUBGRAPH,
      trust,
      clock,
      believes: ['REGISTRY'],
      ...feedOfOutbox(database, ({ administration }) => administration),
    }),
    contextOf: (caller, _extensions, following) => ({
      caller,
      service,
      loaders: createAssistanceLoaders(store, caller),
      now: clock(),
      changes,
      following,
    }),
  });
  const relay = startEventRelay(
    {
      ...{ source: MUTUAL_ASSISTANCE_SUBGRAPH, database, signer, clock, log },
      addressees: ADMINISTRATIONS.map(({ code }) => code),
    },
    transport,
  );
  const dispatcher =
    caseSystems.size === 0
      ? undefined
      : startCaseDispatcher({ deliveries, caseSystems, policy: deliveryPolicy, signer, clock, log });
  return {
    ...subgraph,
    bodyBytes: BODY_BYTES,
    async stop() {
      await Promise.all([dispatcher?.stop(), relay.stop()]);
      await subgraph.stop();
    },
  };
}

function placeBeside(location: DatabaseLocation): EvidencePlace {
  if (location.kind !== 'sqlite') throw new TypeError('With PostgreSQL it has to be said where evidence is kept.');
  return { directory: join(location.directory, 'evidence'), keysDirectory: join(location.directory, 'keys') };
}
