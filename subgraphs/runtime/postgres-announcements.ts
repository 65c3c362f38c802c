import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { EntityManager } from 'typeorm';
import type { Listeners } from './announcements.ts';

/** The one channel of all subgraphs; what is said on it is which schema, and which topic. */
const CHANNEL = 'aeo_committed';

/** How long a connection may take to stand. */
const CONNECTED_MS = 5_000;

/** How long after the connection was lost it is made again. */
const AGAIN_MS = 1_000;

/** Says to every process on the database, once the transaction is committed, that there is something new of the topics. */
export async function notifyReplicas(manager: EntityManager, schema: string, topics: readonly string[]): Promise<void> {
  for (const topic of topics) await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, `${schema} ${topic}`]);
}

/** One connection that hears for every subgraph of this process on one server. */
interface Ear {
  readonly schemas: Map<string, Set<Listeners>>;
  close(): Promise<void>;
}

const ears = new Map<string, Ear>();

/**
 * Tells the listeners what any process commits to the schema; gives what ends it. Subgraphs in one process share a
 * connection. While that is lost nothing is heard; as soon as it stands again everybody is told to look.
 */
export function listenToReplicas(url: string, schema: string, listeners: Listeners): () => Promise<void> {
  const ear = ears.get(url) ?? openEar(url);
  ears.set(url, ear);
  const here = ear.schemas.get(schema) ?? new Set();
  ear.schemas.set(schema, here.add(listeners));
  return async () => {
    here.delete(listeners);
    if (here.size === 0) ear.schemas.delete(schema);
    if (ear.schemas.size > 0) return;
    ears.delete(url);
    await ear.close();
  };
}

function openEar(url: string): Ear {
  const schemas: Ear['schemas'] = new Map();
  const closing = new AbortController();

  async function hear(): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: CONNECTED_MS });
    const lost = new Promise<void>((resolve) => {
      client.once('end', () => resolve());
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload = '' }) => {
      const [schema = '', ...topic] = payload.split(' ');
      for (const listeners of schemas.get(schema) ?? []) listeners.tell(topic.join(' '));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      for (const listeners of [...schemas.values()].flatMap((here) => [...here])) listeners.tellAll();
      await lost;
    } catch {
      // Made again below; until then readers find what is new when their wait is over.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  const hearing = (async () => {
    while (!closing.signal.aborted) {
      await hear();
      await delay(AGAIN_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    schemas,
    async close() {
      closing.abort();
      await hearing;
    },
  };
}
