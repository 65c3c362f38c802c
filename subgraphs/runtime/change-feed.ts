import type { AdministrationCode } from '../../schema/administrations.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import { startTurns } from './in-turns.ts';

/** That something changed, at a position that grows with each change an audience. */
export interface Change {
  readonly position: number;
  /** Identifier of what changed. */
  readonly key: string;
}

/** Where the changes for one audience end. */
export interface Ends {
  /** Position of the newest change that there ever was; 0: none was. */
  readonly last: number;
  /** Position of the newest change that is kept no longer; 0: all are kept. */
  readonly removed: number;
}

/** Where changes stand. */
export interface ChangeSource<C extends Change = Change> {
  ends(audience: AdministrationCode): Promise<Ends>;
  /** The next changes behind the position, oldest first; empty: there is nothing new. */
  page(audience: AdministrationCode, after: number): Promise<readonly C[]>;
  /** The position as its audience sees it. */
  cursor(audience: AdministrationCode, position: number): string;
  /** What `cursor` made of; undefined: it is none of this audience. */
  position(audience: AdministrationCode, cursor: string): number | undefined;
}

/** What a subscription follows: a change, or at its beginning the position alone. */
export interface FollowedChange<C extends Change = Change> {
  readonly cursor: string;
  readonly change: C | undefined;
}

/** From where, and until when, changes are followed. */
export interface Following {
  /** Behind this cursor; null: what comes from now on. */
  readonly after: string | null;
  readonly signal: AbortSignal;
}

/** Tells followers what changed, as it happens. */
export interface ChangeFeed<C extends Change = Change> {
  /** First the position where it begins, then each change behind it; ends with the signal. CURSOR_EXPIRED: no cursor of this feed. */
  follow(audience: AdministrationCode, following: Following): AsyncGenerator<FollowedChange<C>>;
  /** Ends every following; a follower goes on from its cursor elsewhere. */
  stop(): Promise<void>;
}

export interface ChangeFeedParts<C extends Change> {
  readonly source: ChangeSource<C>;
  /** Calls back after each commit with something to follow (`CHANGES`), of any replica; gives what ends it. */
  readonly listen: (heard: () => void) => () => void;
  readonly failed: (error: unknown) => void;
}

/** What is announced in the transaction of a change that is followed. */
export const CHANGES = 'changes';

/** How often is looked for what nobody told of, in ms; once for all followers. */
const LOOK_MS = 1_000;

/** What is told to all followers of one audience alike: read once, however many they are. */
interface Head<C> {
  readonly page: readonly C[];
  /** The page holds what is behind this position … */
  readonly from: number;
  /** … up to this one, which was the last. */
  readonly to: number;
  readonly followers: Set<() => void>;
}

/**
 * A feed on a source. It keeps no queue: each follower has a position and takes what is behind it when it is ready, from
 * the page that all at the head share or, if it fell behind, from the database. A slow one costs no memory.
 */
export function createChangeFeed<C extends Change>({ source, listen, failed }: ChangeFeedParts<C>): ChangeFeed<C> {
  const heads = new Map<AdministrationCode, Head<C>>();
  let stopped = false;

  async function look(): Promise<void> {
    for (const [audience, { to, followers }] of heads) {
      if (followers.size === 0) {
        heads.delete(audience);
        continue;
      }
      const page = await source.page(audience, to);
      const last = page.at(-1)?.position;
      if (last === undefined) continue;
      heads.set(audience, { page, from: to, to: last, followers });
      for (const wake of [...followers]) wake();
    }
  }

  const turns = startTurns(look, LOOK_MS, failed);
  let isCalled = false;
  const lookSoon = (): void => {
    // What is written before a look begins is seen by that one.
    if (isCalled || heads.size === 0) return;
    isCalled = true;
    setImmediate(() => {
      isCalled = false;
      void turns.take();
    });
  };
  const forget = listen(lookSoon);

  async function begin(audience: AdministrationCode, after: string | null): Promise<number> {
    const { last, removed } = await source.ends(audience);
    const position = after === null ? last : source.position(audience, after);
    if (position === undefined) {
      const message = 'A cursor comes from the same feed, and is its administration’s own.';
      throw registeredError({ code: 'BAD_USER_INPUT', message, field: 'after', rule: 'CURSOR' });
    }
    if (position >= removed && position <= last) return position;
    throw registeredError({
      code: 'CURSOR_EXPIRED',
      message: 'The feed does not reach back to this cursor. Read what there is now, and follow without one.',
      field: 'after',
    });
  }

  return {
    async *follow(audience, { after, signal }) {
      let position = await begin(audience, after);
      yield { cursor: source.cursor(audience, position), change: undefined };
      while (!signal.aborted && !stopped) {
        const head = heads.get(audience);
        const isShared = head !== undefined && head.from <= position;
        const page = isShared ? head.page : await source.page(audience, position);
        const changes = page.filter((change) => change.position > position);
        if (changes.length === 0) await woken(audience, position, signal);
        for (const change of changes) {
          if (signal.aborted || stopped) return;
          position = change.position;
          yield { cursor: source.cursor(audience, position), change };
        }
      }
    },
    async stop() {
      stopped = true;
      forget();
      for (const { followers } of heads.values()) for (const wake of [...followers]) wake();
      await turns.stop();
    },
  };

  /** Waits until there may be something behind the position, or until it is to end. */
  function woken(audience: AdministrationCode, position: number, signal: AbortSignal): Promise<void> {
    const known = heads.get(audience);
    const head = known ?? { page: [], from: position, to: position, followers: new Set<() => void>() };
    heads.set(audience, head);
    return new Promise((resolve) => {
      const wake = (): void => {
        head.followers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      head.followers.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted || stopped || head.to > position) wake();
      // Something may have been written since the page was read, when nobody was told of it yet.
      if (known === undefined) lookSoon();
    });
  }
}
