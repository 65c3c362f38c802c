import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = ['schema', 'gateway', 'subgraphs', 'scripts', 'docs', 'package.json', 'tsconfig.json', 'biome.json'];

/** What a command said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The repository’s sources in a directory of their own, where a test may change them. */
export interface CopiedRepository {
  readonly directory: string;
  /** Runs a file of its scripts to the end. */
  run(script: string, args?: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts a file of its scripts; `ended` tells what it said once it has ended. */
  start(
    script: string,
    args?: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  /** The content of every file, as a hash by its path. */
  hashes(): ReadonlyMap<string, string>;
  read(path: string): string;
  remove(): void;
}

/** Copies the sources; the packages are those of this repository. */
export function copyRepository(): CopiedRepository {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-copy-'));
  for (const source of SOURCES) cpSync(join(ROOT, source), join(directory, source), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));

  function start(script: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      cwd: directory,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    }
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, ...said }));
    });
    return { child, ended };
  }

  return {
    directory,
    start,
    run: (script, args, environment) => start(script, args, environment).ended,
    hashes: () => new Map(filesBelow(directory, '').map((path) => [path, hashOf(join(directory, path))])),
    read: (path) => readFileSync(join(directory, path), 'utf8'),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** A port that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new TypeError('no port'));
      });
    });
  });
}
