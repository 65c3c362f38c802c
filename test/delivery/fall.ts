import { spawn } from 'node:child_process';
import { ROOT } from '../support/npm-start.ts';

/** Runs one side (`killed-side.ts`) until it falls; rejects where it ends otherwise. */
export async function fall(side: 'source' | 'reader', directory: string, url: string, prefix = ''): Promise<void> {
  const script = ['--import', 'tsx', 'test/delivery/killed-side.ts', side, directory, url, prefix];
  const child = spawn(process.execPath, script, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
  if (signal !== 'SIGKILL') throw new Error(`the ${side} did not fall: ${signal}`);
}
