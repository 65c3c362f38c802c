import { decodeJwt } from 'jose';
import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { leafOf, rootOf } from '../../schema/trust/receipt-tree.ts';
import { type TimeStampCertificates, verifyTimeStamp } from '../../schema/trust/time-stamp.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { LOG_HEAD_TYPE } from '../../subgraphs/recognition/service/log-head.ts';
import {
  type ChainedConsultation,
  expectedHash,
  readLog,
  readLogHead,
} from '../../subgraphs/recognition/store/consultation.store.ts';
import { type LogStamp, readStamps } from '../../subgraphs/recognition/store/log-stamp.store.ts';
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
  /** The first so many are time-stamped, the last of them then; null: none is. */
  readonly stamped: { readonly entries: number; readonly at: string } | null;
}

export interface LogDemand {
  readonly trust: TrustList;
  /** Undefined: that the stamps are of a known authority cannot be said, all else about them is. */
  readonly certificates: TimeStampCertificates | undefined;
  readonly now: Date;
}

const ENTRIES_PER_READ = 1_000;

/**
 * Follows the hash chain of the consultation log from its first entry, and compares it with the head that the service
 * signed and with what was time-stamped: a removed, altered or reordered entry breaks the chain, one cut off the end is
 * missed by the head, and a log that was written anew by whoever has the service's key is not what the authority stamped.
 */
export async function verifyLog(location: DatabaseLocation, demand: LogDemand): Promise<LogVerdict> {
  const database = await openDatabase(
    { name: RECOGNITION_SUBGRAPH, entities: RECOGNITION_ENTITIES, migrations: RECOGNITION_MIGRATIONS },
    location,
  );
  try {
    const faults: string[] = [];
    let last: ChainPosition = { sequence: 0, hash: CHAIN_START };
    const head = await readHead(database, demand);
    if (typeof head === 'string') faults.push(head);
    const isSealed = head !== undefined;
    let isHeadFound = typeof head !== 'object';
    const stamps = await readStamps(database);
    const stampFaults = await createStampCheck(stamps, demand);
    for (;;) {
      const entries = await readLog(database, last.sequence + 1, ENTRIES_PER_READ);
      for (const entry of entries) {
        const isUnaltered = expectedHash(entry) === entry.hash;
        faults.push(...entryFaults({ ...entry, name: entry.number, isUnaltered }, last));
        if (typeof head === 'object' && entry.sequence === head.sequence) isHeadFound = entry.hash === head.hash;
        faults.push(...(await stampFaults(entry)));
        last = entry;
      }
      if (entries.length < ENTRIES_PER_READ) {
        if (typeof head === 'object' && !isHeadFound)
          faults.push(`the signed head, entry ${head.sequence}, is not in the log`);
        // The head is signed within a second of the first entry: a log with neither head nor youth has lost it.
        if (!isSealed && last.sequence > 0) faults.push('the log has entries, but no signed head');
        const newest = stamps.at(-1);
        if (newest !== undefined && newest.sequence > last.sequence) {
          faults.push(`entry ${newest.sequence}, which was time-stamped at ${newest.stampedAt}, is not in the log`);
        }
        const stamped = newest === undefined ? null : { entries: newest.sequence, at: newest.stampedAt };
        return { entries: last.sequence, faults, stamped };
      }
    }
  } finally {
    await database.close();
  }
}

/** Compares each entry, in their order, with the stamp that covers it. */
async function createStampCheck(stamps: readonly LogStamp[], { certificates }: LogDemand) {
  let index = 0;
  let leaves: Buffer[] = [];

  return async ({ sequence, hash, receipt }: ChainedConsultation): Promise<readonly string[]> => {
    const stamp = stamps[index];
    if (stamp === undefined) return [];
    leaves.push(leafOf(receipt));
    if (sequence !== stamp.sequence) return [];
    const said = claimsOf(stamp.head);
    const isSame = said['sequence'] === sequence && said['hash'] === hash && said['root'] === rootOf(leaves);
    leaves = [];
    index += 1;
    if (!isSame) return [`the log up to entry ${sequence} is not the one that was time-stamped at ${stamp.stampedAt}`];
    if (certificates === undefined) return [];
    const verdict = await verifyTimeStamp(Buffer.from(stamp.token, 'base64'), Buffer.from(stamp.head), certificates);
    return verdict.ok ? [] : [`the time stamp over entry ${sequence} is not good: ${verdict.why}`];
  };
}

function claimsOf(head: string): Readonly<Record<string, unknown>> {
  try {
    return decodeJwt(head);
  } catch {
    return {};
  }
}

/** The signed head; undefined: none was signed yet; a text: it is not genuine. */
async function readHead(database: Database, { trust, now }: LogDemand): Promise<ChainPosition | string | undefined> {
  const head = await readLogHead(database);
  if (head === undefined) return undefined;
  const signed = await readSignedPosition(head.signature, { trust, type: LOG_HEAD_TYPE, role: 'RECOGNITION', now });
  return typeof signed === 'string'
    ? `the head of the log is not signed by the recognition service: ${signed}`
    : signed;
}
