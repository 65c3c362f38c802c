import { join } from 'node:path';
import { z } from 'zod';
import { keyStoreVariables } from '../../schema/trust/key-store-settings.ts';
import { parseVariables } from '../../subgraphs/runtime/subgraph-settings.ts';

const schema = z
  .object({
    DATA_DIR: z.string().min(1).default('./data'),
    KEYS_DIR: z.string().min(1).optional(),
    TRUST_LIST: z.string().min(1).optional(),
    ...keyStoreVariables,
  })
  .transform((values) => ({
    keyStore: { directory: values.KEYS_DIR ?? join(values.DATA_DIR, 'keys'), device: values },
    trustList: values.TRUST_LIST ?? join(values.DATA_DIR, 'trust-list.json'),
  }));

/** Where private keys and trust list are. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
