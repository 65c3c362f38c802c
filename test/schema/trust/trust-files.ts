import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileKeyStore } from '../../../schema/trust/file-key-store.ts';
import type { KeyStore } from '../../../schema/trust/key-store.ts';
import { type LiveTrustList, openTrustList } from '../../../schema/trust/live-trust-list.ts';
import { openSigner, type Signer } from '../../../schema/trust/signer.ts';
import type { TrustedKeyRow } from '../../../schema/trust/trust-list.ts';
import { writeTrustRows } from '../../../schema/trust/trust-list-file.ts';
import { trustedKeyRow } from '../../../schema/trust/trusted-key-row.ts';
import { createTestClock } from '../../support/parties.ts';

/** What a process said to its log. */
export interface Said {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Keys and a trust list in files of their own, followed as a process follows them. */
export interface TrustFiles {
  readonly path: string;
  readonly keys: KeyStore;
  readonly trust: LiveTrustList;
  readonly clock: ReturnType<typeof createTestClock>;
  readonly said: readonly Said[];
  /** The rows of the list as they were written last. */
  rows(): readonly TrustedKeyRow[];
  /** Makes a private key of the party, and gives its row; it is not in the list yet. */
  make(party: string, from: string): Promise<TrustedKeyRow>;
  /** Writes the list and has it read. */
  write(rows: readonly TrustedKeyRow[]): Promise<void>;
  signer(party: string): Promise<Signer>;
}

/** A registry and its first key, in force since 2026. */
export async function createTrustFiles(party = 'registry-kr'): Promise<TrustFiles> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-trust-'));
  const path = join(directory, 'trust-list.json');
  const keys = createFileKeyStore(join(directory, 'keys'));
  const clock = createTestClock('2026-06-01T00:00:00Z');
  const said: Said[] = [];
  const hear = (level: Said['level']) => (_details: object, message: string) => void said.push({ level, message });
  const log = { info: hear('info'), warn: hear('warn'), error: hear('error') };

  async function make(of: string, from: string): Promise<TrustedKeyRow> {
    const key = await keys.create(of);
    return trustedKeyRow({ party: of, ...key }, 'REGISTRY', 'KR', new Date(from));
  }

  let rows: readonly TrustedKeyRow[] = [await make(party, '2026-01-01T00:00:00Z')];
  writeTrustRows(path, rows);
  const trust = await openTrustList({ path, accept: (list) => list, log });
  return {
    path,
    keys,
    trust,
    clock,
    said,
    rows: () => rows,
    make,
    async write(changed) {
      rows = changed;
      writeTrustRows(path, rows);
      await trust.reload();
    },
    signer: (of) => openSigner(of, { keys, trust, clock, log }),
  };
}
