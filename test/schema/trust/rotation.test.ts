import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { KeyFault } from '../../../schema/trust/key-fault.ts';
import { publishedKeys } from '../../../schema/trust/published-keys.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { createTrustFiles, type TrustFiles } from './trust-files.ts';

const PARTY = 'registry-kr';
let files: TrustFiles;
let signer: Signer;
let first: string;

beforeEach(async () => {
  files = await createTrustFiles(PARTY);
  signer = await files.signer(PARTY);
  first = signer.kid;
});

const kidOf = (jws: string) => decodeProtectedHeader(jws).kid;
const sign = () => signer.sign({ iat: Math.floor(files.clock().getTime() / 1000) }, 'test+jwt');
const verify = (jws: string, ignoreExpiry = false) =>
  verifyStatement(jws, files.trust, { type: 'test+jwt', roles: ['REGISTRY'], now: files.clock(), ignoreExpiry });

/** Prepares a key from an instant on, while the signer runs. */
async function prepare(from: string): Promise<string> {
  const row = await files.make(PARTY, from);
  await files.write([...files.rows(), row]);
  return row.kid;
}

/** Retires the first key. */
const retire = (until: string) => files.write(files.rows().map((row) => (row.kid === first ? { ...row, until } : row)));

describe('a key that is prepared while the process runs', () => {
  test('is not signed with before its instant, and from then on is, by itself', async () => {
    const next = await prepare('2026-06-08T00:00:00Z');
    files.clock.set('2026-06-07T23:59:59Z');
    expect(kidOf(await sign())).toBe(first);
    files.clock.set('2026-06-08T00:00:00Z');
    const jws = await sign();
    expect([kidOf(jws), signer.kid]).toEqual([next, next]);
    expect((await verify(jws)).ok).toBe(true);
  });

  test('lets the one before be believed as long as nobody retires it', async () => {
    const byFirst = await sign();
    await prepare('2026-06-08T00:00:00Z');
    files.clock.set('2026-06-09T00:00:00Z');
    expect((await verify(byFirst)).ok).toBe(true);
  });

  test('does not stop a process that has not got it: an older one signs, and the log says so once in a while', async () => {
    await prepare('2026-06-08T00:00:00Z');
    const directory = files.keys.place;
    for (const name of readdirSync(directory).filter((file) => file !== `${PARTY}.private.json`)) {
      rmSync(join(directory, name));
    }
    files.clock.set('2026-06-08T00:01:00Z');
    expect(kidOf(await sign())).toBe(first);
    expect(kidOf(await sign())).toBe(first);
    expect(files.said.filter(({ level }) => level === 'warn')).toEqual([
      { level: 'warn', message: expect.stringMatching(/in force and not here/) },
    ]);
  });
});

describe('a retired key', () => {
  test('no longer signs, and what it signed before stays good', async () => {
    const before = await sign();
    const next = await prepare('2026-06-08T00:00:00Z');
    await retire('2026-06-10T00:00:00Z');
    files.clock.set('2026-06-10T00:00:01Z');
    expect(kidOf(await sign())).toBe(next);
    expect((await verify(before)).ok).toBe(true);
  });

  test('is not believed for what it says to have signed later', async () => {
    const rogue = await files.signer(PARTY);
    files.clock.set('2026-06-12T00:00:00Z');
    const late = await rogue.sign({ iat: Date.parse('2026-06-11T00:00:00Z') / 1000 }, 'test+jwt');
    expect((await verify(late)).ok).toBe(true);
    await retire('2026-06-10T00:00:00Z');
    expect(await verify(late)).toEqual({ ok: false, why: 'the key was not in use when this was signed' });
  });

  test('needs no private file any more', async () => {
    await prepare('2026-06-08T00:00:00Z');
    await retire('2026-06-10T00:00:00Z');
    files.clock.set('2026-06-11T00:00:00Z');
    rmSync(join(files.keys.place, `${PARTY}.private.json`));
    expect((await files.signer(PARTY)).kid).not.toBe(first);
  });

  test('without an heir leaves a party that cannot sign, and says what to do', async () => {
    await retire('2026-06-02T00:00:00Z');
    files.clock.set('2026-06-03T00:00:00Z');
    await expect(sign()).rejects.toThrow(/No key of registry-kr is in force: npm run keys -- prepare/);
    await expect(files.signer(PARTY)).rejects.toThrow(KeyFault);
  });
});

