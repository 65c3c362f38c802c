import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, credsAuthenticator, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { ExponentialBackoff } from 'cockatiel';
import type { Logger } from 'pino';
import type { NatsSettings } from './nats-settings.ts';

/** The one connection of this process to the broker, kept up for as long as the process runs. */
export interface NatsLine {
  /** The connection, as soon as it stands; rejects once the line is closed, or the signal says that nobody waits for it. */
  connection(signal: AbortSignal): Promise<NatsConnection>;
  isConnected(): boolean;
  close(): Promise<void>;
}

/** A broker that does not answer is tried again after so long, with jitter. */
const SILENCE = { initialDelay: 500, maxDelay: 5_000 } as const;

/** How long a connection may take to stand. */
const CONNECTED_MS = 5_000;

/** Opens the line; a broker that is away is waited for, with a warning, and nothing else waits. Throws where a file cannot be read. */
export function openNatsLine(settings: NatsSettings, log: Logger): NatsLine {
  const { credentials, tls } = settings;
  // A file that is not there is said at the start, not each time that the broker is tried.
  for (const path of [credentials, tls?.cert, tls?.key, tls?.ca]) if (path !== undefined) readFileSync(path);
  const closing = new AbortController();
  const { signal } = closing;
  const server = settings.servers.join(',');
  let isConnected = false;
  let current: NatsConnection | undefined;

  async function connectOnce(): Promise<NatsConnection> {
    const connection = await connect(connectionOptions(settings));
    if (signal.aborted) await connection.close();
    signal.throwIfAborted();
    current = connection;
    isConnected = true;
    log.info({ broker: server }, 'the broker of events is connected');
    void follow(connection);
    return connection;
  }

  async function follow(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        isConnected = false;
        log.warn({ broker: server }, 'the broker of events is away: events wait in the outbox');
      } else if (type === 'reconnect') {
        isConnected = true;
        log.info({ broker: server }, 'the broker of events is back');
      }
    }
  }

  async function connectAtLast(): Promise<NatsConnection> {
    let silence = new ExponentialBackoff(SILENCE).next();
    for (;;) {
      signal.throwIfAborted();
      try {
        return await connectOnce();
      } catch (err) {
        log.warn({ err, broker: server }, 'the broker of events cannot be reached: events wait in the outbox');
      }
      await delay(silence.duration, undefined, { signal, ref: false });
      silence = silence.next(undefined);
    }
  }

  let connecting = connectAtLast();
  connecting.catch(() => undefined);
  return {
    async connection(given) {
      const connection = await orAborted(connecting, given);
      if (!connection.isClosed()) return connection;
      // The client gave it up; those who come next connect anew, together.
      if ((await connecting) === connection) connecting = connectAtLast();
      return orAborted(connecting, given);
    },
    isConnected: () => isConnected,
    async close() {
      closing.abort();
      await current?.close();
    },
  };
}

/** The work’s result, or a rejection as soon as nobody waits for it. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function connectionOptions({ servers, token, user, password, credentials, tls }: NatsSettings): NodeConnectionOptions {
  return {
    servers: [...servers],
    name: 'aeo-federation',
    timeout: CONNECTED_MS,
    // A broker that is restarted, or a password that is changed there first, is no reason to give up.
    maxReconnectAttempts: -1,
    ignoreAuthErrorAbort: true,
    ...(token === undefined ? {} : { token }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(credentials === undefined ? {} : { authenticator: credsAuthenticator(readFileSync(credentials)) }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            ...(tls.cert === undefined ? {} : { certFile: tls.cert }),
            ...(tls.key === undefined ? {} : { keyFile: tls.key }),
            ...(tls.ca === undefined ? {} : { caFile: tls.ca }),
          },
        }),
  };
}
