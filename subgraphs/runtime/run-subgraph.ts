import type { Logger } from 'pino';
import { createDrain } from '../../schema/link/drain-server.ts';
import { openLog } from '../../schema/log/open-log.ts';
import { trustFor } from '../../schema/trust/mode.ts';
import { loadSigner, type Signer } from '../../schema/trust/signer.ts';
import { readTrustList, type TrustList } from '../../schema/trust/trust-list.ts';
import { type Clock, systemClock } from './clock.ts';
import type { DatabaseLocation } from './database.ts';
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
    const subgraph = await create(
      {
        location: settings.location,
        signer: await loadSigner(settings.keysDirectory, party),
        trust: trustFor(settings.mode, await readTrustList(settings.trustList)),
        clock: systemClock,
        log,
      },
      settings,
    );
    const server = await serveSubgraph(subgraph, settings.port, settings.host);
    log.info({ port: settings.port, host: settings.host }, 'listening');
    const drain = createDrain(server);
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      log.info('stopping');
      await drain();
      await subgraph.stop();
      process.exit(0);
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