describe('the key set of a party', () => {
  test('shows prepared, present and retired keys, each with its period', async () => {
    await prepare('2026-06-08T00:00:00Z');
    await retire('2026-06-10T00:00:00Z');
    const [old, next] = publishedKeys(files.trust, [PARTY]);
    expect(old).toMatchObject({
      kid: first,
      nbf: Date.parse('2026-01-01T00:00:00Z') / 1000,
      exp: Date.parse('2026-06-10T00:00:00Z') / 1000,
    });
    expect(next).toMatchObject({ nbf: Date.parse('2026-06-08T00:00:00Z') / 1000 });
    expect(next).not.toHaveProperty('exp');
    expect(JSON.stringify([old, next])).not.toContain('"d"');
  });

  test('leaves out a revoked key, since most readers know no period', async () => {
    await files.write(
      files.rows().map((row) => ({ ...row, revokedFrom: '2026-06-01T00:00:00Z', revocationReason: 'stolen' })),
    );
    expect(publishedKeys(files.trust, [PARTY])).toEqual([]);
  });
});

describe('the trust list of a process that runs', () => {
  test('is followed: a key that is not in the file any more is not believed any more', async () => {
    const jws = await sign();
    const other = await files.make('registry-us', '2026-01-01T00:00:00Z');
    await files.write([other]);
    expect(await verify(jws)).toEqual({ ok: false, why: 'the key is not in the trust list' });
  });

  test('is read again within seconds of a change, without being told', { timeout: 20_000 }, async () => {
    const row = await files.make(PARTY, '2026-06-08T00:00:00Z');
    writeFileSync(files.path, JSON.stringify({ keys: [...files.rows(), row] }));
    await expect.poll(() => files.trust.find(row.kid)?.kid, { timeout: 15_000 }).toBe(row.kid);
  });

  test.each([
    ['half written', (text: string) => text.slice(0, 200)],
    ['empty', () => ''],
    ['with a key twice', (text: string) => text.replace(/\{\s*"keys": \[([\s\S]*)\]\s*\}/, '{"keys":[$1,$1]}')],
    ['with a key of a kind that is not known', (text: string) => text.replace('"OKP"', '"oct"')],
    ['with a member that is not known', (text: string) => text.replace('"role"', '"rights": "all", "role"')],
    [
      'with a revocation that gives no reason',
      (text: string) => text.replace('"until"', '"revokedFrom": "2026-01-01T00:00:00Z", "until"'),
    ],
  ])('is kept where the new file is faulty: %s', async (_name, spoil) => {
    const jws = await sign();
    writeFileSync(files.path, spoil(`${JSON.stringify({ keys: files.rows() }, null, 2)}\n`));
    await files.trust.reload();
    expect((await verify(jws)).ok).toBe(true);
    expect(files.said.at(-1)).toEqual({
      level: 'error',
      message: expect.stringMatching(/^the changed trust list is refused/),
    });
    await files.write(files.rows());
    expect(files.said.at(-1)?.level).toBe('info');
  });

  test('is kept where the file is gone', async () => {
    const jws = await sign();
    rmSync(files.path);
    await files.trust.reload();
    expect((await verify(jws)).ok).toBe(true);
    expect(files.said.at(-1)?.level).toBe('error');
  });
});

describe('a private key file', () => {
  test('that others can read is refused, the second as the first', async () => {
    await prepare('2026-06-08T00:00:00Z');
    for (const name of readdirSync(files.keys.place)) {
      chmodSync(join(files.keys.place, name), 0o640);
      await expect(files.signer(PARTY)).rejects.toThrow(/can be read by others: chmod 600 it/);
      chmodSync(join(files.keys.place, name), 0o600);
    }
    expect((await files.signer(PARTY)).kid).toBe(first);
  });

  test('of another party whose name begins alike is not taken', async () => {
    await files.make(`${PARTY}-x`, '2026-01-01T00:00:00Z');
    expect((await files.keys.load(PARTY)).map(({ kid }) => kid)).toEqual([first]);
  });
});
