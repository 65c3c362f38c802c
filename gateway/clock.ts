/** The machine's clock; the one place where the gateway reads time. */
export const systemClock = (): Date => new Date();
