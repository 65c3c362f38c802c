import type { Logger } from 'pino';
import { createDrain } from '../../schema/link/drain-server.ts';
import { openTlsFiles, type TlsFiles } from '../../schema/link/tls-files.ts';
import { openLog } from '../../schema/log/open-log.ts';
import { openKeyStore } from '../../schema/trust/key-store-settings.ts';
import { openTrustList } from '../../schema/trust/live-trust-list.ts';
import { trustFor } from '../../schema/trust/mode.ts';
import { openSigner, type Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { type Clock, systemClock } from './clock.ts';
import type { DatabaseLocation } from './database.ts';
import type { EventTransport } from './event-transport.ts';
import { openEventTransport } from './open-event-transport.ts';
import { serveSubgraph } from './serve.ts';
import type { Subgraph } from './subgraph.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** What every subgraph is started with. */
export interface SubgraphBasics {
  readonly location: DatabaseLocation;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** Undefined: plain HTTP between the processes, as on one machine. */
  readonly tls: TlsFiles | undefined;
  readonly transport: EventTransport;
}

/**
 * Runs one subgraph as a process of its own until it is told to stop: then it takes no new request, finishes those under
 * way, closes its database and ends. A fault at the start is printed as one message, and the process ends with 1.
 */
export async function runSubgraph<Settings extends SubgraphSettings>(
  readSettings: () => Settings,
  name: (settings: Settings) => string,
  create: (basics: SubgraphBasics, settings: Settings) => Promise<Subgraph>,
): Promise<void> {
  try {
    const settings = readSettings();
    const party = name(settings);
    const log = openLog(party, settings.logLevel);
    const clock = systemClock;
    const trust = await openTrustList({
      path: settings.trustList,
      accept: (list) => trustFor(settings.mode, list, clock()),
      log,
    });
    const keys = await openKeyStore(settings.keyStore);
    const signer = await openSigner(party, { keys, trust, clock, log });
    const tls = openTlsFiles(settings.tlsPaths, log);
    const transport = await openEventTransport(settings.nats, log);
    const subgraph = await create({ location: settings.location, signer, trust, clock, log, tls, transport }, settings);
    const metrics = [...subgraph.metrics, transport.metrics.registry];
    const server = await serveSubgraph({ ...subgraph, metrics }, settings.port, settings.host, tls);
    log.info({ port: settings.port, host: settings.host }, 'listening');
    const drain = createDrain(server);
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      log.info('stopping');
      subgraph.feed?.release();
      await subgraph.endStreams();
      await drain();
      await subgraph.stop();
      await transport.broker?.close();
      process.exit(0);
    };
    process.on('SIGHUP', () => void trust.reload());
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
