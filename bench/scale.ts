import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command, InvalidArgumentError } from 'commander';
import { administrationOfSubgraph } from '../schema/contract/subgraph-names.ts';
import { seededRandom } from '../scripts/measure/seeded-random.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from '../scripts/start/trust-store.ts';
import { makeGrownCopy } from './grown-copy.ts';
import type { Load, LoadResult } from './load-generator.ts';
import type { SeparateProcesses } from './separate-processes.ts';

/** What one load cost, by kind of process. */
interface Measured {
  readonly questionsPerRequest: number;
  readonly result: LoadResult;
  /** CPU milliseconds a question, summed over the processes of a kind. */
  readonly cpuMsPerQuestion: Readonly<Record<Kind, number>>;
}

const KINDS = ['gateway', 'recognition', 'registries', 'others'] as const;
type Kind = (typeof KINDS)[number];

/** How full a core may be so that a burst still finds room; its reason is the queue, which doubles the wait at one half. */
const FULL = 0.6;

/** What is assumed of the world, each with its source or reason. */
const WORLD = {
  /** domain.md, section 4: about 6 thousand million low-value parcels a year into the EU, as declared consignments. */
  euParcelsAYear: 6e9,
  /** The EU is about a third of the world's e-commerce parcels across borders; the factor is a guess, said to be one. */
  worldOverEu: 3,
  /** Sales days: ten times the mean. */
  burst: 10,
  /** A declaration names an exporter and, for half of the parcels, a platform or vendor. */
  questionsAConsignment: 1.5,
  /** Euro a month for one virtual core with 4 GB, as clouds of 2026 list it. */
  euroACoreMonth: 25,
} as const;

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1 on');
  return count;
}

const options = new Command('npm run scale --')
  .description(
    'Measures what a question costs each process, with so many registries as processes of their own, and from it how many machines the world’s parcels need.',
  )
  .option('--registries <n>', 'administrations, 16 or more', readCount, 16)
  .option('--seconds <n>', 'of each load', readCount, 15)
  .parse()
  .opts<{ registries: number; seconds: number }>();

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'aeo-scale-'));
const root = join(directory, 'sources');
console.log(`A copy of the sources with ${options.registries} registries is made in ${directory} …`);
makeGrownCopy(root, options.registries);
// The grown copy has a list of administrations of its own: what knows the list is taken from there.
const { ADMINISTRATIONS } = (await import(
  join(root, 'schema/administrations.ts')
)) as typeof import('../schema/administrations.ts');
const { startSeparateProcesses } = (await import(
  join(root, 'bench/separate-processes.ts')
)) as typeof import('./separate-processes.ts');
const { makeRequests } = (await import(join(root, 'bench/questions.ts'))) as typeof import('./questions.ts');
const codes = ADMINISTRATIONS.map(({ code }) => code);
let processes: SeparateProcesses | undefined;

function kindOf(name: string): Kind {
  if (administrationOfSubgraph(name) !== undefined) return 'registries';
  return name === 'gateway' || name === 'recognition' ? name : 'others';
}

async function measure(from: SeparateProcesses, questions: number, arrival: Load['arrival']): Promise<Measured> {
  const { signerOf } = await openTrustStore(join(directory, 'data'), new Date());
  const requests = await makeRequests(signerOf(DEMONSTRATION_ISSUER), codes, {
    ...{ questions, requests: 400, random: seededRandom(questions) },
  });
  const load: Load = {
    ...{ url: from.gatewayUrl, requests, arrival, warmUpSeconds: 3, seconds: options.seconds, seed: questions },
  };
  const file = join(directory, 'load.json');
  writeFileSync(file, JSON.stringify(load));
  const before = from.usage();
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(root, 'bench/load-generator.ts'), file], {
    cwd: root,
  });
  const after = from.usage();
  const result = JSON.parse(stdout) as LoadResult;
  const share = options.seconds / (options.seconds + load.warmUpSeconds);
  const cost = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const [name, { cpuMs }] of after) {
    const used = (cpuMs - (before.get(name)?.cpuMs ?? 0)) * share;
    cost[kindOf(name)] += used / Math.max(1, result.answered * questions);
  }
  return { questionsPerRequest: questions, result, cpuMsPerQuestion: cost };
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

