import type { Logger } from 'pino';
import type { AdministrationCode } from '../../schema/administrations.ts';
import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ARRANGEMENTS, type Arrangement } from '../../schema/reference/arrangements.ts';
import { ASSISTANCE_AGREEMENTS, type AssistanceAgreement } from '../../schema/reference/assistance-agreements.ts';
import type { SealKey } from '../../schema/trust/seal.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from '../runtime/clock.ts';
import { type DatabaseLocation, openDatabase } from '../runtime/database.ts';
import { createEventFeed } from '../runtime/event-feed.ts';
import { eventsAfter } from '../runtime/event-outbox.ts';
import { PULL_INTERVAL_MS, startEventPuller } from '../runtime/event-puller.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import { createRecognitionContext } from './graphql/context.ts';
import { buildRecognitionSchema } from './graphql/recognition-schema.ts';
import { startChangeSignal } from './service/change-signal.ts';
import { startDueChanges } from './service/due-changes.ts';
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
  /** Undefined: the log is sealed, and not time-stamped. */
  readonly timeStamping?: TimeStamping | undefined;
  /** For how many days the feeds of changes are kept. */
  readonly changesKeptDays: number;
}

/** Starts the recognition service: directory, arrangements, decisions and their proofs. */
export async function createRecognition(options: RecognitionOptions): Promise<Subgraph> {
  const { location, signer, trust, clock, log, registries } = options;
  const federated = await buildRecognitionSchema();
  const database = await openDatabase(
    { name: RECOGNITION_SUBGRAPH, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS },
    location,
  );
  const signal = startChangeSignal(database, log);
  const parts: RecognitionParts = {
    database,
    trust,
    signer,
    sealKey: options.sealKey,
    clock,
    signal,
    arrangements: options.arrangements ?? ARRANGEMENTS,
    agreements: options.agreements ?? ASSISTANCE_AGREEMENTS,
  };
  const watch = createRegistryWatch(registries, clock);
  const dueChanges = startDueChanges({
    database,
    clock,
    log,
    signal,
    keptDays: options.changesKeptDays,
  });
  const sealer = startLogSealer(database, signer, clock, log);
  const metrics = createRecognitionMetrics();
  const stamper =
    options.timeStamping === undefined
      ? undefined
      : startLogStamper({ database, signer, clock, log, metrics }, options.timeStamping);
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
      page: ({ administration }, after) => eventsAfter(database, administration, after),
    }),
    metrics: metrics.registry,
    contextOf: (caller) => createRecognitionContext(caller, parts, watch),
  });
  const inbox = createRegistryInbox(parts, signal, log);
  const pullers = [...options.registries].map(([administration, link]) =>
    startEventPuller({
      ...{ administration, from: registrySubgraph(administration), link, signer, clock, log, inbox },
      intervalMs: PULL_INTERVAL_MS,
    }),
  );
  return {
    ...subgraph,
    async stop() {
      await Promise.all(pullers.map((puller) => puller.stop()));
      await subgraph.endpoint.stop();
      await dueChanges.stop();
      await signal.stop();
      await sealer.stop();
      await stamper?.stop();
      await subgraph.stop();
    },
  };
}
