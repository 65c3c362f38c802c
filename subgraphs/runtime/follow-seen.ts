import type { Caller } from '../../schema/contract/caller.ts';
import type { Change, ChangeFeed, FollowedChange, Following } from './change-feed.ts';

/** What a resolver needs to follow changes for its caller. */
export interface FollowingContext<C extends Change = Change> {
  readonly caller: Caller;
  readonly changes: ChangeFeed<C>;
  /** Of a subscription: from where, and until when. */
  readonly following: Following | undefined;
}

/**
 * Follows the changes that are for the caller, which is found out when each is told; of the others nothing is told. Begins
 * where the stream was cut off, or else behind `after`.
 */
export async function* followSeen<C extends Change>(
  { caller, changes, following }: FollowingContext<C>,
  after: string | null | undefined,
  isSeen: (change: C) => Promise<boolean>,
): AsyncGenerator<FollowedChange<C>> {
  if (following === undefined) throw new TypeError('only a subscription follows changes');
  const from = { ...following, after: following.after ?? after ?? null };
  for await (const followed of changes.follow(caller.administration, from)) {
    if (followed.change === undefined || (await isSeen(followed.change))) yield followed;
  }
}
