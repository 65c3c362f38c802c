import { registryIssuer } from '../../schema/contract/attestation.ts';
import { administrationOfSubgraph } from '../../schema/contract/subgraph-names.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import { isUnaltered, LEDGER_HEAD_TYPE } from '../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import { findEntries } from '../../subgraphs/aeo-registry/store/ledger.store.ts';
import { findSeals } from '../../subgraphs/aeo-registry/store/ledger-seal.store.ts';
import { openRegistryDatabase } from '../../subgraphs/aeo-registry/store/registry-database.ts';
import type { Database, DatabaseLocation } from '../../subgraphs/runtime/database.ts';
import { CHAIN_START, chainHash } from '../../subgraphs/runtime/hash-chain.ts';
import { entryFaults } from './entry-faults.ts';
import { type ChainPosition, readSignedPosition } from './signed-position.ts';

const ENTRIES_PER_READ = 1_000;

/** More days than a ledger is kept. */
const SEALS = 36_600;

const EVERYTHING = { tin: undefined, to: undefined, since: undefined, until: undefined, oldestFirst: true };

/** What was found in the ledger of a registry's database. */
export interface StoredLedgerVerdict {
  readonly entries: number;
  /** Empty: whole, and all that the registry has sealed of it is there. */
  readonly faults: readonly string[];
}

/** Follows the chain of a ledger in its database, without its registry, and compares it with the seals that stand beside it. */
export async function verifyStoredLedger(
  subgraph: string,
  location: DatabaseLocation,
  trust: TrustList,
  now: Date,
): Promise<StoredLedgerVerdict> {
  const database = await openRegistryDatabase(subgraph, location);
  try {
    const faults: string[] = [];
    const seals = await sealedPositions(database, administrationOfSubgraph(subgraph) ?? '', trust, now, faults);
    let last: ChainPosition = { sequence: 0, hash: CHAIN_START };
    for (;;) {
      const search = { ...EVERYTHING, after: last.sequence === 0 ? undefined : last.sequence };
      const entries = await findEntries(database.read, search, ENTRIES_PER_READ);
      for (const entry of entries) {
        const name = `${entry.by} about ${entry.asked}`;
        faults.push(...entryFaults({ ...entry, name, isUnaltered: isUnaltered(entry, chainHash) }, last));
        const sealed = seals.get(entry.sequence);
        if (sealed !== undefined && sealed !== entry.hash) faults.push(`entry ${entry.sequence} is not the sealed one`);
        last = entry;
      }
      if (entries.length < ENTRIES_PER_READ) break;
    }
    const end = Math.max(0, ...seals.keys());
    if (end > last.sequence) faults.push(`entries ${last.sequence + 1} to ${end} are sealed, and not there`);
    return { entries: last.sequence, faults };
  } finally {
    await database.close();
  }
}

async function sealedPositions(
  database: Database,
  administration: string,
  trust: TrustList,
  now: Date,
  faults: string[],
): Promise<ReadonlyMap<number, string>> {
  const positions = new Map<number, string>();
  for (const { day, signature } of await findSeals(database.read, undefined, undefined, SEALS)) {
    const signed = await readSignedPosition(signature, { trust, type: LEDGER_HEAD_TYPE, role: 'REGISTRY', now });
    if (typeof signed === 'string') faults.push(`the seal of ${day} is not genuine: ${signed}`);
    else if (signed.claims.iss !== registryIssuer(administration))
      faults.push(`the seal of ${day} is another registry’s`);
    else if (signed.sequence > 0) positions.set(signed.sequence, signed.hash);
  }
  return positions;
}
