import {
  AckPolicy,
  type Consumer,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import type { NatsSettings } from './nats-settings.ts';

/** How long the broker keeps what its reader does not fetch; what is older is asked for at its source. */
const RETENTION_MS = 7 * 24 * 60 * 60 * 1_000;

/** How long the broker knows a page again that is published twice; after that its reader does. */
const DUPLICATES_MS = 2 * 60 * 1_000;

/** After so long a page that was not acknowledged is given again: longer than it takes to keep the largest. */
const ACKNOWLEDGED_MS = 5_000;

/** The stream of all events of one federation. */
type Names = Pick<NatsSettings, 'prefix'>;

const streamOf = ({ prefix }: Names): string => `${prefix}-events`;

/** What the source tells the addressee travels under this subject: who may say and hear what can be set by it. */
export function subjectOf({ prefix }: Names, source: string, addressee: string): string {
  return `${prefix}.events.${source}.${addressee.toLowerCase()}`;
}

/** Makes the stream where there is none; one that is there is left as whoever runs the broker has made it. */
export async function ensureEventStream(connection: NatsConnection, settings: NatsSettings): Promise<void> {
  const { streams } = await jetstreamManager(connection, { checkAPI: false });
  const name = streamOf(settings);
  try {
    await streams.info(name);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== JetStreamApiCodes.StreamNotFound) throw error;
    await streams.add({
      name,
      subjects: [`${settings.prefix}.events.>`],
      // A page is removed as soon as its reader has kept it: a broker is no place for events to lie about.
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File,
      // A broker that is full takes nothing more, and the outbox waits.
      discard: DiscardPolicy.New,
      max_age: nanos(RETENTION_MS),
      duplicate_window: nanos(DUPLICATES_MS),
      num_replicas: settings.replicas,
    });
  }
}

/**
 * The one consumer of what the source tells the addressee, whatever replicas there are: it gives the next page only after
 * the last was acknowledged, so that order holds among replicas too.
 */
export async function getEventConsumer(
  connection: NatsConnection,
  settings: NatsSettings,
  source: string,
  addressee: string,
): Promise<Consumer> {
  await ensureEventStream(connection, settings);
  const stream = streamOf(settings);
  const name = `${source}-to-${addressee.toLowerCase()}`;
  const { consumers } = await jetstreamManager(connection, { checkAPI: false });
  await consumers.add(stream, {
    durable_name: name,
    filter_subject: subjectOf(settings, source, addressee),
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACKNOWLEDGED_MS),
    max_ack_pending: 1,
    max_deliver: -1,
  });
  return jetstream(connection).consumers.get(stream, name);
}
