import type { Logger } from 'pino';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Database } from '../../runtime/database.ts';
import { startTurns } from '../../runtime/in-turns.ts';
import { readEnds } from '../store/change-feed.store.ts';

/**
 * Tells that the feed of an administration has grown, whichever replica wrote. How it is meant to be used: listen first, then
 * read pages (`readChanges`) until one is the last; at each call read again, from the cursor that was reached. A call
 * says only that there may be something: it carries nothing, may come once for several changes, or for none.
 */
export interface ChangeSignal {
  /** Calls from now on; what it gives stops it. The listener is synchronous and throws nothing. */
  listen(administration: AdministrationCode, listener: () => void): () => void;
  /** Looks now: to be called after a transaction that may have written into a feed. */
  look(): void;
  stop(): Promise<void>;
}

/** How often is looked for what other replicas wrote. */
const LOOK_INTERVAL_MS = 1_000;

/** One small read a second and for each commit, however many listen; none where nobody does. */
export function startChangeSignal(database: Database, log: Logger): ChangeSignal {
  const listeners = new Map<AdministrationCode, Set<() => void>>();
  let ends: ReadonlyMap<AdministrationCode, number> = new Map();
  let isDue = false;

  async function look(): Promise<void> {
    isDue = false;
    if (listeners.size === 0) return;
    const before = ends;
    ends = await readEnds(database.read);
    for (const [administration, those] of listeners) {
      if (ends.get(administration) !== before.get(administration)) for (const listener of those) listener();
    }
  }

  const turns = startTurns(look, LOOK_INTERVAL_MS, (error) =>
    log.error({ err: error }, 'the ends of the feeds of changes could not be read'),
  );
  return {
    listen(administration, listener) {
      const those = listeners.get(administration) ?? new Set();
      listeners.set(administration, those.add(listener));
      return () => {
        those.delete(listener);
        if (those.size === 0 && listeners.get(administration) === those) listeners.delete(administration);
      };
    },
    look() {
      if (isDue) return;
      isDue = true;
      void turns.take();
    },
    stop: () => turns.stop(),
  };
}
