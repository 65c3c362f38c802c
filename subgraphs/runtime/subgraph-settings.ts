import { join } from 'node:path';
import { z } from 'zod';
import { introspectionFor, MODES, type Mode } from '../../schema/trust/mode.ts';
import type { DatabaseLocation } from './database.ts';

/** Variables that every subgraph's process understands; `port` is the default of PORT. */
export function subgraphVariables(port: number) {
  return {
    PORT: z.coerce.number().int().min(1).max(65_535).default(port),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    SQLITE_SYNCHRONOUS: z.enum(['NORMAL', 'FULL']).default('FULL'),
    TRUST_LIST: z.string().min(1).optional(),
    KEYS_DIR: z.string().min(1).optional(),
    MODE: z.enum(MODES).default('demonstration'),
    INTROSPECTION: z.enum(['on', 'off']).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  };
}

/** The address of another subgraph. */
export const subgraphUrl = z.url({ protocol: /^https?$/ });

type Variables = z.output<z.ZodObject<ReturnType<typeof subgraphVariables>>>;

/** The settings that every subgraph's process has. */
export interface SubgraphSettings {
  readonly port: number;
  readonly host: string;
  readonly location: DatabaseLocation;
  readonly trustList: string;
  readonly keysDirectory: string;
  readonly logLevel: string;
  readonly mode: Mode;
  /** Of the officer endpoint, where there is one; the federated endpoint never describes itself. */
  readonly introspection: boolean;
}

/** Settings from their variables. */
export function subgraphSettings(values: Variables): SubgraphSettings {
  return {
    port: values.PORT,
    host: values.HOST,
    location:
      values.DATABASE_URL === undefined
        ? { kind: 'sqlite', directory: values.DATA_DIR, synchronous: values.SQLITE_SYNCHRONOUS }
        : { kind: 'postgres', url: values.DATABASE_URL },
    trustList: values.TRUST_LIST ?? join(values.DATA_DIR, 'trust-list.json'),
    keysDirectory: values.KEYS_DIR ?? join(values.DATA_DIR, 'keys'),
    logLevel: values.LOG_LEVEL,
    mode: values.MODE,
    introspection: introspectionFor(values.MODE, values.INTROSPECTION),
  };
}

/** Reads variables once; throws with every fault and its variable at once. An empty variable counts as absent. */
export function parseVariables<Schema extends z.ZodType>(
  schema: Schema,
  variables: NodeJS.ProcessEnv,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new TypeError(`The environment is not as it must be:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
