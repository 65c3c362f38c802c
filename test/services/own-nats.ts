import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { EventBroker } from '../../subgraphs/runtime/event-broker.ts';
import { openNatsBroker } from '../../subgraphs/runtime/nats/nats-broker.ts';
import type { NatsSettings } from '../../subgraphs/runtime/nats/nats-settings.ts';
import { silentLog } from '../support/parties.ts';

/** Streams of one test file's own on the test server. */
export interface OwnNats {
  /** A stream that nobody else has. */
  settings(): NatsSettings;
  /** A broker over it; default: over one of its own. */
  open(settings?: NatsSettings): EventBroker;
  /** Closes what was opened, and removes the streams. */
  remove(): Promise<void>;
}

export function createOwnNats(): OwnNats {
  const url = process.env['TEST_NATS_URL'] ?? 'nats://127.0.0.1:4222';
  const prefixes: string[] = [];
  const brokers: EventBroker[] = [];

  function settings(): NatsSettings {
    const prefix = `aeo-test-${process.pid}-${prefixes.length}-${Date.now().toString(36)}`;
    prefixes.push(prefix);
    return { servers: [url], prefix, replicas: 1 };
  }

  return {
    settings,
    open(given = settings()) {
      const broker = openNatsBroker(given, silentLog);
      brokers.push(broker);
      return broker;
    },
    async remove() {
      await Promise.all(brokers.map((broker) => broker.close()));
      const connection = await connect({ servers: url });
      const { streams } = await jetstreamManager(connection);
      for (const prefix of prefixes) await streams.delete(`${prefix}-events`).catch(() => false);
      await connection.close();
    },
  };
}
