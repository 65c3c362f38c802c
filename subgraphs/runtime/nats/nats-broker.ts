import type { Logger } from 'pino';
import type { EventBroker } from '../event-broker.ts';
import { openNatsLine } from './nats-line.ts';
import { startNatsReader } from './nats-reader.ts';
import { startNatsRelay } from './nats-relay.ts';
import type { NatsSettings } from './nats-settings.ts';

/** NATS JetStream as the broker of events. Does not wait until it is there. */
export function openNatsBroker(settings: NatsSettings, log: Logger): EventBroker {
  const line = openNatsLine(settings, log);
  return {
    startRelay: (parts) => startNatsRelay(parts, line, settings),
    startReader: (parts) => startNatsReader(parts, line, settings),
    isConnected: line.isConnected,
    close: () => line.close(),
  };
}
