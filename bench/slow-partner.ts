import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { createHttpLink } from '../schema/link/http-link.ts';
import { EU_MANUFACTURER, KOREAN_EXPORTER, US_EXPORTER, type WorthAsking } from '../scripts/seed/worth-asking.ts';
import { serveSubgraph } from '../subgraphs/runtime/serve.ts';
import { type Fault, late, SOUND, startFaultProxy } from '../test/support/fault-proxy.ts';
import { startFederation } from '../test/support/federation.ts';

/** What is done to the registry of KR, while questions to other registries are timed. */
const SITUATIONS: Readonly<Record<string, Fault>> = {
  'KR well': SOUND,
  'KR answers after 2 s': late(2_000),
  'KR accepts and is silent': { asked: () => undefined },
};

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { operator { record { legalName } } decision { outcome } }
}`;
const OTHERS = [EU_MANUFACTURER, US_EXPORTER];

/** How long the circuit gets to close again before a round begins, in ms. */
const BETWEEN_MS = 6_000;

interface Timed {
  /** In ms, of each round. */
  readonly others: number[][];
  readonly outcomesOfKorea: Map<string, number>;
}

const { rounds, seconds, rate } = new Command('npm run bench:slow-partner --')
  .description('How much later others are answered while one registry is slow or dead.')
  .option('--rounds <n>', 'rounds of each situation, in turn', Number, 5)
  .option('--seconds <n>', 'length of a round', Number, 8)
  .option('--rate <n>', 'questions a second to others, and as many to KR', Number, 20)
  .parse()
  .opts<{ rounds: number; seconds: number; rate: number }>();

const federation = await startFederation();
const registry = federation.embedded.registries.get('KR');
if (registry === undefined) throw new TypeError('there is no registry of KR');
const server = await serveSubgraph(registry, 0, '127.0.0.1');
const address = server.address();
const proxy = await startFaultProxy(typeof address === 'object' && address !== null ? address.port : 0);
const link = createHttpLink(`http://127.0.0.1:${proxy.port}`, undefined, 65);
federation.replaceRegistry('KR', () => link);

async function ask({ tin, role }: WorthAsking): Promise<string> {
  const { data } = await federation.ask<{ recognitions: [{ decision: { outcome: string } }] } | undefined>(
    'JP',
    QUERY,
    {
      questions: [{ tin, role }],
    },
  );
  return data?.recognitions[0].decision.outcome ?? 'REFUSED';
}

/** Asks at fixed instants, however long answers take: a client’s declarations do not wait for each other. */
async function round({ others, outcomesOfKorea }: Timed): Promise<void> {
  const latencies: number[] = [];
  const begin = performance.now();
  const asked: Promise<unknown>[] = [];
  for (let count = 0; count < rate * seconds; count += 1) {
    const due = begin + (count * 1_000) / rate;
    await delay(Math.max(0, due - performance.now()));
    const other = OTHERS[count % OTHERS.length] ?? US_EXPORTER;
    asked.push(
      ask(other).then((outcome) => {
        if (outcome !== 'RECOGNISED') throw new Error(`another registry was given for ${outcome}`);
        latencies.push(performance.now() - due);
      }),
      ask(KOREAN_EXPORTER).then((outcome) => outcomesOfKorea.set(outcome, (outcomesOfKorea.get(outcome) ?? 0) + 1)),
    );
  }
  await Promise.all(asked);
  others.push(latencies);
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

const timed = new Map(
  Object.keys(SITUATIONS).map((name) => [name, { others: [], outcomesOfKorea: new Map() } as Timed]),
);
await round({ others: [], outcomesOfKorea: new Map() });
for (let count = 0; count < rounds; count += 1) {
  for (const [name, fault] of Object.entries(SITUATIONS)) {
    await proxy.set(fault);
    await round(timed.get(name) ?? { others: [], outcomesOfKorea: new Map() });
    await proxy.set(SOUND);
    await delay(BETWEEN_MS);
    await ask(KOREAN_EXPORTER);
  }
}

/** Of the rounds’ percentiles the median: what else the machine did falls into some rounds, what the partner does into all. */
function ofRounds(timing: Timed | undefined, share: number): number {
  return percentile(timing?.others.map((latencies) => percentile(latencies, share)) ?? [], 0.5);
}

const [undisturbed] = timed.values();
const rows = [...timed].map(([situation, timing]) => {
  const ratio = (share: number) => (ofRounds(timing, share) / ofRounds(undisturbed, share)).toFixed(2);
  return {
    situation,
    questions: timing.others.flat().length,
    'median ms': ofRounds(timing, 0.5).toFixed(1),
    'p99 ms': ofRounds(timing, 0.99).toFixed(1),
    'median ratio': ratio(0.5),
    'p99 ratio': ratio(0.99),
    'of KR': [...timing.outcomesOfKorea].map(([outcome, times]) => `${outcome} ${times}`).join(', '),
  };
});
process.stdout.write(
  `${rounds} rounds of ${seconds} s each, in turn; ${rate} questions/s to others and ${rate} to KR\n`,
);
console.table(rows);
await link.close();
await proxy.close();
server.closeAllConnections();
server.close();
await federation.stop();
