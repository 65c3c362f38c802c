import type { Logger } from 'pino';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import { startTurns, type Turns } from '../../runtime/in-turns.ts';
import { removeChangesBefore } from '../store/change-feed.store.ts';
import { findDue, removePlanned } from '../store/planned-change.store.ts';
import type { ChangeSignal } from './change-signal.ts';
import { keepChanges } from './keep-changes.ts';

export interface DueChangesParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: Pick<ChangeSignal, 'look'>;
  /** Days for which feeds are kept. */
  readonly keptDays: number;
}

/** Changes that are told in one transaction. */
const PAGE = 500;

const TURN_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Tells what has become effective, and removes what is kept no longer. What is due stands in the database, and waits for whichever replica is first. */
export function startDueChanges({ database, clock, log, signal, keptDays }: DueChangesParts): Turns {
  let cleanedAt = Number.NEGATIVE_INFINITY;

  async function tell(): Promise<void> {
    const isDue = async () => (await findDue(database.read, clock().toISOString(), 1)).length > 0;
    while (await isDue()) {
      await database.write(async (manager) => {
        const now = clock();
        const due = await findDue(manager, now.toISOString(), PAGE);
        await removePlanned(manager, due);
        const changes = due.flatMap(({ tin, at, kind, administrations }) =>
          administrations.map((administration) => ({ administration, tin, kind, at })),
        );
        await keepChanges(manager, changes, now);
      });
      signal.look();
    }
  }

  async function clean(): Promise<void> {
    const now = clock().getTime();
    if (now < cleanedAt + HOUR_MS) return;
    const before = new Date(now - keptDays * DAY_MS).toISOString();
    await database.write((manager) => removeChangesBefore(manager, before));
    cleanedAt = now;
  }

  async function turn(): Promise<void> {
    await tell();
    await clean();
  }
  return startTurns(turn, TURN_MS, (error) =>
    log.error({ err: error }, 'changes that are due could not be told, or old ones removed'),
  );
}
