import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AssistanceState } from '../domain/assistance-lifecycle.ts';
import type { AssistanceStore } from '../domain/assistance-ports.ts';
import { type AssistanceRequest, sideOf } from '../domain/assistance-request.ts';
import { accepted, badInput, type Result, refused } from '../domain/result.ts';

/** Longest page. */
export const MAXIMUM_PAGE = 200;

/** Which requests a caller wants listed. */
export interface ListInput {
  readonly direction: 'INCOMING' | 'OUTGOING' | null;
  readonly state: AssistanceState | null;
  readonly after: string | null;
  readonly first: number;
}

/** A page of requests, newest first. */
export interface RequestPage {
  readonly requests: readonly AssistanceRequest[];
  readonly hasNextPage: boolean;
}

/** The cursor of a request: its identifier, which the reader has anyway, and nothing about other requests. */
export function cursorOf({ id }: Pick<AssistanceRequest, 'id'>): string {
  return Buffer.from(id).toString('base64url');
}

/** One page of the requests that an administration is a party to. */
export async function listRequests(
  store: AssistanceStore,
  party: AdministrationCode,
  { direction, state, after, first }: ListInput,
): Promise<Result<RequestPage>> {
  const rule = `1 to ${MAXIMUM_PAGE}`;
  if (first > MAXIMUM_PAGE) return refused('LIMIT_EXCEEDED', `first: ${rule}.`, { field: 'first', rule });
  if (first < 1) return badInput('first', rule);
  const last = after === null ? null : Buffer.from(after, 'base64url').toString('utf8');
  if (last !== null) {
    const request = await store.find(last);
    if (request === undefined || sideOf(request, party) === undefined) {
      return badInput('after', 'a cursor of this list, as an earlier page gave it');
    }
  }
  const found = await store.list({ party, direction, state, after: last, limit: first + 1 });
  return accepted({ requests: found.slice(0, first), hasNextPage: found.length > first });
}
