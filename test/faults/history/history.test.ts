import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkCleanRun } from './check-clean-run.ts';
import { countAnswers } from './check-decisions.ts';
import { describeRun } from './describe-run.ts';
import { type Run, runHistory } from './run-history.ts';

vi.setConfig({ hookTimeout: 400_000 });

/** Another at each run, unless a failure is to be looked at again. */
const SEED = Number(process.env['HISTORY_SEED'] ?? Date.now() % 1_000_000);

describe('kill -9 of any process of a federation on SQLite, ten times under load', () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-history-'));
  let run: Run;

  beforeAll(async () => {
    run = await runHistory({ directory, seed: SEED, rounds: 10, seconds: 60, pauseMs: 400 });
    console.log(describeRun(run, SEED));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('loses, breaks and repeats nothing, decides nothing wrongly, and doubts only what cannot be asked', () => {
    checkCleanRun(run, SEED);
  });

  test('came while there was something to lose', () => {
    const { writes, batches, outages } = run.history.journal;
    expect(outages.length).toBeGreaterThan(1);
    expect(writes.filter(({ ending }) => ending === 'ACKNOWLEDGED').length).toBeGreaterThan(100);
    expect(batches.length).toBeGreaterThan(100);
    expect(countAnswers(run.history).demanded).toBeGreaterThan(100);
    expect(run.history.kept.due.length).toBeGreaterThan(20);
  });
});
