import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restore } from '../../scripts/backup/restore.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { ROOT } from '../support/npm-start.ts';

const RECOGNISE = `{ recognitions(questions: [{ tin: "KR7628191710", role: EXPORTER }]) {
  decision { consultationNumber receipt } } }`;
const CONSULTATION = 'query ($number: ID!) { consultation(number: $number) { receipt } }';
const LEDGER = '{ ledgerHead { sequence hash } }';

interface Answer {
  readonly recognitions: readonly {
    readonly decision: { readonly consultationNumber: string; readonly receipt: string };
  }[];
}

let directory: string;
let federation: TestFederation;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'aeo-backup-'));
  federation = await startFederation({ dataDirectory: join(directory, 'data') });
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
});

/** Asks, which writes Korea's ledger and the log of consultations; gives what was acknowledged. */
async function write(): Promise<{ consultationNumber: string; receipt: string }> {
  const { data, errors } = await federation.ask<Answer>('JP', RECOGNISE);
  expect(errors).toEqual([]);
  const [recognition] = data.recognitions;
  if (recognition === undefined) throw new TypeError('no answer');
  return recognition.decision;
}

const run = (script: string, args: readonly string[], dataDirectory: string) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDirectory },
  });

describe('a backup of a federation that is written to meanwhile', () => {
  const acknowledged: { consultationNumber: string; receipt: string }[] = [];
  const backup = () => join(directory, 'backup');
  const restored = () => join(directory, 'restored');

  test('is made without a stop: every question is answered', async () => {
    for (let one = 0; one < 20; one += 1) acknowledged.push(await write());
    const before = acknowledged.length;
    let isDone = false;
    const writing = (async () => {
      while (!isDone) acknowledged.push(await write());
    })();
    const { stdout } = await run('scripts/backup.ts', ['--to', backup()], join(directory, 'data'));
    isDone = true;
    await writing;
    expect(stdout).toContain('with all that was acknowledged before');
    expect(acknowledged.length).toBeGreaterThan(before);
    acknowledged.length = before;
    await federation.stop();
  });

  test('comes back whole: each database, and each chain up to what was signed of it', async () => {
    const { stdout } = await run('scripts/restore.ts', ['--from', backup()], restored());
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(19);
    expect(lines.filter((line) => !/: whole/.test(line))).toEqual([]);
    const entries = (name: string) => Number(new RegExp(`^${name}: whole, (\\d+) entries`, 'm').exec(stdout)?.[1]);
    expect(entries('recognition')).toBeGreaterThanOrEqual(acknowledged.length);
    expect(entries('registry-kr')).toBeGreaterThanOrEqual(acknowledged.length);
    expect(existsSync(join(restored(), 'in-use.sqlite'))).toBe(false);
  });

  test('has every write that was acknowledged before it began, and can be gone on with', async () => {
    federation = await startFederation({ dataDirectory: restored() });
    for (const { consultationNumber, receipt } of acknowledged) {
      const { data } = await federation.ask('JP', CONSULTATION, { number: consultationNumber });
      expect(data).toEqual({ consultation: { receipt } });
    }
    const head = async () =>
      (await federation.askOfficer<{ ledgerHead: { sequence: number } }>('KR', LEDGER)).data.ledgerHead.sequence;
    const before = await head();
    await write();
    expect(await head()).toBe(before + 1);
    // Its data are looked at further below.
    await federation.embedded.stop();
  });

  test('is not put over anything', async () => {
    await expect(restore(backup(), restored(), new Date())).rejects.toThrow(/is not empty/);
    await expect(run('scripts/backup.ts', ['--to', backup()], restored())).rejects.toThrow(/is there already/);
  });

  test('is refused where a file was altered, or the list is not there', async () => {
    appendFileSync(join(backup(), 'trust-list.json'), ' ');
    await expect(restore(backup(), join(directory, 'elsewhere'), new Date())).rejects.toThrow(/trust-list\.json/);
    mkdirSync(join(directory, 'broken-off'));
    await expect(restore(join(directory, 'broken-off'), join(directory, 'elsewhere'), new Date())).rejects.toThrow();
    expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
  });
});

describe('a chain that was altered in a database', () => {
  test('is named by entry when it comes back', async () => {
    const data = join(directory, 'restored');
    const ledger = new Database(join(data, 'databases', 'registry-kr.sqlite'));
    ledger.prepare('UPDATE ledger SET purpose = ? WHERE sequence = 3').run('AUDIT');
    ledger.close();
    const backup = join(directory, 'altered');
    await run('scripts/backup.ts', ['--to', backup], data);
    const stores = await restore(backup, join(directory, 'altered-back'), new Date());
    expect(stores.find(({ name }) => name === 'registry-kr')?.faults).toEqual([expect.stringContaining('entry 3')]);
    expect(stores.filter(({ faults }) => faults.length > 0)).toHaveLength(1);
    expect(readFileSync(join(backup, 'backup.json'), 'utf8')).toContain('databases/registry-kr.sqlite');
  });
});
