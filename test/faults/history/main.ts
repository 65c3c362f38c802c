import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { createOwnDatabase } from '../../services/own-database.ts';
import { createNatsServer } from '../../support/nats-server.ts';
import { describeRun, isClean } from './describe-run.ts';
import { runHistory } from './run-history.ts';

const { rounds, seconds, engine, seed, pause } = new Command('npm run faults --')
  .description('Kills processes of a federation under load, round after round, and checks every answer afterwards.')
  .option('--rounds <count>', 'faults, one after another', Number, 100)
  .option('--seconds <count>', 'no round begins later', Number)
  .option('--engine <engine>', 'sqlite, or postgres at TEST_DATABASE_URL with a NATS server of its own', 'sqlite')
  .option('--seed <number>', 'of every choice; default: another at each run', Number)
  .option('--pause <milliseconds>', 'between two operations of a client, at most', Number, 200)
  .parse()
  .opts<{ rounds: number; seconds?: number; engine: string; seed?: number; pause: number }>();

process.once('SIGINT', () => process.exit(130));
const chosen = seed ?? Date.now() % 1_000_000;
const directory = mkdtempSync(join(tmpdir(), 'aeo-history-'));
const database = engine === 'postgres' ? await createOwnDatabase('faults') : undefined;
const broker = engine === 'postgres' ? await createNatsServer() : undefined;
await broker?.start();
console.log(`${rounds} rounds on ${engine}, seed ${chosen}`);
try {
  const run = await runHistory({
    directory,
    ...{ databaseUrl: database?.url, broker },
    seed: chosen,
    rounds,
    seconds,
    pauseMs: pause,
    onRound: (round, killed) => console.log(`round ${round}: ${killed.join(' and ')}`),
  });
  console.log(`\n${describeRun(run, chosen)}`);
  process.exitCode = isClean(run) ? 0 : 1;
} finally {
  await broker?.remove();
  await database?.drop();
  rmSync(directory, { recursive: true, force: true });
}
