import { z } from 'zod';
import {
  parseVariables,
  registryUrls,
  registryVariables,
  subgraphSettings,
  subgraphUrl,
  subgraphVariables,
} from '../runtime/subgraph-settings.ts';

const schema = z
  .object({ ...subgraphVariables(4102), MUTUAL_ASSISTANCE_URL: subgraphUrl, ...registryVariables })
  .transform((values) => ({
    ...subgraphSettings(values),
    mutualAssistanceUrl: values.MUTUAL_ASSISTANCE_URL,
    /** Of a registry without an address nothing is pulled. */
    registryUrls: registryUrls(values),
  }));

/** Names of the variables that this process understands. */
export const VARIABLES: readonly string[] = Object.keys(schema.in.shape);

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
