import type { Logger } from 'pino';
import { ADMINISTRATIONS, type AdministrationCode } from '../../schema/administrations.ts';
import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ARRANGEMENTS, type Arrangement } from '../../schema/reference/arrangements.ts';
import { ASSISTANCE_AGREEMENTS, type AssistanceAgreement } from '../../schema/reference/assistance-agreements.ts';
import type { SealKey } from '../../schema/trust/seal.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { CHANGES, createChangeFeed } from '../runtime/change-feed.ts';
import type { Clock } from '../runtime/clock.ts';
import { type DatabaseLocation, openDatabase } from '../runtime/database.ts';
import { createEventFeed } from '../runtime/event-feed.ts';
import { feedOfOutbox } from '../runtime/event-outbox.ts';
import { type EventTransport, startEventReaders, startEventRelay } from '../runtime/event-transport.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import { PIGGYBACKING_LIMITS, type PiggybackingLimits } from './domain/piggybacking.ts';
import { UNREFERENCED_LIMITS, type UnreferencedLimits } from './domain/unreferenced.ts';
import { createRecognitionContext } from './graphql/context.ts';
import { buildRecognitionSchema } from './graphql/recognition-schema.ts';
import { startDueChanges } from './service/due-changes.ts';
import { recognitionChangeSource } from './service/follow-changes.ts';
import { startLogSealer } from './service/log-head.ts';
import { startLogStamper, type TimeStamping } from './service/log-stamper.ts';
import { createRecognitionMetrics } from './service/recognition-metrics.ts';
import type { RecognitionParts } from './service/recognition-parts.ts';
import { createRegistryInbox } from './service/registry-inbox.ts';
import { createRegistryWatch } from './service/registry-watch.ts';
import { RECOGNITION_ENTITIES, RECOGNITION_MIGRATIONS } from './store/recognition-database.ts';

/** What the recognition service is handed. */
export interface RecognitionOptions {
  readonly location: DatabaseLocation;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** Links to the registries, to find for itself whether one is silent, and to pull what they tell of its callers. */
  readonly registries: ReadonlyMap<AdministrationCode, SubgraphLink>;
  /** Opens what registries have sealed for this service. */
  readonly sealKey?: SealKey;
  readonly arrangements?: readonly Arrangement[];
  readonly agreements?: readonly AssistanceAgreement[];
  /** Default: as their tables say. */
  readonly piggybacking?: PiggybackingLimits;
  readonly unreferenced?: UnreferencedLimits;
  /** Undefined: the log is sealed, and not time-stamped. */
  readonly timeStamping?: TimeStamping | undefined;
  /** For how many days the feeds of changes are kept. */
  readonly changesKeptDays: number;
  /** How events travel; default: readers ask. */
  readonly transport?: EventTransport;
}

/** Starts the recognition service: directory, arrangements, decisions and their proofs. */
export async function createRecognition(options: RecognitionOptions): Promise<Subgraph> {
  const { location, signer, trust, clock, log, registries, transport } = options;
  const federated = await buildRecognitionSchema();
  const database = await openDatabase(
    { name: RECOGNITION_SUBGRAPH, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS },
    location,
  );
  const metrics = createRecognitionMetrics();
  const parts: RecognitionParts = {
    database,
    trust,
    signer,
    sealKey: options.sealKey,
    clock,
    watch: createRegistryWatch(registries, clock),
    metrics,
    arrangements: options.arrangements ?? ARRANGEMENTS,
    agreements: options.agreements ?? ASSISTANCE_AGREEMENTS,
    piggybacking: options.piggybacking ?? PIGGYBACKING_LIMITS,
    unreferenced: options.unreferenced ?? UNREFERENCED_LIMITS,
  };
  const dueChanges = startDueChanges({
    database,
    clock,
    log,
    keptDays: options.changesKeptDays,
  });
  const sealer = startLogSealer(database, signer, clock, log);
  const stamper =
    options.timeStamping === undefined
      ? undefined
      : startLogStamper({ database, signer, clock, log, metrics }, options.timeStamping);
  const changes = createChangeFeed({
    source: recognitionChangeSource(database),
    listen: (heard) => database.onCommitted(CHANGES, heard),
    failed: (err) => log.error({ err }, 'changes could not be read'),
  });
  const subgraph = await startSubgraph({
    name: RECOGNITION_SUBGRAPH,
    federated,
    signer,
    trust,
    believes: ['GATEWAY'],
    database,
    clock,
    log,
    feed: createEventFeed({
      subgraph: RECOGNITION_SUBGRAPH,
      trust,
      clock,
      believes: ['REGISTRY'],
      ...feedOfOutbox(database, ({ administration }) => administration),
    }),
    metrics: [metrics.registry],
    changes,
    contextOf: (caller, _extensions, following) => createRecognitionContext({ caller, changes, following }, parts),
  });
  const inbox = createRegistryInbox(parts, log);
  const readers = startEventReaders({
    ...{ addressee: 'RECOGNITION', inbox, database, signer, trust, clock, log, transport },
    origins: [...registries].map(([administration, link]) => {
      return { administration, from: registrySubgraph(administration), link };
    }),
  });
  const relay = startEventRelay(
    {
      ...{ source: RECOGNITION_SUBGRAPH, database, signer, clock, log },
      addressees: ADMINISTRATIONS.map(({ code }) => code),
    },
    transport,
  );
  return {
    ...subgraph,
    async stop() {
      await Promise.all([readers.stop(), relay.stop()]);
      await subgraph.endpoint.stop();
      await dueChanges.stop();
      await sealer.stop();
      await stamper?.stop();
      await subgraph.stop();
    },
  };
}
