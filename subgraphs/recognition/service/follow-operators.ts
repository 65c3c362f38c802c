import type { EntityManager } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin, type TinProblem } from '../../../schema/contract/tin.ts';
import { changeCursor, followedCursor, readFollowedCursor } from '../domain/change-cursor.ts';
import { appendChanges, readEnds } from '../store/change-feed.store.ts';
import { countWatched, findFollowed, follow, readFollowed, unwatch } from '../store/followed-operator.store.ts';
import { findEvents } from '../store/operator-event.store.ts';
import { feedEntry } from './keep-changes.ts';
import { type OperatorReference, operatorReference } from './read-questions.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** Operators that one administration watches at most. */
export const MAXIMUM_WATCHED = 100_000;

/** Operators in one call, or on one page, at most. */
export const MAXIMUM_FOLLOWED = 1_000;

/** What became of one TIN of a call. */
export interface WatchedTin {
  /** As given. */
  readonly tin: string;
  readonly problem: TinProblem | null;
  /** Null where there is a problem, or where its administration has no registry here. */
  readonly operator: OperatorReference | null;
}

/** A page of the operators that an administration follows, and the place in the feed at which its list was begun. */
export interface FollowedPage {
  readonly followed: readonly {
    readonly cursor: string;
    readonly operator: OperatorReference;
    readonly watched: boolean;
  }[];
  readonly hasNextPage: boolean;
  readonly changesAfter: string;
}

/** An operator that was asked about, and the instant of what its registry told; null: it told nothing. */
export interface AskedOperator {
  readonly tin: string;
  readonly toldAt: Date | null;
}

type WatchParts = Pick<RecognitionParts, 'database'>;

/** Watches operators for the caller's whole administration, or no longer; done again it changes nothing. A bad TIN hinders no other. */
export async function setWatched(
  { database }: WatchParts,
  { administration }: Caller,
  tins: readonly string[],
  watched: boolean,
): Promise<Result<readonly WatchedTin[]>> {
  if (tins.length > MAXIMUM_FOLLOWED) return tooMany('tins', `at most ${MAXIMUM_FOLLOWED} in one call`);
  const read = tins.map((tin): WatchedTin => {
    const reading = readTin(tin);
    if (!reading.ok) return { tin, problem: reading.problem, operator: null };
    return { tin, problem: null, operator: operatorReference(reading.administration, reading.tin) };
  });
  const meant = [...new Set(read.flatMap(({ operator }) => (operator === null ? [] : [operator.tin])))];
  return database.write(async (manager) => {
    if (!watched) {
      await unwatch(manager, administration, meant);
      return accepted(read);
    }
    const present = await findFollowed(manager, administration, 'WATCHED', meant);
    const added = meant.filter((tin) => !present.has(tin));
    if ((await countWatched(manager, administration)) + added.length > MAXIMUM_WATCHED) {
      return tooMany('tins', `at most ${MAXIMUM_WATCHED} watched by one administration`);
    }
    await follow(manager, administration, 'WATCHED', added);
    return accepted(read);
  });
}

/**
 * The operators that the caller's administration follows, in order of TIN. The end of the feed is read before the first page
 * is, and goes through all pages in their cursors: whatever changes while they are read is behind it.
 */
export async function listFollowed(
  { database }: WatchParts,
  { administration }: Caller,
  { after, first }: { readonly after: string | null; readonly first: number },
): Promise<Result<FollowedPage>> {
  if (first < 1) return badInput('first', `1 to ${MAXIMUM_FOLLOWED}`);
  if (first > MAXIMUM_FOLLOWED) return tooMany('first', `at most ${MAXIMUM_FOLLOWED} on one page`);
  const place =
    after === null
      ? accepted({ of: administration, tin: '', sequence: (await readEnds(database.read)).get(administration) ?? 0 })
      : readFollowedCursor(after, administration);
  if (!place.ok) return place;
  const { tin: behind, sequence } = place.value;
  const found = await readFollowed(database.read, administration, behind, first + 1);
  return accepted({
    followed: found.slice(0, first).flatMap(({ tin, watched }) => {
      const reading = readTin(tin);
      const operator = reading.ok ? operatorReference(reading.administration, tin) : null;
      return operator === null
        ? []
        : [{ cursor: followedCursor({ of: administration, tin, sequence }), operator, watched }];
    }),
    hasNextPage: found.length > first,
    changesAfter: changeCursor({ of: administration, sequence }),
  });
}

/**
 * Follows what was asked about, in the transaction that keeps the consultations. What changed after a registry had answered
 * and before anybody knew that the answer was asked for is put into the feed at once, or it would never be told.
 */
export async function followAsked(
  manager: EntityManager,
  administration: AdministrationCode,
  asked: readonly AskedOperator[],
  now: Date,
): Promise<void> {
  const oldest = new Map<string, Date | null>();
  for (const { tin, toldAt } of asked) {
    const other = oldest.get(tin);
    if (other == null || (toldAt !== null && toldAt < other)) oldest.set(tin, toldAt);
  }
  const present = await findFollowed(manager, administration, 'ASKED', [...oldest.keys()]);
  const added = [...oldest.keys()].filter((tin) => !present.has(tin));
  if (added.length === 0) return;
  const watched = await findFollowed(manager, administration, 'WATCHED', added);
  await follow(manager, administration, 'ASKED', added);
  const events = await findEvents(
    manager,
    added.filter((tin) => !watched.has(tin)),
  );
  const missed = events.filter(({ tin, at, partners }) => {
    const toldAt = oldest.get(tin);
    return toldAt != null && at >= toldAt.toISOString() && at <= now.toISOString() && partners.includes(administration);
  });
  const changes = missed.flatMap(({ tin, at }) => feedEntry({ administration, tin, kind: 'OPERATOR_CHANGED', at }));
  await appendChanges(manager, changes, now.toISOString());
}

function tooMany(field: string, rule: string) {
  return refused('LIMIT_EXCEEDED', `${field}: ${rule}.`, { field, rule });
}
