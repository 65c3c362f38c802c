import { CALLER_ASSERTION_SECONDS } from '../../schema/contract/caller.ts';
import type { UsedCall } from '../../schema/trust/caller-assertion.ts';
import { createUsedOnce } from '../../schema/trust/used-once.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../../schema/trust/verify-statement.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';

/** Marks a call as made; false: it was made before, or may have been. */
export type UseCallOnce = (call: UsedCall) => Promise<boolean>;

/** After this long an assertion is refused for its age, so that its calls need not be remembered. */
const REMEMBERED_MS = (CALLER_ASSERTION_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1000;

/**
 * Remembers the calls that were made, so that none is answered twice. Where replicas share a database they share this
 * memory too; a process of its own keeps it to itself, and believes nothing that was signed before it started, since a
 * call that it answered before a crash is forgotten.
 */
export function createUsedCalls(database: Database, clock: Clock): UseCallOnce {
  return database.sharedByReplicas ? shared(database, clock) : ownMemory(clock);
}

function ownMemory(clock: Clock): UseCallOnce {
  // To the second, as signing times are.
  const startedAt = Math.floor(clock().getTime() / 1000) * 1000;
  const useOnce = createUsedOnce(REMEMBERED_MS, clock);
  return async ({ digest, issuedAt }) => issuedAt.getTime() >= startedAt && useOnce(digest);
}

function shared({ read }: Database, clock: Clock): UseCallOnce {
  let sweptAt = 0;
  return async ({ digest }) => {
    const now = clock().getTime();
    if (now - sweptAt > REMEMBERED_MS) {
      sweptAt = now;
      await read.query('DELETE FROM used_call WHERE used_at < $1', [now - REMEMBERED_MS]);
    }
    const added = await read.query<unknown[]>(
      'INSERT INTO used_call (digest, used_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING digest',
      [digest, now],
    );
    return added.length === 1;
  };
}
