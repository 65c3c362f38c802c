import type { Caller } from '../../../schema/contract/caller.ts';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationStatus } from '../domain/registration-lifecycle.ts';
import { accepted, badInput, type Result, refused } from '../domain/result.ts';
import type { VendorRegistrationParts } from './vendor-registration-parts.ts';

/** What is listed, and which page of it. */
export interface RegistrationListQuery {
  /** Null: the caller's own. */
  readonly destination: string | null;
  readonly status: RegistrationStatus | null;
  readonly after: string | null;
  readonly first: number;
}

/** One page, newest first. */
export interface RegistrationPage {
  readonly registrations: readonly Registration[];
  readonly hasNextPage: boolean;
}

const MAXIMUM_PAGE = 200;

/** The cursor of a registration in a list. */
export function registrationCursor({ position }: Registration): string {
  return Buffer.from(`r${position}`).toString('base64url');
}

/** A page of the caller's own registrations; those of another destination are an empty list, as if there were none. */
export async function listRegistrations(
  { store }: VendorRegistrationParts,
  caller: Caller,
  { destination, status, after, first }: RegistrationListQuery,
): Promise<Result<RegistrationPage>> {
  if (first < 1) return badInput('first', '1 to 200');
  if (first > MAXIMUM_PAGE) {
    return refused('LIMIT_EXCEEDED', 'first: at most 200 a page.', { field: 'first', rule: '1 to 200' });
  }
  const before = after === null ? null : positionOf(after);
  if (before === undefined) return badInput('after', 'a cursor of this list');
  if (destination !== null && destination !== caller.administration) {
    return accepted({ registrations: [], hasNextPage: false });
  }
  // One more than asked for tells whether anything follows.
  const found = await store.read.registrationPage({
    destination: caller.administration,
    status,
    before,
    limit: first + 1,
  });
  return accepted({ registrations: found.slice(0, first), hasNextPage: found.length > first });
}

function positionOf(cursor: string): number | undefined {
  const text = /^r(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  return text === null ? undefined : Number(text[1]);
}
