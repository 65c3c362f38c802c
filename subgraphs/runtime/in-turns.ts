/** Work that is done again and again, one turn after the other. */
export interface Turns {
  /** Takes a turn now, after any that is under way; resolves when it is over, whether it succeeded or not. */
  take(): Promise<void>;
  /** Begins no turn by itself any more, and waits for those that were begun. */
  stop(): Promise<void>;
}

/** Takes a turn at each interval; a turn that fails is told, and the next one comes. Keeps no process alive. */
export function startTurns(work: () => Promise<void>, intervalMs: number, failed: (error: unknown) => void): Turns {
  let running: Promise<void> = Promise.resolve();
  const take = (): Promise<void> => {
    running = running.then(work).catch(failed);
    return running;
  };
  const timer = setInterval(() => void take(), intervalMs);
  timer.unref();
  return {
    take,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
