import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAdministration } from '../../schema/administrations.ts';
import { administrationAudience } from '../../schema/contract/attestation.ts';
import { PARTNER_EVENT_TYPE } from '../../schema/contract/partner-event.ts';
import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { openTrustStore, type TrustStore } from '../../scripts/start/trust-store.ts';
import { createPartnerSignals } from '../../subgraphs/aeo-registry/service/partner-signals.ts';
import { PartnerSignalRow } from '../../subgraphs/aeo-registry/store/partner-signal.entity.ts';
import { openRegistryDatabase } from '../../subgraphs/aeo-registry/store/registry-database.ts';
import { buildRecognitionSchema } from '../../subgraphs/recognition/graphql/recognition-schema.ts';
import {
  RECOGNITION_ENTITIES,
  RECOGNITION_MIGRATIONS,
} from '../../subgraphs/recognition/store/recognition-database.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../subgraphs/runtime/database.ts';
import { createEventFeed } from '../../subgraphs/runtime/event-feed.ts';
import type { EventInbox } from '../../subgraphs/runtime/event-inbox.ts';
import { appendEvents, feedOfOutbox } from '../../subgraphs/runtime/event-outbox.ts';
import { UnbelievedEventRow } from '../../subgraphs/runtime/incoming-event.entities.ts';
import { type Subgraph, startSubgraph } from '../../subgraphs/runtime/subgraph.ts';
import { silentLog } from '../support/parties.ts';

/** Who tells, and who reads: the recognition service tells the registry of Korea what partners did. */
export const [SOURCE, READER, ADDRESSEE] = [RECOGNITION_SUBGRAPH, registrySubgraph('KR'), 'KR'];

const TIN = 'KR7628191710';

/** Events that are written at once. */
const BATCH = 500;

/** The side that tells: a subgraph whose outbox is written by the test. */
export interface Telling {
  readonly subgraph: Subgraph;
  readonly database: Database;
  /** Writes events that are told apart by their remark, each a transaction of its own unless there are many. */
  tell(remarks: readonly string[]): Promise<void>;
  /** Writes any text where an event should be. */
  put(text: string): Promise<void>;
}

/** The side that is told. */
export interface Told {
  readonly database: Database;
  readonly inbox: EventInbox;
  /** Remarks of what was kept, in the order in which it was. */
  kept(): Promise<readonly string[]>;
  /** Why each event that was put aside was. */
  aside(): Promise<readonly string[]>;
}

/** Keys, trust list and the two databases of one test. */
export interface DeliveryWorld {
  readonly directory: string;
  readonly trustStore: TrustStore;
  openTelling(): Promise<Telling>;
  openTold(): Promise<Told>;
  remove(): void;
}

/** Default: SQLite in a directory of its own; given a directory, what is there goes on. */
export async function createDeliveryWorld(location?: DatabaseLocation, given?: string): Promise<DeliveryWorld> {
  const directory = given ?? mkdtempSync(join(tmpdir(), 'aeo-delivery-'));
  const trustStore = await openTrustStore(directory, new Date());
  const { trust } = trustStore;
  const place = location ?? { kind: 'sqlite', directory, synchronous: 'NORMAL' };
  const shared = { trust, clock: systemClock, log: silentLog };

  async function signed(remark: string): Promise<string> {
    const now = systemClock();
    const claims = {
      ...{ iss: 'urn:aeo:service:recognition', aud: administrationAudience('KR'), sub: TIN, jti: randomUUID() },
      ...{ iat: Math.floor(now.getTime() / 1000), kind: 'BENEFITS_SUSPENDED', from: 'JP', remark },
      effectiveFrom: now.toISOString(),
    };
    return trustStore.signerOf(SOURCE).sign(claims, PARTNER_EVENT_TYPE);
  }

  return {
    directory,
    trustStore,
    async openTelling() {
      const definition = { name: SOURCE, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS };
      const database = await openDatabase(definition, place);
      const subgraph = await startSubgraph({
        ...{ ...shared, name: SOURCE, database, signer: trustStore.signerOf(SOURCE), believes: [] },
        federated: await buildRecognitionSchema(),
        contextOf: () => ({}),
        feed: createEventFeed({
          ...{ ...shared, subgraph: SOURCE, believes: ['REGISTRY'] },
          ...feedOfOutbox(database, ({ administration }) => administration),
        }),
      });
      const append = (events: readonly string[]) =>
        database.write((manager) => appendEvents(manager, ADDRESSEE, events));
      return {
        subgraph,
        database,
        async tell(remarks) {
          const events = await Promise.all(remarks.map(signed));
          const batch = remarks.length > BATCH ? BATCH : 1;
          for (let first = 0; first < events.length; first += batch) await append(events.slice(first, first + batch));
        },
        put: (text) => append([text]),
      };
    },
    async openTold() {
      const database = await openRegistryDatabase(READER, place);
      const home = findAdministration(ADDRESSEE);
      if (home === undefined) throw new TypeError('Korea is not in the list of administrations');
      const { inbox } = createPartnerSignals({ ...shared, database, home });
      return {
        database,
        inbox,
        async kept() {
          const rows = await database.read.find(PartnerSignalRow, { order: { sequence: 'ASC' } });
          return rows.map(({ remark }) => remark);
        },
        async aside() {
          const rows = await database.read.find(UnbelievedEventRow, { order: { at: 'ASC' } });
          return rows.map(({ why }) => why);
        },
      };
    },
    remove() {
      trustStore.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
