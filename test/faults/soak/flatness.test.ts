import { describe, expect, test } from 'vitest';
import { flatnessOf, type Sample } from './flatness.ts';

const MEGABYTE = 1024 * 1024;

function samplesOf(heapAt: (second: number) => number, handlesAt: (second: number) => number): Sample[] {
  return Array.from({ length: 60 }, (_, index) => {
    const seconds = index * 10;
    const heap = heapAt(seconds) * MEGABYTE;
    return { seconds, heap, rss: heap * 2, handles: handlesAt(seconds) };
  });
}

describe('a measure of a process', () => {
  test('is flat while it goes up and down', () => {
    const samples = samplesOf(
      (second) => 80 + 5 * Math.sin(second / 30),
      (second) => 30 + (second % 40) / 10,
    );
    for (const measure of ['heap', 'rss', 'handles'] as const) expect(flatnessOf(measure, samples).isFlat).toBe(true);
  });

  test('is flat though it rose while the process got warm', () => {
    const samples = samplesOf(
      (second) => Math.min(90, 40 + second / 3),
      (second) => Math.min(60, 10 + second),
    );
    for (const measure of ['heap', 'rss', 'handles'] as const) expect(flatnessOf(measure, samples).isFlat).toBe(true);
  });

  test('is not flat where a little is left behind again and again', () => {
    const samples = samplesOf(
      (second) => 80 + second / 25 + 3 * Math.sin(second / 30),
      (second) => 30 + second / 30,
    );
    expect(flatnessOf('heap', samples)).toMatchObject({ isFlat: false });
    expect(flatnessOf('handles', samples)).toMatchObject({ isFlat: false });
    expect(flatnessOf('heap', samples).rise / MEGABYTE).toBeGreaterThan(10);
  });
});
