import { expect } from 'vitest';
import type { Run } from './run-history.ts';

/** Expects that no check found anything; the failure names the seed and what was found, a few of each. */
export function checkCleanRun({ found, unclean }: Run, seed: number): void {
  const some = Object.entries(found).flatMap(([name, findings]) =>
    findings.length === 0 ? [] : [[name, findings.slice(0, 5)] as const],
  );
  expect(Object.fromEntries(some), `HISTORY_SEED=${seed} makes the same choices again`).toEqual({});
  expect(unclean).toEqual([]);
}
