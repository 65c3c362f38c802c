import { statSync } from 'node:fs';

/** A file that a process looks at for as long as it runs. */
export interface FollowedFile {
  /** Reads it now, whether it seems changed or not; resolves when that is done. */
  reload(): Promise<void>;
  close(): void;
}

/** So often the file is looked at: a change is in force no longer than this after the file is there. */
const INTERVAL_MS = 2_000;

/**
 * Calls `readAgain` when the file is another than it was, one call after another. It is looked at, and not watched:
 * what replaces a file or a mounted directory as a whole escapes a watch. `readAgain` has to bear a file that is faulty or gone.
 */
export function followFile(path: string, readAgain: () => Promise<void>, intervalMs = INTERVAL_MS): FollowedFile {
  let seen = fingerprintOf(path);
  let running: Promise<void> = Promise.resolve();

  function reload(): Promise<void> {
    seen = fingerprintOf(path);
    running = running.then(readAgain);
    return running;
  }

  const timer = setInterval(() => {
    if (fingerprintOf(path) !== seen) void reload();
  }, intervalMs);
  timer.unref();
  return { reload, close: () => clearInterval(timer) };
}

/** What changes with the file; undefined: it is not there. */
function fingerprintOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
