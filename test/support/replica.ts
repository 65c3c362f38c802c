import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, ROOT } from './npm-start.ts';

/** One process of a federation, on a port of its own. */
export interface Replica {
  readonly port: number;
  readonly pid: number;
  /** Asks it to end, waits until it has, and gives its exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface ReplicaOptions {
  /** Its program, e.g. `gateway/main.ts`. */
  readonly main: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Default: a free one. */
  readonly port?: number;
}

const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

/** Starts it, and waits until it answers. */
export async function startReplica({ main, variables, ...options }: ReplicaOptions): Promise<Replica> {
  const port = options.port ?? (await freePort());
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', ...variables, PORT: String(port) },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await untilHealthy(child, port, main);
  return {
    port,
    pid: child.pid ?? 0,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilHealthy(child: ChildProcess, port: number, main: string): Promise<void> {
  const begin = performance.now();
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null || performance.now() - begin > PATIENCE_MS) {
      child.kill('SIGKILL');
      throw new Error(`${main} does not start`);
    }
    await delay(LOOK_MS);
  }
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}
