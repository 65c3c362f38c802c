import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeCursor,
  followedCursor,
  readChangeCursor,
  readFollowedCursor,
} from '../../../../subgraphs/recognition/domain/change-cursor.ts';

const REFUSED = { ok: false, refusal: { code: 'BAD_USER_INPUT', field: 'after', rule: 'CURSOR' } };
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('leads back to its place, and is read by no other administration', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string({ minLength: 1 }), (sequence, tin) => {
        const [place, listed] = [
          { of: 'JP', sequence },
          { of: 'JP', sequence, tin },
        ];
        expect(readChangeCursor(changeCursor(place), 'JP')).toEqual({ ok: true, value: place });
        expect(readFollowedCursor(followedCursor(listed), 'JP')).toEqual({ ok: true, value: listed });
        expect(readChangeCursor(changeCursor(place), 'US')).toMatchObject(REFUSED);
        expect(readFollowedCursor(followedCursor(listed), 'US')).toMatchObject(REFUSED);
      }),
    );
  });

  it('of one list is none of the other', () => {
    expect(readChangeCursor(followedCursor({ of: 'JP', sequence: 1, tin: 'KR1' }), 'JP')).toMatchObject(REFUSED);
    expect(readFollowedCursor(changeCursor({ of: 'JP', sequence: 1 }), 'JP')).toMatchObject(REFUSED);
  });

  it('is nothing that somebody made up', () => {
    for (const sequence of [-1, 1.5, '1', null, 2 ** 60]) {
      expect(readChangeCursor(encoded(['CHANGES', 'JP', sequence]), 'JP')).toMatchObject(REFUSED);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readChangeCursor(text, 'JP')).toMatchObject(REFUSED);
      }),
    );
  });
});
