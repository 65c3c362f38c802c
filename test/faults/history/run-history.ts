import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../../scripts/measure/seeded-random.ts';
import type { NatsServer } from '../../support/nats-server.ts';
import { type CheckName, checkHistory } from './check-history.ts';
import { RECOVERY_MS } from './check-writes.ts';
import { createClient, type Running } from './client.ts';
import { deliveriesOf, dueChanges } from './due-changes.ts';
import { deckOf, faultsOf } from './faults.ts';
import { federationProcesses } from './federation-processes.ts';
import { createFollower } from './follow-changes.ts';
import { emptyJournal, type History } from './journal.ts';
import { prepare, startLoad } from './load.ts';
import { ASKING, consentingPairs } from './pairs.ts';
import { readKept } from './read-kept.ts';
import { readReceipts } from './read-receipts.ts';

export interface RunOptions {
  /** Empty, and left as it is when all is over. */
  readonly directory: string;
  /** Undefined: SQLite. */
  readonly databaseUrl?: string | undefined;
  /** Events travel over it, and it is killed too; undefined: readers ask. */
  readonly broker?: NatsServer | undefined;
  readonly seed: number;
  readonly rounds: number;
  /** No round begins later than so long after the first; undefined: however long it takes. */
  readonly seconds?: number | undefined;
  /** Milliseconds between two operations of a client, at most. */
  readonly pauseMs: number;
  /** Told of each round as it is over. */
  readonly onRound?: (round: number, killed: readonly string[]) => void;
}

/** A run that is over, with what was found in it. */
export interface Run {
  readonly history: History;
  readonly found: Readonly<Record<CheckName, readonly string[]>>;
  /** Processes that did not end with 0 when they were told to stop. */
  readonly unclean: readonly string[];
  readonly said: readonly string[];
}

/** After the last fault, once all is well again, for so long every question has to be decided. */
const QUIET_MS = 2_000;

/** Signals are pulled every second: after so long all must have come. */
const SETTLING_MS = 2_500;

/** Runs a federation under load through rounds of faults, and checks afterwards everything that clients saw. */
export async function runHistory(options: RunOptions): Promise<Run> {
  const { seed, rounds, directory, databaseUrl, broker } = options;
  const processes = await federationProcesses({ directory, databaseUrl, natsUrl: broker?.url });
  const journal = emptyJournal();
  const random = seededRandom(seed);
  const running: Running = { isOver: false, pauseMs: options.pauseMs };
  const clientOf = (name: string) => createClient(processes, running, seed, name);
  try {
    await processes.startAll();
    const pairs = await prepare(clientOf('preparation'));
    const since = Date.now();
    const followers = ASKING.map((asking) => createFollower(clientOf(`copy of ${asking}`), asking, journal));
    const load = startLoad(clientOf, pairs, followers, journal);
    const nextFault = deckOf(faultsOf(processes, { databaseUrl, broker }, random), random);
    const last = since + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
    for (let round = 1; round <= rounds && Date.now() < last; round += 1) {
      await Promise.race([load, delay(500 + random() * 1_000)]);
      const outages = await Promise.race([load.then(() => []), nextFault().befall()]);
      journal.outages.push(...outages);
      options.onRound?.(
        round,
        outages.map(({ process }) => process ?? 'database'),
      );
    }
    await Promise.race([load, delay(RECOVERY_MS + QUIET_MS)]);
    running.isOver = true;
    await load;
    await delay(SETTLING_MS);
    for (const follower of followers) while ((await follower.readOn()) > 0);
    const unclean = await processes.stopAll();
    const kept = await readKept(processes, since);
    const due = dueChanges(kept.steps, consentingPairs());
    const history: History = {
      journal,
      kept: {
        ...kept,
        due: [...kept.due, ...due],
        // What was imported before anybody was followed may be told late.
        deliveries: [
          ...kept.deliveries,
          ...deliveriesOf(
            journal.changes.filter(({ at }) => at >= since),
            due,
          ),
        ],
      },
      receipts: await readReceipts(journal, processes.trustList),
    };
    return { history, found: checkHistory(history), unclean, said: processes.said };
  } finally {
    running.isOver = true;
    await processes.killAll();
  }
}
