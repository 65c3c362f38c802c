import { beforeEach, describe, expect, test } from 'vitest';
import type { Signer } from '../../../schema/trust/signer.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { createTrustFiles, type TrustFiles } from './trust-files.ts';

const PARTY = 'registry-kr';
const REVOKED_FROM = '2026-06-10T00:00:00Z';
const BEFORE = '2026-06-09T00:00:00Z';
const AFTER = '2026-06-11T00:00:00Z';
const LONG_AFTER = '2027-06-11T00:00:00Z';
const UNBELIEVED = {
  ok: false,
  why: expect.stringMatching(/^the key was revoked from 2026-06-10T00:00:00.000Z \(stolen with the laptop\), and /),
};

let files: TrustFiles;
let thief: Signer;
let stolen: string;

/** The key is in two hands from the beginning; it is the same key. */
beforeEach(async () => {
  files = await createTrustFiles(PARTY);
  thief = await files.signer(PARTY);
  stolen = thief.kid;
  await files.write([...files.rows(), await files.make(PARTY, '2026-06-20T00:00:00Z')]);
});

const revoke = (revokedFrom = REVOKED_FROM) =>
  files.write(
    files
      .rows()
      .map((row) => (row.kid === stolen ? { ...row, revokedFrom, revocationReason: 'stolen with the laptop' } : row)),
  );

/** Signed by whoever has the key, with the time that it claims. */
const signed = (claimed: string) =>
  thief.sign({ iat: Date.parse(claimed) / 1000, exp: Date.parse('2030-01-01') / 1000 }, 'test+jwt');

const verify = (jws: string, now: string, more: { ignoreExpiry?: boolean; existedAt?: Date } = {}) =>
  verifyStatement(jws, files.trust, { type: 'test+jwt', roles: ['REGISTRY'], now: new Date(now), ...more });

describe('a live statement by a revoked key', () => {
  test.each([
    ['before', BEFORE],
    ['after', AFTER],
  ])('is not believed once the revocation holds, though it claims a time %s it', async (_name, claimed) => {
    const jws = await signed(claimed);
    await revoke();
    expect(await verify(jws, '2026-06-12T00:00:00Z')).toMatchObject({ ok: false });
  });

  test('is not believed from the very instant of the revocation on, and until then is', async () => {
    const jws = await signed(BEFORE);
    await revoke();
    expect((await verify(jws, '2026-06-09T23:59:59Z')).ok).toBe(true);
    expect(await verify(jws, REVOKED_FROM)).toEqual(UNBELIEVED);
  });

  test('takes nothing from the other keys of the party', async () => {
    await revoke();
    files.clock.set('2026-06-21T00:00:00Z');
    const honest = await files.signer(PARTY);
    expect(honest.kid).not.toBe(stolen);
    const jws = await honest.sign({ iat: Date.parse('2026-06-21T00:00:00Z') / 1000 }, 'test+jwt');
    expect((await verify(jws, '2026-06-21T00:00:00Z')).ok).toBe(true);
  });

  test('is no longer made: the signer does not sign with it', async () => {
    await revoke();
    files.clock.set(AFTER);
    await expect(signed(AFTER)).rejects.toThrow(/No key of registry-kr is in force/);
  });
});

describe('an old proof by a revoked key', () => {
  const old = { ignoreExpiry: true };

  test('is not believed on the time that it claims itself, since whoever has the key writes that', async () => {
    const jws = await signed(BEFORE);
    await revoke();
    expect(await verify(jws, LONG_AFTER, old)).toEqual({
      ok: false,
      why: 'the key was revoked from 2026-06-10T00:00:00.000Z (stolen with the laptop), and nothing shows that this was signed before',
    });
  });

  test('is believed where it is shown to have been there before', async () => {
    const jws = await signed(BEFORE);
    await revoke();
    expect((await verify(jws, LONG_AFTER, { ...old, existedAt: new Date('2026-06-09T23:59:59Z') })).ok).toBe(true);
  });

  test.each([REVOKED_FROM, AFTER])('is not where it is shown only to have been there at %s', async (existedAt) => {
    const jws = await signed(BEFORE);
    await revoke();
    expect(await verify(jws, LONG_AFTER, { ...old, existedAt: new Date(existedAt) })).toMatchObject({
      ok: false,
      why: expect.stringMatching(/and this is shown to have been there only at/),
    });
  });

  test('is not believed where it claims to be from after the revocation, whatever shows it before', async () => {
    const jws = await signed(AFTER);
    await revoke();
    expect((await verify(jws, LONG_AFTER, { ...old, existedAt: new Date(BEFORE) })).ok).toBe(false);
  });

  test('is believed as ever while the revocation is still to come', async () => {
    const jws = await signed(BEFORE);
    await revoke('2028-01-01T00:00:00Z');
    expect((await verify(jws, LONG_AFTER, old)).ok).toBe(true);
  });

  test('by a key that was retired, and revoked later, needs the same showing', async () => {
    const jws = await signed(BEFORE);
    await files.write(
      files.rows().map((row) => (row.kid === stolen ? { ...row, until: '2026-06-09T12:00:00Z' } : row)),
    );
    expect((await verify(jws, LONG_AFTER, old)).ok).toBe(true);
    await revoke();
    expect(await verify(jws, LONG_AFTER, old)).toEqual(UNBELIEVED);
    expect((await verify(jws, LONG_AFTER, { ...old, existedAt: new Date(BEFORE) })).ok).toBe(true);
  });
});