const number = (value: number, digits = 2) => value.toFixed(digits);

try {
  const data = join(directory, 'data');
  mkdirSync(data);
  processes = await startSeparateProcesses(root, data, codes);
  const measured = [
    await measure(processes, 1, { callers: 8 }),
    await measure(processes, 100, { callers: 4 }),
    await measure(processes, 1, { rate: 1_000 }),
  ];
  const megabytes = [...processes.usage()].map(
    ([name, { residentBytes }]) => [kindOf(name), residentBytes / 2 ** 20] as const,
  );
  console.log(`\n${codes.length} registries, ${cpus().length} cores ${cpus()[0]?.model ?? ''}\n`);
  console.log(
    table([
      [
        'load',
        'answered/s',
        'questions/s',
        'p50 ms',
        'p99 ms',
        'failed',
        ...KINDS.map((kind) => `${kind}, CPU ms a question`),
      ],
      ...measured.map(({ questionsPerRequest, result, cpuMsPerQuestion }, index) => [
        `${questionsPerRequest} question${questionsPerRequest === 1 ? '' : 's'}${index === 2 ? ', 1,000 requests/s offered' : ', as many as it takes'}`,
        number(result.perSecond, 0),
        number(result.perSecond * questionsPerRequest, 0),
        number(result.p50, 1),
        number(result.p99, 1),
        String(result.failed),
        ...KINDS.map((kind) => number(cpuMsPerQuestion[kind], 3)),
      ]),
    ]),
  );
  console.log(
    `\nResident: ${KINDS.map((kind) => {
      const own = megabytes.filter(([of]) => of === kind).map(([, size]) => size);
      return `${kind} ${number(own.reduce((sum, size) => sum + size, 0) / Math.max(1, own.length), 0)} MB each`;
    }).join(', ')}.`,
  );
  const aSecond = (WORLD.euParcelsAYear / (365 * 86_400)) * WORLD.questionsAConsignment;
  const rows = measured.slice(0, 2).flatMap(({ questionsPerRequest, cpuMsPerQuestion }) =>
    (
      [
        ['1,000 consignments a second', 1_000 * WORLD.questionsAConsignment],
        ['the EU, mean', aSecond],
        ['the EU, sales day', aSecond * WORLD.burst],
        ['the world, sales day', aSecond * WORLD.burst * WORLD.worldOverEu],
      ] as const
    ).map(([what, questions]) => {
      const cores = KINDS.map((kind) => (questions * cpuMsPerQuestion[kind]) / 1000 / FULL);
      const all = cores.reduce((sum, count) => sum + count, 0);
      return [
        `${what}, ${questionsPerRequest} a request`,
        number(questions, 0),
        ...cores.map((count) => number(count, 1)),
        number(all, 0),
        number(all * WORLD.euroACoreMonth, 0),
      ];
    }),
  );
  console.log(
    `\nCores at ${FULL * 100} % use, by the model: cost a question × questions a second.\n\n${table([['load', 'questions/s', ...KINDS, 'cores', 'EUR a month'], ...rows])}`,
  );
  for (const { questionsPerRequest, cpuMsPerQuestion } of measured.slice(0, 2)) {
    const one = { gateway: cpuMsPerQuestion.gateway, recognition: cpuMsPerQuestion.recognition };
    const [first, cost] = one.gateway > one.recognition ? ['gateway', one.gateway] : ['recognition', one.recognition];
    console.log(
      `\nWith ${questionsPerRequest} a request one process of each kind is full first at the ${first}: ${number(1000 / cost, 0)} questions a second. A gateway has any number of replicas; the recognition service too on PostgreSQL, up to what one writer of the chained log takes.`,
    );
  }
} finally {
  await processes?.stop();
  rmSync(directory, { recursive: true, force: true });
}
