/** Remarks of events that are told apart, from the first number to the last. */
export const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `event ${from + index}`);

/** Until it holds; generous, since a machine may be busy. */
export const SOON = { timeout: 20_000, interval: 20 } as const;
