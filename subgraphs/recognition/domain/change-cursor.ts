import { z } from 'zod';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';

/** A place in the feed of one administration: behind its change of that sequence, 0 is before the first. */
export interface ChangePlace {
  readonly of: AdministrationCode;
  readonly sequence: number;
}

/** A place in the list of followed operators: behind that TIN, with the feed as it was when the list was begun. */
export interface FollowedPlace {
  readonly of: AdministrationCode;
  readonly tin: string;
  readonly sequence: number;
}

const sequence = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const placeSchemas = {
  CHANGES: z.tuple([z.literal('CHANGES'), z.string(), sequence]),
  FOLLOWED: z.tuple([z.literal('FOLLOWED'), z.string(), sequence, z.string().min(1)]),
} as const;

/** The cursor of a place in the feed: all that has to be known is in it, so that it outlives every process. */
export function changeCursor({ of, sequence: number }: ChangePlace): string {
  return encode(['CHANGES', of, number]);
}

/** The cursor of a place in the list. */
export function followedCursor({ of, tin, sequence: number }: FollowedPlace): string {
  return encode(['FOLLOWED', of, number, tin]);
}

/** The place of a cursor of the feed; BAD_USER_INPUT where it is none, or another administration's. */
export function readChangeCursor(cursor: string, of: AdministrationCode): Result<ChangePlace> {
  const place = placeSchemas.CHANGES.safeParse(decode(cursor)).data;
  if (place === undefined || place[1] !== of) return NO_CURSOR;
  return accepted({ of, sequence: place[2] });
}

/** The place of a cursor of the list; BAD_USER_INPUT where it is none, or another administration's. */
export function readFollowedCursor(cursor: string, of: AdministrationCode): Result<FollowedPlace> {
  const place = placeSchemas.FOLLOWED.safeParse(decode(cursor)).data;
  if (place === undefined || place[1] !== of) return NO_CURSOR;
  return accepted({ of, sequence: place[2], tin: place[3] });
}

const NO_CURSOR = badInput('after', 'CURSOR', 'A cursor comes from the same list, and is its administration’s own.');

function encode(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
