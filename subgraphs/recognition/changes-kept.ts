import { z } from 'zod';

/**
 * For how many days the feeds of changes are kept. 90: a partner that was cut off for a quarter goes on where it stopped; after a
 * longer time starting over is less work than reading all that has passed.
 */
export const changesKeptVariables = {
  CHANGES_KEPT_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
};
