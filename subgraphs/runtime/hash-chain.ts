import { createHash } from 'node:crypto';

/** What the first entry of a chain follows. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 over the previous hash and the entry: removing, altering or reordering an entry breaks every later hash. */
export function chainHash(previousHash: string, entry: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(previousHash).update(canonicalJson(entry)).digest('hex');
}

/** JSON with the keys of every object in order, so that equal entries have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
