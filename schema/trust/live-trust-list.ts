import { followFile } from '../file/followed-file.ts';
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

/**
 * Opens the trust list and follows its file, so that a key is exchanged or revoked without a stop. A file that is faulty
 * or gone is refused loudly and the list from before stays in force: half a list would lock out parties, an empty one all.
 */
export async function openTrustList({ path, accept, log }: LiveTrustOptions): Promise<LiveTrustList> {
  // From before the first reading on: what changes meanwhile is read again.
  const file = followFile(path, readAgain);
  let current: TrustList;
  try {
    current = accept(await readTrustList(path));
  } catch (error) {
    file.close();
    throw error;
  }

  async function readAgain(): Promise<void> {
    try {
      current = accept(await readTrustList(path));
      log.info({ path, keys: current.keys.length }, 'the trust list was read again');
    } catch (error) {
      log.error({ err: error, path }, 'the changed trust list is refused: the one from before stays in force');
    }
  }

  return {
    get keys() {
      return current.keys;
    },
    find: (kid) => current.find(kid),
    reload: file.reload,
    close: file.close,
  };
}
