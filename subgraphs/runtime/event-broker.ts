import type { Logger } from 'pino';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { OutboxPage } from './event-outbox.ts';
import type { EventReader } from './event-puller.ts';
import type { EventSourceParts } from './event-source.ts';

/** Carries events between processes instead of their asking each other. */
export interface EventBroker {
  /** Publishes what the source writes into its outbox, until it is stopped. */
  startRelay(parts: EventRelayParts): EventRelay;
  /** Takes in what one source tells one reader, until it is stopped. */
  startReader(parts: BrokerReaderParts): EventReader;
  /** True while the broker is reached. */
  isConnected(): boolean;
  close(): Promise<void>;
}

/** Whose outbox is published, and for whom. */
export interface EventRelayParts {
  /** The subgraph that tells; its database has the tables `outgoing_event` and `relayed_event`. */
  readonly source: string;
  readonly addressees: readonly string[];
  /** Default: what is written there, as it is. */
  readonly page?: OutboxPage;
  readonly database: Database;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface EventRelay {
  stop(): Promise<void>;
}

/** Who reads from whom; the source’s feed is asked for what the broker has lost. */
export interface BrokerReaderParts extends EventSourceParts {
  /** As the source’s outbox names the reader. */
  readonly addressee: string;
  readonly trust: TrustList;
  readonly log: Logger;
}
