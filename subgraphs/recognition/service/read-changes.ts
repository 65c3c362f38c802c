import type { AdministrationCode } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { changeCursor, readChangeCursor } from '../domain/change-cursor.ts';
import type { RecognitionChange } from '../domain/recognition-change.ts';
import { readFeed } from '../store/change-feed.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** Entries on one page at most, and TINs to filter by. */
export const MAXIMUM_CHANGES = 1_000;
const PAGE_RULE = `1 to ${MAXIMUM_CHANGES}`;

/** Which changes are asked for; null: from the oldest that is kept, of whatever operator, of whatever home administration. */
export interface ChangesQuery {
  readonly after: string | null;
  readonly first: number;
  readonly tins: readonly string[] | null;
  readonly administrations: readonly AdministrationCode[] | null;
}

/** A change with its place in the feed. */
export interface FeedChange extends Omit<RecognitionChange, 'administration'> {
  readonly cursor: string;
}

/** A page of a feed, oldest first. */
export interface ChangePage {
  readonly changes: readonly FeedChange[];
  readonly hasNextPage: boolean;
  /** Where to go on: never null, since whatever the filters passed over is behind it too. */
  readonly endCursor: string;
}

/**
 * A page of one administration's feed behind a cursor. Errors: BAD_USER_INPUT for what is no cursor of this administration;
 * CURSOR_EXPIRED where something behind it is kept no longer, or where the feed ends before it, as after the restoring of a
 * backup: in both cases only starting over loses nothing.
 */
export async function readChanges(
  { database }: Pick<RecognitionParts, 'database'>,
  administration: AdministrationCode,
  { after, first, tins, administrations }: ChangesQuery,
): Promise<Result<ChangePage>> {
  if (first < 1) return badInput('first', PAGE_RULE);
  if (first > MAXIMUM_CHANGES)
    return refused('LIMIT_EXCEEDED', `first: ${PAGE_RULE}.`, { field: 'first', rule: PAGE_RULE });
  const wanted = readTinFilter(tins);
  if (!wanted.ok) return wanted;
  const place =
    after === null ? accepted({ of: administration, sequence: 0 }) : readChangeCursor(after, administration);
  if (!place.ok) return place;
  const { sequence } = place.value;
  const { last, removed, changes } = await readFeed(database.read, {
    ...{ administration, after: sequence, limit: first + 1, homes: administrations },
    tins: wanted.value,
  });
  if (after !== null && (sequence < removed || sequence > last)) {
    const how = 'Read watchedOperators from its first page, and go on from its changesAfter.';
    return refused('CURSOR_EXPIRED', `The feed does not reach back to this cursor. ${how}`, { field: 'after' });
  }
  const page = changes.slice(0, first);
  const hasNextPage = changes.length > first;
  const end = hasNextPage ? (page.at(-1)?.sequence ?? sequence) : Math.max(last, sequence);
  const cursorOf = (number: number) => changeCursor({ of: administration, sequence: number });
  return accepted({
    changes: page.map(({ sequence: number, tin, kind, at }) => ({ cursor: cursorOf(number), tin, kind, at })),
    hasNextPage,
    endCursor: cursorOf(end),
  });
}

/** The TINs of a filter as they are kept; what is no TIN finds nothing. LIMIT_EXCEEDED for a filter that names too many. */
export function readTinFilter(tins: readonly string[] | null): Result<readonly string[] | null> {
  if (tins !== null && tins.length > MAXIMUM_CHANGES) {
    const rule = `at most ${MAXIMUM_CHANGES}`;
    return refused('LIMIT_EXCEEDED', `tins: ${rule}.`, { field: 'tins', rule });
  }
  return accepted(
    tins?.map((tin) => {
      const reading = readTin(tin);
      return reading.ok ? reading.tin : tin;
    }) ?? null,
  );
}
