import 'reflect-metadata';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import type { Database } from '../../subgraphs/runtime/database.ts';
import { startEventPuller } from '../../subgraphs/runtime/event-puller.ts';
import { openNatsBroker } from '../../subgraphs/runtime/nats/nats-broker.ts';
import { silentLog } from '../support/parties.ts';
import { throughBroker } from './delivery-way.ts';
import { createDeliveryWorld, READER, SOURCE } from './delivery-world.ts';

/** Falls as by `kill -9`: nothing more is done. */
function fall(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

/**
 * One side in a process of its own that falls at the worst moment: a reader when it has kept its first page and nobody knows
 * yet; a source when its first page is published and that is not written down yet.
 */
const [side = '', directory = '', url = '', prefix = ''] = process.argv.slice(2);
const world = await createDeliveryWorld(undefined, directory);
const way = () => throughBroker(openNatsBroker({ servers: [url], prefix, replicas: 1 }, silentLog));

if (side === 'source') {
  const telling = await world.openTelling();
  const database: Database = { ...telling.database, write: fall };
  await way().serve(world, { ...telling, database });
} else {
  const told = await world.openTold();
  const inbox = {
    ...told.inbox,
    async keep(...page: Parameters<typeof told.inbox.keep>): Promise<boolean> {
      await told.inbox.keep(...page);
      return page[1].events.length === 0 ? true : fall();
    },
  };
  if (url.startsWith('nats:')) way().read(world, { ...told, inbox });
  else {
    startEventPuller({
      ...{ administration: 'KR', from: SOURCE, signer: world.trustStore.signerOf(READER), clock: systemClock },
      ...{ log: silentLog, inbox, intervalMs: 1_000, link: createHttpLink(url) },
    });
  }
}
setInterval(() => undefined, 1_000);
