/** What is measured of a process, again and again. */
export const MEASURES = ['heap', 'rss', 'handles'] as const;
export type Measure = (typeof MEASURES)[number];

/** One look at a process: bytes, bytes, and open file descriptors. */
export type Sample = Readonly<Record<Measure, number>> & { readonly seconds: number };

/** By how much a measure may rise over a run before it counts as rising: a share of its mean, and at least so much. */
const TOLERANCES: Readonly<Record<Measure, { readonly share: number; readonly least: number }>> = {
  // Code that is compiled late, statements that are prepared once, caches that fill to their limit.
  heap: { share: 0.1, least: 6 * 1024 * 1024 },
  // Pages that the allocator keeps are not given back at once.
  rss: { share: 0.15, least: 25 * 1024 * 1024 },
  // Connections that idle and are not closed yet.
  handles: { share: 0.1, least: 10 },
};

/** The share of a run in which a process gets warm: what it takes then says nothing. */
const WARMING = 1 / 3;

export interface Flatness {
  readonly mean: number;
  /** What the straight line through the samples rises by from the first to the last. */
  readonly rise: number;
  readonly tolerated: number;
  readonly isFlat: boolean;
}

/** Whether a measure is flat: by the line of least squares through the samples after the warming. */
export function flatnessOf(measure: Measure, samples: readonly Sample[]): Flatness {
  const warm = samples.slice(Math.floor(samples.length * WARMING));
  const mean = meanOf(warm.map((sample) => sample[measure]));
  const middle = meanOf(warm.map(({ seconds }) => seconds));
  const spread = warm.reduce((sum, { seconds }) => sum + (seconds - middle) ** 2, 0);
  const together = warm.reduce((sum, sample) => sum + (sample.seconds - middle) * (sample[measure] - mean), 0);
  const duration = (warm.at(-1)?.seconds ?? 0) - (warm[0]?.seconds ?? 0);
  const rise = spread === 0 ? 0 : (together / spread) * duration;
  const { share, least } = TOLERANCES[measure];
  const tolerated = Math.max(mean * share, least);
  return { mean, rise, tolerated, isFlat: rise <= tolerated };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
