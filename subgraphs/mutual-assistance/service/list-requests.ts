import type { AdministrationCode } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type { AssistanceKind } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { AssistanceStore, RequestOrder, RequestPosition } from '../domain/assistance-ports.ts';
import { type AssistanceRequest, sideOf } from '../domain/assistance-request.ts';

/** Longest page. */
export const MAXIMUM_PAGE = 200;

/** Which requests a caller wants listed. */
export interface ListInput {
  readonly direction: 'INCOMING' | 'OUTGOING' | null;
  readonly state: AssistanceState | null;
  readonly kind: AssistanceKind | null;
  readonly partner: AdministrationCode | null;
  readonly orderBy: RequestOrder;
  readonly after: string | null;
  readonly first: number;
}

/** A page of requests, newest first. */
export interface RequestPage {
  readonly requests: readonly AssistanceRequest[];
  readonly hasNextPage: boolean;
}

/**
 * The cursor of a request: its identifier and the day on which it was due, both of which the reader has anyway, and nothing
 * about other requests. With the day in it, a list in the order DUE goes on where it stopped, whatever moved meanwhile.
 */
export function cursorOf({ id, clock }: Pick<AssistanceRequest, 'id' | 'clock'>): string {
  return Buffer.from(`${clock.dueOn} ${id}`).toString('base64url');
}

function positionOf(cursor: string): RequestPosition | undefined {
  const [, dueOn, id] = /^(\d{4}-\d{2}-\d{2}) (.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  return dueOn === undefined || id === undefined ? undefined : { dueOn, id };
}

/** One page of the requests that an administration is a party to. */
export async function listRequests(
  store: AssistanceStore,
  party: AdministrationCode,
  { after, first, ...narrowed }: ListInput,
  now: Date,
): Promise<Result<RequestPage>> {
  const rule = `1 to ${MAXIMUM_PAGE}`;
  if (first > MAXIMUM_PAGE) return refused('LIMIT_EXCEEDED', `first: ${rule}.`, { field: 'first', rule });
  if (first < 1) return badInput('first', rule);
  const position = after === null ? null : positionOf(after);
  if (position !== null) {
    const request = position === undefined ? undefined : await store.find(position.id);
    if (position === undefined || request === undefined || sideOf(request, party) === undefined) {
      return badInput('after', 'a cursor of this list, as an earlier page gave it');
    }
  }
  const found = await store.list({ ...narrowed, party, after: position ?? null, limit: first + 1, now });
  return accepted({ requests: found.slice(0, first), hasNextPage: found.length > first });
}
