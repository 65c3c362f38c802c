import { z } from 'zod';

/** Settings by which a process takes part in NATS; without NATS_URL nothing of it is loaded. */
export const natsVariables = {
  NATS_URL: z
    .string()
    // Without a password: addresses are logged.
    .regex(
      /^(?:nats|tls):\/\/[^\s@,]+(?:,(?:nats|tls):\/\/[^\s@,]+)*$/,
      'nats://host:port or tls://host:port, several separated by commas',
    )
    .optional(),
  NATS_TOKEN: z.string().min(1).optional(),
  NATS_USER: z.string().min(1).optional(),
  NATS_PASSWORD: z.string().min(1).optional(),
  NATS_CREDENTIALS: z.string().min(1).optional(),
  NATS_TLS_CERT: z.string().min(1).optional(),
  NATS_TLS_KEY: z.string().min(1).optional(),
  NATS_TLS_CA: z.string().min(1).optional(),
  NATS_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'letters, digits, _ and -')
    .default('aeo'),
  NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
} as const;

/** Where the broker is, and who this process is there. */
export interface NatsSettings {
  readonly servers: readonly string[];
  readonly token?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Path of a credentials file (JWT and seed). */
  readonly credentials?: string | undefined;
  /** Given, it is refused to talk without TLS, whatever the server says. */
  readonly tls?: {
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
    readonly ca?: string | undefined;
  };
  /** First word of every subject, and of the stream’s name: several federations may stand on one server. */
  readonly prefix: string;
  /** Servers of a cluster that keep each event; taken where the stream is made. */
  readonly replicas: number;
}

/** The settings from their variables; undefined: there is no broker. */
export function natsSettingsOf(values: z.output<z.ZodObject<typeof natsVariables>>): NatsSettings | undefined {
  if (values.NATS_URL === undefined) return undefined;
  const tls = { cert: values.NATS_TLS_CERT, key: values.NATS_TLS_KEY, ca: values.NATS_TLS_CA };
  const isTls = values.NATS_URL.startsWith('tls:') || Object.values(tls).some((path) => path !== undefined);
  return {
    servers: values.NATS_URL.split(','),
    token: values.NATS_TOKEN,
    user: values.NATS_USER,
    password: values.NATS_PASSWORD,
    credentials: values.NATS_CREDENTIALS,
    ...(isTls ? { tls } : {}),
    prefix: values.NATS_PREFIX,
    replicas: values.NATS_REPLICAS,
  };
}
