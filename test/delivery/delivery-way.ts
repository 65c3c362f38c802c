import type { AddressInfo } from 'node:net';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import type { EventBroker } from '../../subgraphs/runtime/event-broker.ts';
import { type EventReader, startEventPuller } from '../../subgraphs/runtime/event-puller.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import { createInProcessLink } from '../../subgraphs/runtime/subgraph.ts';
import { silentLog } from '../support/parties.ts';
import { ADDRESSEE, type DeliveryWorld, READER, SOURCE, type Telling, type Told } from './delivery-world.ts';

/** One way in which events come from the one that tells to the one that reads. */
export interface DeliveryWay {
  /** Begins to give away what is told. */
  serve(world: DeliveryWorld, telling: Telling): Promise<Serving>;
  /** Begins to take in. */
  read(world: DeliveryWorld, told: Told): EventReader;
}

export interface Serving {
  stop(): Promise<void>;
}

/** Asked this seldom, a reader that is not woken would keep a test waiting for too long. */
const INTERVAL_MS = 60_000;

/** A way to nobody. */
const SILENT_LINK: SubgraphLink = {
  request: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
  probe: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
  events: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
  close: async () => undefined,
};

function readerParts({ trustStore }: DeliveryWorld, { inbox }: Told) {
  return {
    ...{ administration: 'KR', from: SOURCE, signer: trustStore.signerOf(READER), clock: systemClock },
    ...{ log: silentLog, inbox, intervalMs: INTERVAL_MS },
  };
}

/** Handed over within one process. */
export function inProcess(): DeliveryWay {
  let link: SubgraphLink = SILENT_LINK;
  return {
    async serve(_world, { subgraph }) {
      link = createInProcessLink(subgraph);
      return {
        async stop() {
          link = SILENT_LINK;
          await subgraph.stop();
        },
      };
    },
    read: (world, told) =>
      startEventPuller({
        ...readerParts(world, told),
        link: { ...SILENT_LINK, events: (request) => link.events(request) },
      }),
  };
}

/** Asked for over HTTP at one port. */
export function overHttp(): DeliveryWay & { readonly port: () => number } {
  let port = 0;
  return {
    port: () => port,
    async serve(_world, { subgraph }) {
      const server = await serveSubgraph(subgraph, port, '127.0.0.1');
      ({ port } = server.address() as AddressInfo);
      return {
        async stop() {
          subgraph.feed?.release();
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
          await subgraph.stop();
        },
      };
    },
    read(world, told) {
      const link = createHttpLink(`http://127.0.0.1:${port}`);
      const reader = startEventPuller({ ...readerParts(world, told), link });
      return {
        pull: () => reader.pull(),
        async stop() {
          await reader.stop();
          await link.close();
        },
      };
    },
  };
}

/** Through a broker; the feed itself cannot be reached unless a way to it is given. */
export function throughBroker(broker: EventBroker, link: SubgraphLink = SILENT_LINK): DeliveryWay {
  return {
    async serve({ trustStore }, { subgraph, database }) {
      const relay = broker.startRelay({
        ...{ source: SOURCE, addressees: [ADDRESSEE], database },
        ...{ signer: trustStore.signerOf(SOURCE), clock: systemClock, log: silentLog },
      });
      return {
        async stop() {
          await relay.stop();
          await subgraph.stop();
        },
      };
    },
    read: (world, told) =>
      broker.startReader({
        ...readerParts(world, told),
        ...{ link, addressee: ADDRESSEE, trust: world.trustStore.trust },
      }),
  };
}
