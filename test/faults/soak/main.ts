import 'reflect-metadata';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { createClient, type Running } from '../history/client.ts';
import { federationProcesses, PROCESSES } from '../history/federation-processes.ts';
import { createFollower } from '../history/follow-changes.ts';
import { emptyJournal, type Journal } from '../history/journal.ts';
import { prepare, startLoad } from '../history/load.ts';
import { ASKING } from '../history/pairs.ts';
import { flatnessOf, MEASURES, type Measure, type Sample } from './flatness.ts';
import type { MemoryReport } from './report-memory.ts';

const { minutes, pause, samples } = new Command('npm run soak --')
  .description('Runs a federation of processes under even load, and says of each whether memory and handles stay flat.')
  .option('--minutes <count>', 'how long', Number, 60)
  .option('--pause <milliseconds>', 'between two operations of a client, at most', Number, 250)
  .option('--samples <count>', 'looks at each process', Number, 60)
  .parse()
  .opts<{ minutes: number; pause: number; samples: number }>();

const UNITS: Readonly<Record<Measure, readonly [number, string]>> = {
  heap: [1024 * 1024, 'MB'],
  rss: [1024 * 1024, 'MB'],
  handles: [1, ''],
};

process.once('SIGINT', () => process.exit(130));
const directory = mkdtempSync(join(tmpdir(), 'aeo-soak-'));
const processes = await federationProcesses({
  directory,
  preload: fileURLToPath(new URL('report-memory.ts', import.meta.url)),
  nodeOptions: ['--expose-gc'],
});
const running: Running = { isOver: false, pauseMs: pause };
const taken = new Map<string, Sample[]>(PROCESSES.map((name) => [name, []]));
let operations = 0;

/** What was done is counted and dropped: the journal must not be what grows. */
function countAndEmpty(journal: Journal): void {
  for (const list of [journal.writes, journal.creations, journal.batches, journal.changes]) {
    operations += list.length;
    list.length = 0;
  }
}

/** Hundredths of a second that a process computed, from fields 14 and 15 of Linux's `stat`. */
function computedBy(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

const computed = () => PROCESSES.reduce((sum, name) => sum + computedBy(processes.pidOf(name)), 0);

try {
  await processes.startAll();
  const journal = emptyJournal();
  const clientOf = (name: string) => createClient(processes, running, 1, name);
  const followers = ASKING.map((asking) => createFollower(clientOf(`copy of ${asking}`), asking, journal));
  const load = startLoad(clientOf, await prepare(clientOf('preparation')), followers, journal);
  const begin = performance.now();
  const computedBefore = computed();
  for (let look = 1; look <= samples; look += 1) {
    await Promise.race([load, delay((minutes * 60_000) / samples)]);
    countAndEmpty(journal);
    for (const name of PROCESSES) {
      const { heap, rss } = (await processes.tell(name, {})) as MemoryReport;
      const handles = readdirSync(`/proc/${processes.pidOf(name)}/fd`).length;
      taken.get(name)?.push({ seconds: (performance.now() - begin) / 1000, heap, rss, handles });
    }
  }
  const seconds = (performance.now() - begin) / 1000;
  const share = (computed() - computedBefore) / seconds / availableParallelism();
  running.isOver = true;
  await load;
  const unclean = await processes.stopAll();
  console.log(
    `${Math.round(seconds)} s, ${Math.round(operations / seconds)} operations/s, ${Math.round(share)} % of all cores`,
  );
  let isFlat = unclean.length === 0;
  for (const [name, looks] of taken) {
    const words = MEASURES.map((measure) => {
      const flatness = flatnessOf(measure, looks);
      isFlat &&= flatness.isFlat;
      const [size, unit] = UNITS[measure];
      const say = (value: number) => `${(value / size).toFixed(1)}${unit}`;
      const verdict = flatness.isFlat ? 'flat' : 'RISES';
      return `${measure} ${say(flatness.mean)} ${flatness.rise < 0 ? '' : '+'}${say(flatness.rise)} (up to ${say(flatness.tolerated)}): ${verdict}`;
    });
    console.log(`${name.padEnd(20)}  ${words.join('  ')}`);
  }
  process.exitCode = isFlat ? 0 : 1;
} finally {
  running.isOver = true;
  await processes.killAll();
  rmSync(directory, { recursive: true, force: true });
}
