import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleType } from 'cockatiel';
import { LinkFailure } from '../../schema/link/subgraph-link.ts';
import { CallRefused } from './call-refused.ts';
import type { TransportSettings } from './transport-settings.ts';

/** CLOSED: calls are made. OPEN: none is. HALF_OPEN: one is, to see whether it is answered. */
export type CircuitPosition = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

/** Spares a subgraph that does not answer, and those who would wait for it. */
export interface Circuit {
  position(): CircuitPosition;
  /** True if a call would be refused now. */
  refuses(): boolean;
  /** Makes the call, or rejects with CallRefused at once. */
  call<T>(make: () => Promise<T>): Promise<T>;
  /** Looks no more. */
  close(): void;
}

const POSITIONS: Readonly<Record<CircuitState, CircuitPosition>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.Isolated]: 'OPEN',
};

/** The library measures its wait by the wall clock, which may be set back by a day; ours is a timer’s, so it always is over. */
const NO_WAIT = Number.NEGATIVE_INFINITY;

/**
 * Opens after so many failures in a row: an answer to anybody in between closes it, so that one caller’s questions that
 * cannot be answered in time do not take the subgraph from the others. What opens it is silence alone; a refusal, or
 * nonsense, comes at once and costs nobody anything. While it is open nobody’s question is spent to see whether the
 * subgraph is back: its health is looked at, and only after it answers is one question let through.
 */
export function createCircuit(
  probe: () => Promise<unknown>,
  { failuresToOpen, firstLookMs, longestLookMs }: TransportSettings,
): Circuit {
  const breaker = circuitBreaker(handleType(LinkFailure), {
    breaker: new ConsecutiveBreaker(failuresToOpen),
    halfOpenAfter: NO_WAIT,
  });
  let isHeard = false;
  let waitMs = firstLookMs;
  let timer: NodeJS.Timeout | undefined;

  function lookLater(): void {
    isHeard = false;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), waitMs).unref();
    waitMs = Math.min(2 * waitMs, longestLookMs);
  }

  async function look(): Promise<void> {
    try {
      await probe();
      isHeard = true;
    } catch {
      if (breaker.state === CircuitState.Open) lookLater();
    }
  }

  breaker.onBreak(lookLater);
  breaker.onReset(() => {
    waitMs = firstLookMs;
  });
  const refuses = (): boolean =>
    breaker.state !== CircuitState.Closed && !(breaker.state === CircuitState.Open && isHeard);
  return {
    position: () => POSITIONS[breaker.state],
    refuses,
    async call(make) {
      if (refuses()) throw new CallRefused('CIRCUIT_OPEN');
      return breaker.execute(make);
    },
    close: () => clearTimeout(timer),
  };
}
