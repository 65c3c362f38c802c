import { randomUUID } from 'node:crypto';
import { CALLER_ASSERTION_SECONDS } from '../../schema/contract/caller.ts';
import { createBindings } from '../../schema/trust/bindings.ts';
import type { UsedCall } from '../../schema/trust/caller-assertion.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../../schema/trust/verify-statement.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';

/** What was used, so that nothing is used twice. */
export interface UsedOnce {
  /** Marks a call as made; false: it was made before, or may have been. */
  call(call: UsedCall): Promise<boolean>;
  /** Binds something that is good for one purpose only to it; false: it is bound to another. */
  bind(key: string, to: string): Promise<boolean>;
}

/** After this long an assertion is refused for its age, so that its calls need not be remembered. */
const REMEMBERED_MS = (CALLER_ASSERTION_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1000;

/**
 * Remembers the calls that were made, so that none is answered twice. Where replicas share a database they share this
 * memory too; a process of its own keeps it to itself, and believes nothing that was signed before it started, since a
 * call that it answered before a crash is forgotten.
 */
export function createUsedOnce(database: Database, clock: Clock): UsedOnce {
  // To the second, as signing times are; a clock that is set back takes the start back with it.
  let startedAt = Math.floor(clock().getTime() / 1000) * 1000;
  const isForgotten = ({ issuedAt }: UsedCall) => {
    startedAt = Math.min(startedAt, Math.floor(clock().getTime() / 1000) * 1000);
    return !database.sharedByReplicas && issuedAt.getTime() < startedAt;
  };
  const own = createBindings(REMEMBERED_MS, clock);
  const bind: UsedOnce['bind'] = database.sharedByReplicas
    ? sharedBindings(database, clock)
    : async (key, to) => own(key, to);
  return { bind, call: async (call) => !isForgotten(call) && bind(call.digest, randomUUID()) };
}

function sharedBindings({ read }: Database, clock: Clock): UsedOnce['bind'] {
  let sweptAt = 0;
  return async (key, to) => {
    const now = clock().getTime();
    if (now - sweptAt > REMEMBERED_MS) {
      sweptAt = now;
      await read.query('DELETE FROM used_once WHERE used_at < $1', [now - REMEMBERED_MS]);
    }
    const added = await read.query<unknown[]>(
      'INSERT INTO used_once (key, bound_to, used_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING key',
      [key, to, now],
    );
    if (added.length === 1) return true;
    const [bound] = await read.query<{ bound_to: string }[]>('SELECT bound_to FROM used_once WHERE key = $1', [key]);
    return bound?.bound_to === to;
  };
}
