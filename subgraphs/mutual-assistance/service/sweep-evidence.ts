import type { AssistanceStore, EvidenceVault } from '../domain/assistance-ports.ts';

/** Identifiers that are looked up at once. */
const AT_ONCE = 500;

/**
 * Removes contents that no row names: of answers that were being kept when the process died. `before` spares what another
 * process may just be writing. Gives how many.
 */
export async function sweepEvidence(
  { store, vault }: { readonly store: AssistanceStore; readonly vault: EvidenceVault },
  before: Date,
): Promise<number> {
  const ids = await vault.list(before);
  let removed = 0;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const named = await store.evidenceAmong(some);
    const orphans = some.filter((id) => !named.has(id));
    await Promise.all(orphans.map((id) => vault.discard(id)));
    removed += orphans.length;
  }
  return removed;
}
