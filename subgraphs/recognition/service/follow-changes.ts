import { type Administration, type AdministrationCode } from '../../../schema/administrations.ts';
import { accepted, type Result } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { Change, ChangeSource } from '../../runtime/change-feed.ts';
import type { Database } from '../../runtime/database.ts';
import { changeCursor, readChangeCursor } from '../domain/change-cursor.ts';
import type { RecognitionChange } from '../domain/recognition-change.ts';
import { readFeed } from '../store/change-feed.store.ts';
import { readTinFilter } from './read-changes.ts';

/** A change of the feed, as subscriptions follow it; its key is the TIN. */
export interface FollowedRecognition extends Change, Pick<RecognitionChange, 'kind' | 'at'> {}

/** Which changes a subscription is told; null or absent: of whatever operator, of whatever home administration. */
export interface ChangeFilter {
  readonly tins?: readonly string[] | null;
  readonly administrations?: readonly string[] | null;
}

/** Changes that are read at once. */
const CHANGES_PER_PAGE = 200;

/** The feeds of changes, to be followed: the same entries, in the same places, as `readChanges` gives. */
export function recognitionChangeSource({ read }: Database): ChangeSource<FollowedRecognition> {
  const view = (administration: AdministrationCode, after: number, limit: number) =>
    readFeed(read, { administration, after, limit, tins: null, homes: null });
  return {
    async ends(audience) {
      const { last, removed } = await view(audience, 0, 1);
      return { last, removed };
    },
    async page(audience, after) {
      const { changes } = await view(audience, after, CHANGES_PER_PAGE);
      return changes.map(({ sequence, tin, kind, at }) => ({ position: sequence, key: tin, kind, at }));
    },
    cursor: (of, sequence) => changeCursor({ of, sequence }),
    position(audience, cursor) {
      const place = readChangeCursor(cursor, audience);
      return place.ok ? place.value.sequence : undefined;
    },
  };
}

/** Whether a change passes the filter; LIMIT_EXCEEDED for a filter that names too many. */
export function passing({ tins, administrations }: ChangeFilter): Result<(tin: string) => boolean> {
  const read = readTinFilter(tins ?? null);
  if (!read.ok) return read;
  const wanted = read.value === null ? undefined : new Set(read.value);
  const homes = administrations == null ? undefined : new Set(administrations);
  return accepted((tin) => (wanted?.has(tin) ?? true) && (homes?.has(homeOf(tin) ?? '') ?? true));
}

function homeOf(tin: string): Administration['code'] | undefined {
  const reading = readTin(tin);
  return reading.ok ? reading.administration.code : undefined;
}
