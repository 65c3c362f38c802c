import { join } from 'node:path';
import { z } from 'zod';
import { parseVariables, subgraphSettings, subgraphUrl, subgraphVariables } from '../runtime/subgraph-settings.ts';

const schema = z
  .object({
    ...subgraphVariables(4103),
    VENDOR_REGISTRATION_URL: subgraphUrl,
    EVIDENCE_DIR: z.string().min(1).optional(),
    CASE_SYSTEMS: z.string().min(1).optional(),
  })
  .transform((values) => ({
    ...subgraphSettings(values),
    vendorRegistrationUrl: values.VENDOR_REGISTRATION_URL,
    evidenceDirectory: values.EVIDENCE_DIR ?? join(values.DATA_DIR, 'evidence'),
    caseSystemsFile: values.CASE_SYSTEMS,
  }));

/** Names of the variables that this process understands. */
export const VARIABLES: readonly string[] = Object.keys(schema.in.shape);

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
