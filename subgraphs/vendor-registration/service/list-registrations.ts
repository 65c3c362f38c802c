import type { Caller } from '../../../schema/contract/caller.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type { BusinessModel } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationStatus } from '../domain/registration-lifecycle.ts';
import type { RegistrationOrder, RegistrationPlace } from '../domain/registration-ports.ts';
import type { VendorRegistrationParts } from './vendor-registration-parts.ts';

/** What is listed, and which page of it. */
export interface RegistrationListQuery {
  /** Null: the caller's own. */
  readonly destination: string | null;
  readonly status: RegistrationStatus | null;
  readonly businessModel: BusinessModel | null;
  readonly capacity: SchemeRegistrant | null;
  readonly representative: string | null;
  readonly order: RegistrationOrder;
  readonly after: string | null;
  readonly first: number;
}

/** One page, in the order that was asked for. */
export interface RegistrationPage {
  readonly registrations: readonly Registration[];
  readonly hasNextPage: boolean;
}

const MAXIMUM_PAGE = 200;

const CURSOR_LETTERS = { NEWEST: 'n', OLDEST: 'o', RECENTLY_CHANGED: 'c' } as const satisfies Record<
  RegistrationOrder,
  string
>;

/** The cursor of a registration in a list of that order. */
export function registrationCursor({ position, changedAt }: RegistrationPlace, order: RegistrationOrder): string {
  return Buffer.from(`${CURSOR_LETTERS[order]}${position} ${changedAt}`).toString('base64url');
}

/** A page of the caller's own registrations; those of another destination are an empty list, as if there were none. */
export async function listRegistrations(
  { store }: VendorRegistrationParts,
  caller: Caller,
  { destination, after, first, ...query }: RegistrationListQuery,
): Promise<Result<RegistrationPage>> {
  if (first < 1) return badInput('first', '1 to 200');
  if (first > MAXIMUM_PAGE) {
    return refused('LIMIT_EXCEEDED', 'first: at most 200 a page.', { field: 'first', rule: '1 to 200' });
  }
  const place = after === null ? null : placeOf(after, query.order);
  if (place === undefined) return badInput('after', 'a cursor of this list, in this order');
  if (destination !== null && destination !== caller.administration) {
    return accepted({ registrations: [], hasNextPage: false });
  }
  // One more than asked for tells whether anything follows.
  const found = await store.read.registrationPage({
    ...query,
    destination: caller.administration,
    actor: caller.actor ?? null,
    after: place,
    limit: first + 1,
  });
  return accepted({ registrations: found.slice(0, first), hasNextPage: found.length > first });
}

function placeOf(cursor: string, order: RegistrationOrder): RegistrationPlace | undefined {
  const text = /^([noc])(\d{1,9}) (\S{1,40})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (text === null || text[1] !== CURSOR_LETTERS[order]) return undefined;
  return { position: Number(text[2]), changedAt: String(text[3]) };
}
