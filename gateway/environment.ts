import { join } from 'node:path';
import { z } from 'zod';
import { ADMINISTRATIONS } from '../schema/administrations.ts';
import { HUB_SUBGRAPHS, registrySubgraph } from '../schema/contract/subgraph-names.ts';
import { tlsVariables } from '../schema/link/tls-files.ts';
import { givenVariables } from '../schema/settings/given-variables.ts';
import { keyStoreVariables } from '../schema/trust/key-store-settings.ts';
import { introspectionFor, MODES } from '../schema/trust/mode.ts';
import { DEFAULT_LIMITS } from './limits/limits.ts';
import { DEFAULT_TRANSPORT, type TransportSettings } from './transport/transport-settings.ts';

const subgraphUrl = z.url({ protocol: /^https?$/ });

/** `RECOGNITION_URL`, `VENDOR_REGISTRATION_URL`, `REGISTRY_KR_URL`, …: where each subgraph is. */
function variableOf(subgraph: string): string {
  return `${subgraph.replaceAll('-', '_').toUpperCase()}_URL`;
}

const hubVariables = Object.fromEntries(HUB_SUBGRAPHS.map((name) => [variableOf(name), subgraphUrl]));
const registryVariables = Object.fromEntries(
  ADMINISTRATIONS.map(({ code }) => [variableOf(registrySubgraph(code)), subgraphUrl.optional()]),
);

/** `REGISTRY_KR_TIMEOUT_MS`, …: of a registry that is farther away, or is to be waited for less. */
function timeoutVariableOf(code: string): string {
  return `REGISTRY_${code}_TIMEOUT_MS`;
}

const milliseconds = z.coerce.number().int().min(10).max(60_000);
const timeoutVariables = Object.fromEntries(
  ADMINISTRATIONS.map(({ code }) => [timeoutVariableOf(code), milliseconds.optional()]),
);

const schema = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('./data'),
    TRUST_LIST: z.string().min(1).optional(),
    KEYS_DIR: z.string().min(1).optional(),
    ...keyStoreVariables,
    SUPERGRAPH: z.string().min(1).optional(),
    ...tlsVariables,
    DEPLOYMENT: z.enum(MODES).default('demonstration'),
    INTROSPECTION: z.enum(['on', 'off']).optional(),
    TRUSTED_DOCUMENTS: z.string().min(1).optional(),
    TOKEN_ISSUERS: z.string().min(1).optional(),
    COST_PER_MINUTE: z.coerce.number().int().min(1).default(DEFAULT_LIMITS.costPerMinute),
    CONCURRENCY: z.coerce.number().int().min(1).max(10_000).default(DEFAULT_LIMITS.concurrency),
    STREAMS: z.coerce.number().int().min(1).default(DEFAULT_LIMITS.streams),
    STREAMS_IN_ALL: z.coerce.number().int().min(1).default(DEFAULT_LIMITS.streamsInAll),
    STREAM_HEARTBEAT_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(60)
      .default(DEFAULT_LIMITS.heartbeatMs / 1_000),
    STREAM_STALL_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(600)
      .default(DEFAULT_LIMITS.stallMs / 1_000),
    BUDGETS_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    REQUESTS_AT_ONCE: z.coerce.number().int().min(2).max(100_000).default(DEFAULT_LIMITS.requestsAtOnce),
    REGISTRY_TIMEOUT_MS: milliseconds.default(DEFAULT_TRANSPORT.registryTimeoutMs),
    SERVICE_TIMEOUT_MS: z.coerce.number().int().min(10).max(120_000).default(DEFAULT_TRANSPORT.serviceTimeoutMs),
    REGISTRY_CALLS: z.coerce.number().int().min(1).max(1_000).default(DEFAULT_TRANSPORT.registryCalls),
    LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'trace']).default('info'),
    ...hubVariables,
    ...registryVariables,
    ...timeoutVariables,
  })
  .transform((values) => ({
    port: values.PORT,
    host: values.HOST,
    trustList: values.TRUST_LIST ?? join(values.DATA_DIR, 'trust-list.json'),
    keysDirectory: values.KEYS_DIR ?? join(values.DATA_DIR, 'keys'),
    keyStore: { directory: values.KEYS_DIR ?? join(values.DATA_DIR, 'keys'), device: values },
    supergraph: values.SUPERGRAPH,
    mode: values.DEPLOYMENT,
    tlsPaths: { TLS_CERT: values.TLS_CERT, TLS_KEY: values.TLS_KEY, TLS_CA: values.TLS_CA },
    introspection: introspectionFor(values.DEPLOYMENT, values.INTROSPECTION),
    trustedDocuments: values.TRUSTED_DOCUMENTS,
    limits: {
      costPerMinute: values.COST_PER_MINUTE,
      concurrency: values.CONCURRENCY,
      requestsAtOnce: values.REQUESTS_AT_ONCE,
      streams: values.STREAMS,
      streamsInAll: values.STREAMS_IN_ALL,
      heartbeatMs: values.STREAM_HEARTBEAT_SECONDS * 1_000,
      stallMs: values.STREAM_STALL_SECONDS * 1_000,
    },
    budgetsUrl: values.BUDGETS_URL,
    tokenIssuers: values.TOKEN_ISSUERS,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${values.PORT}`,
    transport: {
      ...DEFAULT_TRANSPORT,
      registryTimeoutMs: values.REGISTRY_TIMEOUT_MS,
      serviceTimeoutMs: values.SERVICE_TIMEOUT_MS,
      registryCalls: values.REGISTRY_CALLS,
      timeoutsMs: registryTimeouts(values),
    } satisfies TransportSettings,
    logLevel: values.LOG_LEVEL,
    subgraphUrls: subgraphUrls(values),
  }));

/** Names of the variables that this process understands. */
export const VARIABLES: readonly string[] = Object.keys(schema.in.shape);

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. An empty variable counts as absent. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = schema.safeParse(givenVariables(variables));
  if (!parsed.success) throw new TypeError(`The environment is not as it must be:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function registryTimeouts(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  return new Map(
    ADMINISTRATIONS.flatMap(({ code }) => {
      const timeout = values[timeoutVariableOf(code)];
      return typeof timeout === 'number' ? [[registrySubgraph(code), timeout] as const] : [];
    }),
  );
}

function subgraphUrls(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const fromList: [string, string | null][] = ADMINISTRATIONS.map(({ code, registryUrl }) => [
    registrySubgraph(code),
    registryUrl,
  ]);
  const all: [string, string | null][] = [...HUB_SUBGRAPHS.map((name): [string, null] => [name, null]), ...fromList];
  return new Map(
    all.flatMap(([name, listed]) => {
      const url = values[variableOf(name)] ?? listed;
      return typeof url === 'string' ? [[name, url] as const] : [];
    }),
  );
}
