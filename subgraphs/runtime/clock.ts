/** The one place where time is read. Everything else is handed a clock, so that a test can set it. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();
