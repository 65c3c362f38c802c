import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TrustedKeyRow } from '../../schema/trust/trust-list.ts';
import { readTrustRows } from '../../schema/trust/trust-list-file.ts';
import { ROOT } from '../support/npm-start.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What a command printed, and how it ended. */
interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const parent = mkdtempSync(join(tmpdir(), 'aeo-keys-'));
const [korea, japan] = [join(parent, 'kr'), join(parent, 'jp')];
const KOREA = ['--party', 'registry-KR'];

afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Runs `npm run --silent keys -- …` at the place of one administration. */
async function keys(place: string, ...args: string[]): Promise<Run> {
  try {
    const { stdout, stderr } = await promisify(execFile)('npm', ['run', '--silent', 'keys', '--', ...args], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: place },
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Run;
    return { code, stdout, stderr };
  }
}

function expectRefusal({ code, stdout, stderr }: Run, message: RegExp): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
}

const rows = (place: string) => readTrustRows(join(place, 'trust-list.json'));

/** Runs a command that must succeed, and gives the row that it printed. */
async function rowOf(...args: string[]): Promise<TrustedKeyRow> {
  const { code, stdout, stderr } = await keys(korea, ...args);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/The other parties need this row\.$/m)]);
  return JSON.parse(stdout) as TrustedKeyRow;
}

/** Sends a row to Japan. */
async function admit(row: object): Promise<Run> {
  const path = join(parent, 'row.json');
  writeFileSync(path, JSON.stringify(row));
  return keys(japan, 'admit', path);
}

let first: TrustedKeyRow;
let next: TrustedKeyRow;

beforeAll(async () => {
  first = await rowOf('prepare', ...KOREA);
});

describe('npm run keys', () => {
  test('prepares a first key for now, and the next with time to send it, each in a file of its own', async () => {
    next = await rowOf('prepare', ...KOREA);
    const days = (Date.parse(next.from) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    expect(rows(korea)).toEqual([first, next]);
    const files = readdirSync(join(korea, 'keys'));
    expect(files.sort()).toEqual([`registry-kr.${next.kid}.private.json`, 'registry-kr.private.json'].sort());
    for (const file of files) expect(statSync(join(korea, 'keys', file)).mode & 0o077).toBe(0);
    expect(JSON.stringify(rows(korea))).not.toContain('"d"');
  });

  test('lists the keys with their state, and where there is a private key', async () => {
    const { stdout } = await keys(korea, 'list', ...KOREA);
    expect(stdout).toMatch(new RegExp(`${first.kid} {2}EdDSA {2}in force since `));
    expect(stdout).toMatch(new RegExp(`${next.kid} {2}EdDSA {2}prepared, to be used from `));
    expect(stdout).not.toContain('not here');
  });

  test('takes a row at another party, and no row twice in another sense', async () => {
    for (const row of [first, next]) expect((await admit(row)).code).toBe(0);
    expect(rows(japan)).toEqual([first, next]);
    expect((await keys(japan, 'list')).stdout).toMatch(/private key not here/);
    expectRefusal(
      await admit({ ...next, party: 'gateway', role: 'GATEWAY', administration: null }),
      /is pinned for registry-kr/,
    );
    expectRefusal(await admit({ ...next, kid: `A${next.kid.slice(1)}` }), /is not its thumbprint/);
    const secret = JSON.parse(readFileSync(join(korea, 'keys', 'registry-kr.private.json'), 'utf8')) as object;
    expectRefusal(await admit({ ...first, jwk: secret }), /has a private key in it/);
    expectRefusal(await admit({ key: 1 }), /is no row of a trust list/);
  });

  test('retires no key without an heir, none in the past, and none that is not there', async () => {
    const named = ['retire', ...KOREA, '--kid', first.kid, '--at'];
    expectRefusal(
      await keys(korea, ...named, 'now'),
      /no key of registry-kr would be in force: npm run keys -- prepare/,
    );
    expectRefusal(await keys(korea, ...named, '2020-01-01T00:00:00Z'), /is in the past: .* Revoke it/);
    expectRefusal(await keys(korea, ...named, 'tomorrow'), /an instant such as/);
    expectRefusal(
      await keys(korea, 'retire', ...KOREA, '--kid', 'x', '--at', 'now'),
      /registry-kr has no key x; it has /,
    );
    expectRefusal(await keys(korea, 'retire', '--party', 'registry-XX', '--kid', 'x', '--at', 'now'), /one of gateway/);
    expect(rows(korea)).toEqual([first, next]);
  });

  test('retires a key where another is in force then', async () => {
    const at = new Date(Date.parse(next.from) + 86_400_000).toISOString();
    const row = await rowOf('retire', ...KOREA, '--kid', first.kid, '--at', at);
    expect(row).toEqual({ ...first, until: at });
    expect((await admit(row)).code).toBe(0);
    expectRefusal(await admit(first), /The key is retired at /);
    first = row;
  });

  test('revokes a key from a date with a reason, says what is left, and lets nobody take it back', async () => {
    const named = ['revoke', ...KOREA, '--kid', first.kid, '--from', '2026-01-01T00:00:00Z'];
    expectRefusal(await keys(korea, ...named), /required option '--reason <text>' not specified/);
    expectRefusal(await keys(korea, ...named, '--reason', ' '), /say what happened/);
    const { code, stdout, stderr } = await keys(korea, ...named, '--reason', 'the backup was found in a train');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/has no key in force now: npm run keys -- prepare/)]);
    const row = JSON.parse(stdout) as TrustedKeyRow;
    expect(row).toMatchObject({
      revokedFrom: '2026-01-01T00:00:00.000Z',
      revocationReason: 'the backup was found in a train',
    });
    expect((await admit(row)).code).toBe(0);
    expectRefusal(await admit(first), /The key is revoked from /);
    expectRefusal(await keys(korea, ...named, '--reason', 'once more'), /is revoked from .* already/);
    expectRefusal(
      await keys(korea, 'retire', ...KOREA, '--kid', first.kid, '--at', 'now'),
      /is revoked from .* already/,
    );
    expect((await keys(japan, 'list')).stdout).toMatch(/revoked from 2026-01-01T00:00:00.000Z: the backup was found/);
  });

  test('says what it can do, and what is wrong with a list that is none', async () => {
    expect((await keys(korea, '--help')).stdout).toMatch(/prepare.*retire.*revoke.*admit/s);
    writeFileSync(join(japan, 'trust-list.json'), '{}');
    expectRefusal(await keys(japan, 'list'), /trust-list\.json is not a trust list/);
  });
});
