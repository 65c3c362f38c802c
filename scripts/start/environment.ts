import { z } from 'zod';
import { givenVariables } from '../../schema/settings/given-variables.ts';
import { MODES } from '../../schema/trust/mode.ts';
import { changesKeptVariables } from '../../subgraphs/recognition/changes-kept.ts';
import {
  isTimeStampingWhole,
  TIME_STAMPING_FAULT,
  timeStampingVariables,
} from '../../subgraphs/recognition/time-stamping.ts';
import { natsVariables } from '../../subgraphs/runtime/nats/nats-settings.ts';

const environmentSchema = z
  .object({
    ...timeStampingVariables,
    ...changesKeptVariables,
    ...natsVariables,
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    SQLITE_SYNCHRONOUS: z.enum(['NORMAL', 'FULL']).default('NORMAL'),
    REGISTRY_TIMEOUT_MS: z.coerce.number().int().min(10).max(60_000).default(3_000),
    SERVICE_TIMEOUT_MS: z.coerce.number().int().min(10).max(120_000).default(15_000),
    DEPLOYMENT: z.enum(MODES).default('demonstration'),
    INTROSPECTION: z.enum(['on', 'off']).optional(),
    SUPERGRAPH: z.string().min(1).optional(),
    TRUSTED_DOCUMENTS: z.string().min(1).optional(),
    TOKEN_ISSUERS: z.string().min(1).optional(),
    CASE_SYSTEMS: z.string().min(1).optional(),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'trace']).default('warn'),
  })
  .refine(isTimeStampingWhole, TIME_STAMPING_FAULT);

/** Settings of an installation on one machine. */
export type Environment = z.infer<typeof environmentSchema>;

/** Reads the settings once; where any is wrong, says all that are and ends the process. An empty one counts as absent. */
export function readEnvironment(): Environment {
  const parsed = environmentSchema.safeParse(givenVariables(process.env));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  console.error(`These settings are wrong:\n${faults.join('\n')}`);
  process.exit(1);
}
