import { statSync } from 'node:fs';
import type { TrustList } from './trust-list.ts';
import { readTrustList } from './trust-list-file.ts';

/** The trust list of a process that runs: it follows its file. */
export interface LiveTrustList extends TrustList {
  /** Looks at the file now, whether it seems changed or not. */
  reload(): Promise<void>;
  close(): void;
}

/** Told when another list is in force, and when one was refused. */
export interface TrustLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface LiveTrustOptions {
  readonly path: string;
  /** Gives the list back, or throws where this process may not run with it. */
  readonly accept: (trust: TrustList) => TrustList;
  readonly log: TrustLog;
}

/** So often the file is looked at: a revoked key is believed no longer than this after the file is there. */
const INTERVAL_MS = 2_000;

/**
 * Opens the trust list and follows its file, so that a key is exchanged or revoked without a stop. A file that is faulty
 * or gone is refused loudly and the list from before stays in force: half a list would lock out parties, an empty one all.
 */
export async function openTrustList({ path, accept, log }: LiveTrustOptions): Promise<LiveTrustList> {
  let seen = fingerprintOf(path);
  let current = accept(await readTrustList(path));
  let running: Promise<void> = Promise.resolve();

  async function readAgain(): Promise<void> {
    seen = fingerprintOf(path);
    try {
      current = accept(await readTrustList(path));
      log.info({ path, keys: current.keys.length }, 'the trust list was read again');
    } catch (error) {
      log.error({ err: error, path }, 'the changed trust list is refused: the one from before stays in force');
    }
  }

  function reload(): Promise<void> {
    running = running.then(readAgain);
    return running;
  }

  const timer = setInterval(() => {
    if (fingerprintOf(path) !== seen) void reload();
  }, INTERVAL_MS);
  timer.unref();
  return {
    get keys() {
      return current.keys;
    },
    find: (kid) => current.find(kid),
    reload,
    close: () => clearInterval(timer),
  };
}

/** What changes with the file; undefined: it is not there. */
function fingerprintOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
