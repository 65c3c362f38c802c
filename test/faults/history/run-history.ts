import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../subgraphs/aeo-registry/support/guessing-right.ts';
import { type CheckName, checkHistory } from './check-history.ts';
import { RECOVERY_MS } from './check-writes.ts';
import { type Client, createClient, type Running } from './client.ts';
import { deckOf, faultsOf } from './faults.ts';
import { federationProcesses, HOMES } from './federation-processes.ts';
import { CREATIONS, emptyJournal, type History, type Journal } from './journal.ts';
import { ASKING, consentingPairs, importOf, type Pair } from './pairs.ts';
import { readKept } from './read-kept.ts';
import { readReceipts } from './read-receipts.ts';
import { askAgainAndAgain, askBatch } from './risk-engine.ts';
import { changeBenefits, changeOperators, makeNew } from './writers.ts';

export interface RunOptions {
  /** Empty, and left as it is when all is over. */
  readonly directory: string;
  /** Undefined: SQLite. */
  readonly databaseUrl?: string | undefined;
  readonly seed: number;
  readonly rounds: number;
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

const IMPORT = 'mutation ($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }';

/** Pairs of an operator and an administration that are recognised before anything is changed. */
const ENOUGH = 30;

/** After the last fault, once all is well again, for so long every question has to be decided. */
const QUIET_MS = 2_000;

/** Signals are pulled every second: after so long all must have come. */
const SETTLING_MS = 2_500;

/** Runs a federation under load through rounds of faults, and checks afterwards everything that clients saw. */
export async function runHistory(options: RunOptions): Promise<Run> {
  const { seed, rounds, directory, databaseUrl } = options;
  const processes = await federationProcesses({ directory, databaseUrl });
  const journal = emptyJournal();
  const random = seededRandom(seed);
  const running: Running = { isOver: false, pauseMs: options.pauseMs };
  const clientOf = (name: string) => createClient(processes, running, seed, name);
  try {
    await processes.startAll();
    const pairs = await prepare(clientOf('preparation'));
    const since = Date.now();
    const load = startLoad(clientOf, pairs, journal);
    const nextFault = deckOf(faultsOf(processes, databaseUrl, random), random);
    for (let round = 1; round <= rounds; round += 1) {
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
    const unclean = await processes.stopAll();
    const history: History = {
      journal,
      kept: await readKept(processes, since),
      receipts: await readReceipts(journal, processes.trustList),
    };
    return { history, found: checkHistory(history), unclean, said: processes.said };
  } finally {
    running.isOver = true;
    await processes.killAll();
  }
}

/** Imports the operators, and gives the pairs that are recognised while nothing is against it. */
async function prepare(client: Client): Promise<readonly Pair[]> {
  for (const home of HOMES) {
    const operators = importOf(home);
    const { data } = await client.officer<{ importOperators: { written: number } }>(home, IMPORT, { operators });
    if (data?.importOperators.written !== operators.length) throw new Error(`${home} did not import: ${data}`);
  }
  const recognised: Pair[] = [];
  for (const asking of ASKING) {
    const pairs = consentingPairs().filter((pair) => pair.asking === asking);
    const { questions } = await askBatch(client, pairs, null);
    recognised.push(...pairs.filter((_pair, index) => questions[index]?.answer?.outcome === 'RECOGNISED'));
  }
  if (recognised.length < ENOUGH) throw new Error(`only ${recognised.length} pairs are recognised to begin with`);
  return recognised;
}

/** Everybody at work; rejects where a client meets what no fault explains. */
function startLoad(clientOf: (name: string) => Client, pairs: readonly Pair[], journal: Journal): Promise<unknown> {
  const load = Promise.all([
    ...HOMES.map((home) => changeOperators(clientOf(`officer of ${home}`), home, pairs, journal)),
    ...ASKING.map((asking) => changeBenefits(clientOf(`officer of ${asking} at the hub`), asking, pairs, journal)),
    ...CREATIONS.map((created) => makeNew(clientOf(created), created, journal)),
    ...ASKING.map((asking) =>
      askAgainAndAgain(
        clientOf(`risk engine of ${asking}`),
        pairs.filter((pair) => pair.asking === asking),
        journal,
      ),
    ),
  ]);
  load.catch(() => undefined);
  return load;
}
