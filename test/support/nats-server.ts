import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './npm-start.ts';

/** A NATS server of a test's own, which can be killed and started again on the same port and files. */
export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  /** As a disk that is lost. */
  forget(): void;
  remove(): Promise<void>;
}

/** Debian's package nats-server, with JetStream; `options` are further ones of its command line. */
export async function createNatsServer(options: readonly string[] = []): Promise<NatsServer> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-nats-'));
  const port = await freePort();
  let child: ChildProcess | undefined;

  async function kill(): Promise<void> {
    if (child === undefined) return;
    const ended = new Promise((resolve) => child?.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    child = undefined;
  }

  return {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      child = spawn(
        '/usr/sbin/nats-server',
        ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory, ...options],
        {
          stdio: 'ignore',
        },
      );
      for (let attempt = 0; attempt < 200; attempt += 1) {
        if (await isListening(port)) return;
        await delay(50);
      }
      throw new Error('nats-server does not start');
    },
    kill,
    forget: () => rmSync(directory, { recursive: true, force: true }),
    async remove() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
