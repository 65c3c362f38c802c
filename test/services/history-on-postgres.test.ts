import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkCleanRun } from '../faults/history/check-clean-run.ts';
import { countAnswers } from '../faults/history/check-decisions.ts';
import { describeRun } from '../faults/history/describe-run.ts';
import { type Run, runHistory } from '../faults/history/run-history.ts';
import { createNatsServer, type NatsServer } from '../support/nats-server.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

vi.setConfig({ hookTimeout: 400_000 });

const SEED = Number(process.env['HISTORY_SEED'] ?? Date.now() % 1_000_000);

describe('kill -9 of any process of a federation on PostgreSQL and NATS, of the broker, or of all connections, six times under load', () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-history-'));
  let database: OwnDatabase;
  let broker: NatsServer;
  let run: Run;

  beforeAll(async () => {
    database = await createOwnDatabase('history');
    broker = await createNatsServer();
    await broker.start();
    run = await runHistory({
      ...{ directory, databaseUrl: database.url, broker, seed: SEED },
      ...{ rounds: 6, seconds: 40, pauseMs: 400 },
    });
    console.log(describeRun(run, SEED));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await broker.remove();
    await database.drop();
  });

  test('loses, breaks and repeats nothing, decides nothing wrongly, and doubts only what cannot be asked', () => {
    checkCleanRun(run, SEED);
  });

  test('came while there was something to lose', () => {
    const { writes, batches } = run.history.journal;
    expect(writes.filter(({ ending }) => ending === 'ACKNOWLEDGED').length).toBeGreaterThan(60);
    expect(batches.length).toBeGreaterThan(60);
    expect(countAnswers(run.history).demanded).toBeGreaterThan(100);
    expect(run.history.kept.due.length).toBeGreaterThan(12);
  });
});
