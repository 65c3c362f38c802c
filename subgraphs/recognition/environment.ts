import { z } from 'zod';
import {
  parseVariables,
  registryUrls,
  registryVariables,
  subgraphSettings,
  subgraphVariables,
} from '../runtime/subgraph-settings.ts';
import { changesKeptVariables } from './changes-kept.ts';
import { isTimeStampingWhole, TIME_STAMPING_FAULT, timeStampingOf, timeStampingVariables } from './time-stamping.ts';

const schema = z
  .object({ ...subgraphVariables(4101), ...timeStampingVariables, ...changesKeptVariables, ...registryVariables })
  .refine(isTimeStampingWhole, TIME_STAMPING_FAULT)
  .transform((values) => ({
    ...subgraphSettings(values),
    registryUrls: registryUrls(values),
    timeStamping: timeStampingOf(values),
    changesKeptDays: values.CHANGES_KEPT_DAYS,
  }));

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
