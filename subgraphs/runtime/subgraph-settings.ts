import { join } from 'node:path';
import { z } from 'zod';
import { ADMINISTRATIONS, type AdministrationCode } from '../../schema/administrations.ts';
import { type TlsPaths, tlsVariables } from '../../schema/link/tls-files.ts';
import { givenVariables } from '../../schema/settings/given-variables.ts';
import { type KeyStoreSettings, keyStoreVariables } from '../../schema/trust/key-store-settings.ts';
import { introspectionFor, MODES, type Mode } from '../../schema/trust/mode.ts';
import type { DatabaseLocation } from './database.ts';
import { type NatsSettings, natsSettingsOf, natsVariables } from './nats/nats-settings.ts';

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
    ...tlsVariables,
    ...keyStoreVariables,
    ...natsVariables,
    DEPLOYMENT: z.enum(MODES).default('demonstration'),
    INTROSPECTION: z.enum(['on', 'off']).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  };
}

/** The address of another subgraph. */
export const subgraphUrl = z.url({ protocol: /^https?$/ });

/** `REGISTRY_KR_URL` and so on; default: the address in the list of administrations, if it has one. */
export const registryVariables = Object.fromEntries(
  ADMINISTRATIONS.map(({ code }) => [`REGISTRY_${code}_URL`, subgraphUrl.optional()]),
);

/** The addresses of the registries that have one. */
export function registryUrls(values: Readonly<Record<string, unknown>>): ReadonlyMap<AdministrationCode, string> {
  return new Map(
    ADMINISTRATIONS.flatMap(({ code, registryUrl }) => {
      const url = values[`REGISTRY_${code}_URL`] ?? registryUrl;
      return typeof url === 'string' ? [[code, url] as const] : [];
    }),
  );
}

type Variables = z.output<z.ZodObject<ReturnType<typeof subgraphVariables>>>;

/** The settings that every subgraph's process has. */
export interface SubgraphSettings {
  readonly port: number;
  readonly host: string;
  readonly location: DatabaseLocation;
  readonly trustList: string;
  readonly keysDirectory: string;
  readonly keyStore: KeyStoreSettings;
  readonly logLevel: string;
  readonly mode: Mode;
  readonly tlsPaths: TlsPaths;
  /** The broker of events; undefined: readers ask. */
  readonly nats: NatsSettings | undefined;
  /** Of the officer endpoint, where there is one; the federated endpoint never describes itself. */
  readonly introspection: boolean;
}

/** Settings from their variables. */
export function subgraphSettings(values: Variables): SubgraphSettings {
  const keysDirectory = values.KEYS_DIR ?? join(values.DATA_DIR, 'keys');
  return {
    port: values.PORT,
    host: values.HOST,
    location:
      values.DATABASE_URL === undefined
        ? { kind: 'sqlite', directory: values.DATA_DIR, synchronous: values.SQLITE_SYNCHRONOUS }
        : { kind: 'postgres', url: values.DATABASE_URL },
    trustList: values.TRUST_LIST ?? join(values.DATA_DIR, 'trust-list.json'),
    keysDirectory,
    keyStore: { directory: keysDirectory, device: values },
    logLevel: values.LOG_LEVEL,
    mode: values.DEPLOYMENT,
    tlsPaths: { TLS_CERT: values.TLS_CERT, TLS_KEY: values.TLS_KEY, TLS_CA: values.TLS_CA },
    nats: natsSettingsOf(values),
    introspection: introspectionFor(values.DEPLOYMENT, values.INTROSPECTION),
  };
}

/** Reads variables once; throws with every fault and its variable at once. An empty variable counts as absent. */
export function parseVariables<Schema extends z.ZodType>(
  schema: Schema,
  variables: NodeJS.ProcessEnv,
): z.output<Schema> {
  const parsed = schema.safeParse(givenVariables(variables));
  if (!parsed.success) throw new TypeError(`The environment is not as it must be:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
