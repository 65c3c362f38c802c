import type { Caller } from '../../schema/contract/caller.ts';
import type { ChangeFeed, FollowedChange, Following } from './change-feed.ts';

/** What a resolver needs to follow changes for its caller. */
export interface FollowingContext {
  readonly caller: Caller;
  readonly changes: ChangeFeed;
  /** Of a subscription: from where, and until when. */
  readonly following: Following | undefined;
}

/**
 * Follows the changes of which the caller may see the object when it is told; of the others nothing is told but that the
 * position moved. Begins where the stream was cut off, or else behind `after`.
 */
export async function* followSeen(
  { caller, changes, following }: FollowingContext,
  after: string | null | undefined,
  isSeen: (key: string) => Promise<boolean>,
): AsyncGenerator<FollowedChange> {
  if (following === undefined) throw new TypeError('only a subscription follows changes');
  const from = { ...following, after: following.after ?? after ?? null };
  for await (const change of changes.follow(caller.administration, from)) {
    const { cursor, key } = change;
    yield key === undefined || (await isSeen(key)) ? change : { cursor, key: undefined };
  }
}

/** What the root field of an event is resolved from. */
export interface ToldChange extends FollowedChange {
  readonly key: string;
}
