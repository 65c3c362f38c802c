/** Requests under way, by whoever asks. */
export interface Concurrency {
  /** Takes a place; gives what gives it back, or undefined where all of that caller's are taken. */
  enter(caller: string): (() => void) | undefined;
}

/** So many requests of one caller at once, so that one that asks in floods cannot starve the others. */
export function createConcurrency(limit: number): Concurrency {
  const underWay = new Map<string, number>();
  return {
    enter(caller) {
      const taken = underWay.get(caller) ?? 0;
      if (taken >= limit) return undefined;
      underWay.set(caller, taken + 1);
      return () => {
        const left = (underWay.get(caller) ?? 1) - 1;
        if (left === 0) underWay.delete(caller);
        else underWay.set(caller, left);
      };
    },
  };
}
