import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A process of ours that answers. */
export interface StartedServer {
  readonly url: string;
  readonly child: ChildProcess;
}

/** Starts a source file on a free port, with these settings and nothing of the surroundings; resolves when it is alive. */
export async function startServer(file: string, variables: Readonly<Record<string, string>>): Promise<StartedServer> {
  const port = await freePort();
  const settings = Object.entries({ ...variables, PORT: String(port), LOG_LEVEL: 'warn' });
  const bare = ['-i', ...settings.map(([name, value]) => `${name}=${value}`)];
  const child = spawn('env', [...bare, process.execPath, '--import', 'tsx', file], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (child.exitCode === null) {
    const isAlive = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isAlive) return { url, child };
    await delay(100);
  }
  throw new Error(`${file} ended`);
}

/** Stops it as a supervisor does, and waits until it is gone. */
export async function endProcess({ child }: StartedServer): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
