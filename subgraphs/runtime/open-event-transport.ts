import type { Logger } from 'pino';
import { createEventMetrics } from './event-metrics.ts';
import type { EventTransport } from './event-transport.ts';
import type { NatsSettings } from './nats/nats-settings.ts';

/** The transport of this process; the broker’s client is loaded only where there is one. */
export async function openEventTransport(settings: NatsSettings | undefined, log: Logger): Promise<EventTransport> {
  if (settings === undefined) return { broker: undefined, metrics: createEventMetrics() };
  const { openNatsBroker } = await import('./nats/nats-broker.ts');
  const broker = openNatsBroker(settings, log);
  return { broker, metrics: createEventMetrics(() => broker.isConnected()) };
}
