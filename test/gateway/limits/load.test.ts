import { describe, expect, test } from 'vitest';
import { createLoad, type LoadLevel, thresholdOf } from '../../../gateway/limits/load.ts';

const AT_ONCE = 100;

describe('the level of a load', () => {
  test.each<[LoadLevel, number, number]>([
    ['CALM', 0, 0],
    ['CALM', 49, 399],
    ['BUSY', 50, 0],
    ['BUSY', 0, 400],
    ['BUSY', 99, 1_999],
    ['FULL', 100, 0],
    ['FULL', 0, 2_000],
  ])('is %s with %i requests under way and an event loop that is %i ms late', (level, underWay, lagMs) => {
    expect(thresholdOf(underWay, AT_ONCE, lagMs)?.level ?? 'CALM').toBe(level);
  });
});

describe('a gateway whose event loop is late', () => {
  test.each([
    { lagMs: 0, enters: true, takesBatch: true },
    { lagMs: 500, enters: true, takesBatch: false },
    { lagMs: 5_000, enters: false, takesBatch: false },
  ])('takes what it can: $lagMs ms', ({ lagMs, enters, takesBatch }) => {
    const load = createLoad(AT_ONCE, { milliseconds: () => lagMs, stop: () => undefined });
    expect(typeof load.enter() === 'function').toBe(enters);
    expect(load.refuse(100_000) === undefined).toBe(takesBatch);
    expect(load.refuse(100) === undefined).toBe(enters);
  });
});
