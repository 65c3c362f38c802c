import type { Client } from './client.ts';
import { HOMES } from './federation-processes.ts';
import type { Follower } from './follow-changes.ts';
import { CREATIONS, type Journal } from './journal.ts';
import { ASKING, consentingPairs, importOf, type Pair } from './pairs.ts';
import { askAgainAndAgain, askBatch } from './risk-engine.ts';
import { changeBenefits, changeOperators, makeNew } from './writers.ts';

const IMPORT = 'mutation ($operators: [OperatorImport!]!) { importOperators(operators: $operators) { written } }';

/** Pairs of an operator and an administration that are recognised before anything is changed. */
const ENOUGH = 30;

/** Imports the operators, and gives the pairs that are recognised while nothing is against it. */
export async function prepare(client: Client): Promise<readonly Pair[]> {
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
export function startLoad(
  clientOf: (name: string) => Client,
  pairs: readonly Pair[],
  followers: readonly Follower[],
  journal: Journal,
): Promise<unknown> {
  const load = Promise.all([
    ...HOMES.map((home) => changeOperators(clientOf(`officer of ${home}`), home, pairs, journal)),
    ...ASKING.map((asking) => changeBenefits(clientOf(`officer of ${asking} at the hub`), asking, pairs, journal)),
    ...CREATIONS.map((created) => makeNew(clientOf(created), created, journal)),
    ...followers.map((follower, index) =>
      clientOf(`reader ${index}`).repeat(async () => {
        await follower.readOn();
      }),
    ),
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
