import type { Refusal } from '../../schema/contract/error-codes.ts';
import type { LoopLag } from './loop-lag.ts';

/** CALM: everything is taken. BUSY: short operations. FULL: none. */
export type LoadLevel = 'CALM' | 'BUSY' | 'FULL';

/** How much the gateway has to do, and what of further work it takes. */
export interface Load {
  underWay(): number;
  /** Takes a place for a request; gives what gives it back, or a refusal. */
  enter(): (() => void) | Refusal;
  /** A refusal where an operation of this cost has to wait for calmer moments. */
  refuse(cost: number): Refusal | undefined;
}

interface LoadThreshold {
  readonly level: Exclude<LoadLevel, 'CALM'>;
  /** Of the requests that may be under way at once, the share from which the level holds. */
  readonly share: number;
  /** Lag of the event loop from which it holds, in ms: each answer comes that much later, several times over. */
  readonly lagMs: number;
  readonly maximumCost: number;
  readonly retryAfterSeconds: number;
}

/**
 * What is refused when, worst first. A short operation is a dozen of questions with all that can be selected, or a hundred
 * bare ones: what an officer or a declaration asks. A batch or a deep query, which can wait, waits first.
 */
const THRESHOLDS: readonly LoadThreshold[] = [
  { level: 'FULL', share: 1, lagMs: 2_000, maximumCost: 0, retryAfterSeconds: 3 },
  { level: 'BUSY', share: 0.5, lagMs: 400, maximumCost: 2_000, retryAfterSeconds: 2 },
];

/** The level of a load; undefined: calm. */
export function thresholdOf(underWay: number, requestsAtOnce: number, lagMs: number): LoadThreshold | undefined {
  return THRESHOLDS.find((threshold) => underWay >= threshold.share * requestsAtOnce || lagMs >= threshold.lagMs);
}

/** Counts the requests under way, and refuses early what would only make all of them late. */
export function createLoad(requestsAtOnce: number, lag: LoopLag): Load {
  let underWay = 0;
  const refusal = (retryAfterSeconds: number): Refusal => ({
    code: 'RATE_LIMITED',
    message: `The gateway has more to do than it can. Ask again in ${retryAfterSeconds} seconds.`,
    retryAfterSeconds,
  });
  return {
    underWay: () => underWay,
    enter() {
      const threshold = thresholdOf(underWay, requestsAtOnce, lag.milliseconds());
      if (threshold?.level === 'FULL') return refusal(threshold.retryAfterSeconds);
      underWay += 1;
      return () => {
        underWay -= 1;
      };
    },
    refuse(cost) {
      // The request that is priced here has its own place already.
      const threshold = thresholdOf(underWay - 1, requestsAtOnce, lag.milliseconds());
      return threshold === undefined || cost <= threshold.maximumCost
        ? undefined
        : refusal(threshold.retryAfterSeconds);
    },
  };
}
