import { join } from 'node:path';
import { z } from 'zod';
import type { DatabaseLocation } from '../runtime/database.ts';
import { REGISTRY_PROFILES } from './profiles/registry-profiles.ts';

const port = z.coerce.number().int().min(1).max(65_535);

const environmentSchema = z
  .object({
    ADMINISTRATION: z.enum(Object.keys(REGISTRY_PROFILES) as [string, ...string[]]),
    PORT: port.default(4110),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    SQLITE_SYNCHRONOUS: z.enum(['NORMAL', 'FULL']).default('NORMAL'),
    TRUST_LIST: z.string().min(1).optional(),
    KEYS_DIR: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .transform((values) => ({
    administration: values.ADMINISTRATION,
    port: values.PORT,
    host: values.HOST,
    location: locationOf(values.DATABASE_URL, values.DATA_DIR, values.SQLITE_SYNCHRONOUS),
    trustList: values.TRUST_LIST ?? join(values.DATA_DIR, 'trust-list.json'),
    keysDirectory: values.KEYS_DIR ?? join(values.DATA_DIR, 'keys'),
    logLevel: values.LOG_LEVEL,
  }));

/** The settings of this process. */
export type Environment = z.output<typeof environmentSchema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new TypeError(`The environment is not as it must be:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function locationOf(url: string | undefined, directory: string, synchronous: 'NORMAL' | 'FULL'): DatabaseLocation {
  return url === undefined ? { kind: 'sqlite', directory, synchronous } : { kind: 'postgres', url };
}
