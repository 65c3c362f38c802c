import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late the event loop is: the one queue that nothing else bounds. */
export interface LoopLag {
  /**
   * Average of the last second or of the one before, in ms, whichever is less: one large answer, however long it blocks,
   * falls into one of them and is no lag; a crowd that does not get smaller is.
   */
  milliseconds(): number;
  stop(): void;
}

const RESOLUTION_MS = 20;
const WINDOW_MS = 1_000;

/** Measures it until it is stopped. */
export function measureLoopLag(): LoopLag {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let beforeMs = 0;
  let lastMs = 0;
  const window = setInterval(() => {
    // The histogram counts whole intervals; NaN while it has none.
    [beforeMs, lastMs] = [lastMs, Math.max(0, histogram.mean / 1e6 - RESOLUTION_MS) || 0];
    histogram.reset();
  }, WINDOW_MS).unref();
  return {
    milliseconds: () => Math.min(beforeMs, lastMs),
    stop() {
      clearInterval(window);
      histogram.disable();
    },
  };
}
