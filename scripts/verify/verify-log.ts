import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { LOG_HEAD_TYPE } from '../../subgraphs/recognition/service/log-head.ts';
import { expectedHash, readLog, readLogHead } from '../../subgraphs/recognition/store/consultation.store.ts';
import {
  RECOGNITION_ENTITIES,
  RECOGNITION_MIGRATIONS,
} from '../../subgraphs/recognition/store/recognition-database.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../subgraphs/runtime/database.ts';
import { CHAIN_START } from '../../subgraphs/runtime/hash-chain.ts';
import { entryFaults } from './entry-faults.ts';
import { type ChainPosition, readSignedPosition } from './signed-position.ts';

/** What was found in the log of consultations. */
export interface LogVerdict {
  readonly entries: number;
  /** Empty: whole. */
  readonly faults: readonly string[];
}

const ENTRIES_PER_READ = 1_000;

/**
 * Follows the hash chain of the consultation log from its first entry, and compares it with the head that the service
 * signed: a removed, altered or reordered entry breaks the chain, one cut off the end is missed by the head.
 */
export async function verifyLog(location: DatabaseLocation, trust: TrustList, now: Date): Promise<LogVerdict> {
  const database = await openDatabase(
    { name: RECOGNITION_SUBGRAPH, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS },
    location,
  );
  try {
    const faults: string[] = [];
    let last: ChainPosition = { sequence: 0, hash: CHAIN_START };
    const head = await readHead(database, trust, now);
    if (typeof head === 'string') faults.push(head);
    const isSealed = head !== undefined;
    let isHeadFound = typeof head !== 'object';
    for (;;) {
      const entries = await readLog(database, last.sequence + 1, ENTRIES_PER_READ);
      for (const entry of entries) {
        const isUnaltered = expectedHash(entry) === entry.hash;
        faults.push(...entryFaults({ ...entry, name: entry.number, isUnaltered }, last));
        if (typeof head === 'object' && entry.sequence === head.sequence) isHeadFound = entry.hash === head.hash;
        last = entry;
      }
      if (entries.length < ENTRIES_PER_READ) {
        if (typeof head === 'object' && !isHeadFound)
          faults.push(`the signed head, entry ${head.sequence}, is not in the log`);
        // The head is signed within a second of the first entry: a log with neither head nor youth has lost it.
        if (!isSealed && last.sequence > 0) faults.push('the log has entries, but no signed head');
        return { entries: last.sequence, faults };
      }
    }
  } finally {
    await database.close();
  }
}

/** The signed head; undefined: none was signed yet; a text: it is not genuine. */
async function readHead(database: Database, trust: TrustList, now: Date): Promise<ChainPosition | string | undefined> {
  const head = await readLogHead(database);
  if (head === undefined) return undefined;
  const signed = await readSignedPosition(head.signature, { trust, type: LOG_HEAD_TYPE, role: 'RECOGNITION', now });
  return typeof signed === 'string' ? 'the head of the log is not signed by the recognition service' : signed;
}
