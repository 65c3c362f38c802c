import type { Logger } from 'pino';
import type { AdministrationCode } from '../../schema/administrations.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { EventBroker, EventRelay, EventRelayParts } from './event-broker.ts';
import type { EventInbox } from './event-inbox.ts';
import type { EventMetrics } from './event-metrics.ts';
import { type EventReader, PULL_INTERVAL_MS, startEventPuller } from './event-puller.ts';

/** How events travel between the processes of this installation, and what is counted of it. */
export interface EventTransport {
  /** Undefined: each reader asks each source. */
  readonly broker: EventBroker | undefined;
  readonly metrics: EventMetrics;
}

/** One subgraph that tells, and the way to it. */
export interface EventOrigin {
  readonly administration: AdministrationCode;
  readonly from: string;
  readonly link: SubgraphLink;
  /** Default: a second. */
  readonly intervalMs?: number;
}

export interface EventReadersParts {
  readonly addressee: string;
  readonly origins: readonly EventOrigin[];
  readonly inbox: EventInbox;
  readonly database: Database;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** Undefined: each source is asked, and nothing is counted. */
  readonly transport: EventTransport | undefined;
}

/** Takes in what every origin tells one reader: through the broker where there is one, otherwise each is asked. */
export function startEventReaders(parts: EventReadersParts): EventReader {
  const { transport, origins, database, signer } = parts;
  const readers = origins.map(({ intervalMs = PULL_INTERVAL_MS, ...origin }) =>
    transport?.broker === undefined
      ? startEventPuller({ ...parts, ...origin, intervalMs })
      : transport.broker.startReader({ ...parts, ...origin }),
  );
  const forget = origins.length === 0 ? undefined : transport?.metrics.countAside(signer.party, database);
  return {
    async pull() {
      await Promise.all(readers.map((reader) => reader.pull()));
    },
    async stop() {
      forget?.();
      await Promise.all(readers.map((reader) => reader.stop()));
    },
  };
}

/** Publishes the outbox where there is a broker; otherwise it is asked for by its readers. */
export function startEventRelay(parts: EventRelayParts, transport: EventTransport | undefined): EventRelay {
  if (transport?.broker === undefined) return { stop: async () => undefined };
  const relay = transport.broker.startRelay(parts);
  const forget = transport.metrics.countWaiting(parts);
  return {
    async stop() {
      forget();
      await relay.stop();
    },
  };
}
