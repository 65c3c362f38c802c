import { z } from 'zod';
import { limitsSetting } from '../runtime/limits-setting.ts';
import {
  parseVariables,
  registryUrls,
  registryVariables,
  subgraphSettings,
  subgraphVariables,
} from '../runtime/subgraph-settings.ts';
import { changesKeptVariables } from './changes-kept.ts';
import { PIGGYBACKING_LIMITS } from './domain/piggybacking.ts';
import { UNREFERENCED_LIMITS } from './domain/unreferenced.ts';
import { isTimeStampingWhole, TIME_STAMPING_FAULT, timeStampingOf, timeStampingVariables } from './time-stamping.ts';

const schema = z
  .object({
    ...subgraphVariables(4101),
    ...timeStampingVariables,
    ...changesKeptVariables,
    ...registryVariables,
    PIGGYBACKING_LIMITS: limitsSetting(PIGGYBACKING_LIMITS),
    UNREFERENCED_LIMITS: limitsSetting(UNREFERENCED_LIMITS),
  })
  .refine(isTimeStampingWhole, TIME_STAMPING_FAULT)
  .transform((values) => ({
    ...subgraphSettings(values),
    registryUrls: registryUrls(values),
    timeStamping: timeStampingOf(values),
    piggybacking: values.PIGGYBACKING_LIMITS,
    unreferenced: values.UNREFERENCED_LIMITS,
    changesKeptDays: values.CHANGES_KEPT_DAYS,
  }));

/** Names of the variables that this process understands. */
export const VARIABLES: readonly string[] = Object.keys(schema.in.shape);

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
