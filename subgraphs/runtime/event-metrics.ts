import { Gauge, Registry } from 'prom-client';
import type { Database } from './database.ts';
import type { EventRelayParts } from './event-broker.ts';
import { countUnbelieved } from './event-inbox.ts';
import { countUnrelayed } from './event-outbox.ts';

/** What is counted of the events of one process; counted when it is asked for, in the tables themselves. */
export interface EventMetrics {
  readonly registry: Registry;
  /** From now on counts the events that the reader put aside; gives what ends it. */
  countAside(reader: string, database: Database): () => void;
  /** From now on counts the events that wait to be published; gives what ends it. */
  countWaiting(relay: Pick<EventRelayParts, 'source' | 'addressees' | 'database'>): () => void;
}

/** Makes the metrics of one process, whichever of its subgraphs tell or read. */
export function createEventMetrics(isBrokerConnected?: () => boolean): EventMetrics {
  const registry = new Registry();
  const readers = new Map<string, Database>();
  const relays = new Set<Pick<EventRelayParts, 'source' | 'addressees' | 'database'>>();
  new Gauge({
    name: 'aeo_events_set_aside',
    help: 'Events that could not be believed, or not be kept; they stand in the table unbelieved_event of the reader.',
    labelNames: ['subgraph'],
    registers: [registry],
    async collect() {
      for (const [reader, { read }] of readers) this.set({ subgraph: reader }, await countUnbelieved(read));
    },
  });
  if (isBrokerConnected !== undefined) {
    new Gauge({
      name: 'aeo_events_broker_connected',
      help: '1 while the broker of events is reached; while it is not, events wait in the outbox.',
      registers: [registry],
      collect() {
        this.set(isBrokerConnected() ? 1 : 0);
      },
    });
    new Gauge({
      name: 'aeo_events_waiting',
      help: 'Events of the outbox that the broker has not taken yet.',
      labelNames: ['subgraph'],
      registers: [registry],
      async collect() {
        for (const { source, addressees, database } of relays) {
          this.set({ subgraph: source }, await countUnrelayed(database, addressees));
        }
      },
    });
  }
  return {
    registry,
    countAside(reader, database) {
      readers.set(reader, database);
      return () => void readers.delete(reader);
    },
    countWaiting(relay) {
      relays.add(relay);
      return () => void relays.delete(relay);
    },
  };
}
