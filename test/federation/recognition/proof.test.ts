import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATIONS } from '../../../schema/administrations.ts';
import { RECEIPT_TYPE, type ReceiptClaims } from '../../../schema/contract/receipt.ts';
import { createTrustList, type TrustedKeyRow } from '../../../schema/trust/trust-list.ts';
import { trustedKeyRow } from '../../../schema/trust/trusted-key-row.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { importCaseOperators, tinOf } from './case-operators.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ASK = `query Proof($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin
    decision { outcome reasons basis factsAsOf consultationNumber receipt attestation evaluated { role mode on } arrangement { id version } }
  }
}`;
const CONSULTATION = `query($number: ID!) {
  consultation(number: $number) { number askedAt askedBy purpose tin outcome receipt }
}`;

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly basis: string;
  readonly factsAsOf: string;
  readonly consultationNumber: string;
  readonly receipt: string;
  readonly attestation: string | null;
  readonly evaluated: { readonly role: string; readonly mode: string | null; readonly on: string };
  readonly arrangement: { readonly id: string; readonly version: number } | null;
}
interface Question {
  readonly tin: string;
  readonly role: string;
  readonly mode?: string;
}

let federation: TestFederation;
let elsewhere: string;

beforeAll(async () => {
  federation = await startFederation();
  await importCaseOperators(federation);
  elsewhere = mkdtempSync(join(tmpdir(), 'aeo-elsewhere-'));
});

afterAll(async () => {
  await federation.stop();
  rmSync(elsewhere, { recursive: true, force: true });
});

async function ask(asking: string, questions: readonly Question[]): Promise<readonly Decision[]> {
  const { data, errors } = await federation.ask<{ recognitions: readonly { decision: Decision }[] }>(asking, ASK, {
    questions,
  });
  expect(errors).toEqual([]);
  return data.recognitions.map(({ decision }) => decision);
}

async function askOne(asking = 'JP', question: Question = { tin: tinOf('KR_AA'), role: 'EXPORTER' }) {
  const [decision] = await ask(asking, [question]);
  if (decision === undefined) throw new TypeError('no decision');
  return decision;
}

/** Runs `npm run verify` with a data directory of its choice; gives exit code and what it said. */
function verify(dataDirectory: string, ...options: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['node_modules/tsx/dist/cli.mjs', 'scripts/verify.ts', ...options],
      { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDirectory } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, said: stdout + stderr });
        else reject(error);
      },
    );
  });
}

/** The keys as they are published, in a directory that has nothing else. */
async function publishedKeys(): Promise<string> {
  const path = join(elsewhere, 'jwks.json');
  const response = await fetch(`${federation.url}/.well-known/jwks.json`);
  writeFileSync(path, await response.text());
  return path;
}

const claimsOf = (receipt: string) => decodeJwt(receipt) as unknown as ReceiptClaims;

describe('a batch of 1,000', () => {
  const tins = ADMINISTRATIONS.flatMap(({ code }) => demonstrationOperators(code).map(({ tin }) => tin));
  const roles = ['EXPORTER', 'MANUFACTURER'];
  const different = roles.flatMap((role) => tins.map((tin) => ({ tin, role }))).slice(0, 998);
  const questions = [...different, ...different.slice(0, 2)];
  let decisions: readonly Decision[];

  beforeAll(async () => {
    decisions = await ask('JP', questions);
  });

  test('gives each different question a consultation number and a receipt of its own', () => {
    expect(decisions).toHaveLength(1_000);
    expect(new Set(decisions.map(({ consultationNumber }) => consultationNumber)).size).toBe(998);
    expect(new Set(decisions.map(({ receipt }) => receipt)).size).toBe(998);
  });

  test('answers the same question alike', () => {
    expect(decisions.slice(998)).toEqual(decisions.slice(0, 2));
  });

  test('proves each answer: who asked about whom, for what, and what was answered on which ground', async () => {
    const { trust } = federation.embedded.trustStore;
    for (const [index, decision] of decisions.entries()) {
      const verdict = await verifyStatement(decision.receipt, trust, {
        type: RECEIPT_TYPE,
        roles: ['RECOGNITION'],
        now: new Date(),
      });
      expect(verdict.ok).toBe(true);
      const claims = claimsOf(decision.receipt);
      expect(claims).toMatchObject({
        sub: questions[index]?.tin,
        aud: 'urn:aeo:administration:JP',
        jti: decision.consultationNumber,
        purpose: 'IMPORT_CLEARANCE',
        askedBy: 'officer@JP',
        outcome: decision.outcome,
        reasons: decision.reasons,
        basis: decision.basis,
        evaluated: { role: questions[index]?.role, mode: null, on: decision.evaluated.on },
        hostRevision: 0,
        rules: '2',
      });
      expect(claims.arrangement?.id ?? null).toBe(decision.arrangement?.id ?? null);
      const { attestation } = decision;
      const expected = attestation === null ? undefined : createHash('sha256').update(attestation).digest('hex');
      expect(claims.attestation?.sha256).toBe(expected);
      expect(claims.attestation?.id).toBe(attestation === null ? undefined : decodeJwt(attestation).jti);
    }
  });
});

describe('a receipt', () => {
  test('verifies in another directory that has only the published keys, and says what it proves', async () => {
    const { receipt, consultationNumber, attestation } = await askOne();
    const keys = await publishedKeys();
    const { code, said } = await verify(elsewhere, receipt, '--keys', keys, '--attestation', attestation ?? '');
    expect(said).toContain('Genuine');
    expect(code).toBe(0);
    for (const word of [
      consultationNumber,
      'JP asked',
      tinOf('KR_AA'),
      'as EXPORTER',
      'RECOGNISED',
      'JP-KR',
      'very one',
    ]) {
      expect(said).toContain(word);
    }
  });

  test('does not verify without keys, nor with those of somebody else', async () => {
    const { receipt } = await askOne();
    expect(await verify(elsewhere, receipt)).toMatchObject({ code: 1 });
    const foreign = join(elsewhere, 'foreign.json');
    const jwk = federation.embedded.trustStore.signerOf('registry-kr').publicJwk;
    writeFileSync(foreign, JSON.stringify({ keys: [jwk] }));
    const { code, said } = await verify(elsewhere, receipt, '--keys', foreign);
    expect(code).toBe(1);
    expect(said).toContain('Not genuine');
  });

  test('names one attestation: another is not taken for it', async () => {
    const { receipt } = await askOne();
    const { attestation } = await askOne();
    const keys = await publishedKeys();
    const { code, said } = await verify(elsewhere, receipt, '--keys', keys, '--attestation', attestation ?? '');
    expect(code).toBe(1);
    expect(said).toContain('not the one');
  });

  test('is verified with any byte altered: never', async () => {
    const { receipt } = await askOne();
    const { trust } = federation.embedded.trustStore;
    const demand = { type: RECEIPT_TYPE, roles: ['RECOGNITION'] as const, now: new Date() };
    expect((await verifyStatement(receipt, trust, demand)).ok).toBe(true);
    const signature = receipt.lastIndexOf('.') + 1;
    const places = Array.from({ length: receipt.length }, (_, place) => place).filter(
      (place) => place >= signature - 1 || place % 7 === 0,
    );
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', '+', '/', '=', ' ', '.'];
    for (const place of places) {
      // Every other letter at the last place, whose spare bits a decoder overlooks; three elsewhere.
      const others = place === receipt.length - 1 ? alphabet : ['A', 'B', receipt[place] === '-' ? '+' : ' '];
      for (const other of others.filter((letter) => letter !== receipt[place])) {
        const altered = receipt.slice(0, place) + other + receipt.slice(place + 1);
        expect([place, other, (await verifyStatement(altered, trust, demand)).ok]).toEqual([place, other, false]);
      }
    }
    for (const altered of [`${receipt} `, `${receipt}=`, `${receipt}A`, receipt.slice(0, -1), ` ${receipt}`]) {
      expect((await verifyStatement(altered, trust, demand)).ok).toBe(false);
    }
  });

  test('stands for no attestation, and no attestation for it', async () => {
    const { receipt, attestation } = await askOne();
    const { trust } = federation.embedded.trustStore;
    const demand = { type: RECEIPT_TYPE, roles: ['RECOGNITION'] as const, now: new Date() };
    expect((await verifyStatement(attestation ?? '', trust, demand)).ok).toBe(false);
    expect((await verifyStatement(receipt, trust, { ...demand, roles: ['REGISTRY'] })).ok).toBe(false);
  });
});

describe('after the key was exchanged', () => {
  const now = new Date();
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

  /** The trust list with the key retired at an instant, and a key of somebody else in its place. */
  async function rotated(until: Date) {
    const { trustStore } = federation.embedded;
    const old: TrustedKeyRow = {
      ...trustedKeyRow(trustStore.signerOf('recognition'), 'RECOGNITION', null, at(-600)),
      until: until.toISOString(),
    };
    const heir = trustedKeyRow(trustStore.signerOf('mutual-assistance'), 'RECOGNITION', null, until);
    return { rows: [old, heir], trust: await createTrustList([old, heir]) };
  }

  const signedAt = (instant: Date) =>
    federation.embedded.trustStore
      .signerOf('recognition')
      .sign({ ...decodeJwt(sample), iat: Math.floor(instant.getTime() / 1000) }, RECEIPT_TYPE);
  let sample: string;

  beforeAll(async () => {
    sample = (await askOne()).receipt;
  });

  test('a receipt from the time of the old one still verifies, one signed with it later does not', async () => {
    const { trust } = await rotated(at(-10));
    const demand = { type: RECEIPT_TYPE, roles: ['RECOGNITION'] as const, now, ignoreExpiry: true };
    expect((await verifyStatement(await signedAt(at(-60)), trust, demand)).ok).toBe(true);
    expect(await verifyStatement(await signedAt(at(-5)), trust, demand)).toMatchObject({
      ok: false,
      why: 'the key was not in use when this was signed',
    });
    expect((await verifyStatement(await signedAt(at(-601)), trust, demand)).ok).toBe(false);
  });

  test('`npm run verify` says the same with the trust list as a file', async () => {
    const path = join(elsewhere, 'rotated.json');
    writeFileSync(path, JSON.stringify({ keys: (await rotated(at(-10))).rows }));
    const [before, after] = [await signedAt(at(-60)), await signedAt(at(-5))];
    expect(await verify(elsewhere, before, '--keys', path)).toMatchObject({ code: 0 });
    expect(await verify(elsewhere, after, '--keys', path)).toMatchObject({ code: 1 });
  });
});

describe('a consultation', () => {
  test('is found by its number for the administration that asked, and for no other', async () => {
    const decision = await askOne('EU', { tin: tinOf('KR_AA'), role: 'EXPORTER' });
    const look = async (asking: string) =>
      (
        await federation.ask<{ consultation: object | null }>(asking, CONSULTATION, {
          number: decision.consultationNumber,
        })
      ).data.consultation;
    expect(await look('EU')).toMatchObject({
      number: decision.consultationNumber,
      askedBy: 'EU',
      purpose: 'IMPORT_CLEARANCE',
      tin: tinOf('KR_AA'),
      outcome: 'NOT_RECOGNISED',
      receipt: decision.receipt,
    });
    for (const other of ['JP', 'KR', 'US']) expect(await look(other)).toBeNull();
  });
});

describe('the log of consultations', () => {
  let copies = 0;

  /** A copy of the log, changed by whoever has its file. */
  async function logWith(change: (log: Database.Database) => void): Promise<{ code: number; said: string }> {
    copies += 1;
    const directory = join(elsewhere, `log-${copies}`);
    const source = new Database(join(federation.dataDirectory, 'databases', 'recognition.sqlite'), { readonly: true });
    mkdirSync(join(directory, 'databases'), { recursive: true });
    await source.backup(join(directory, 'databases', 'recognition.sqlite'));
    source.close();
    copyFileSync(join(federation.dataDirectory, 'trust-list.json'), join(directory, 'trust-list.json'));
    const log = new Database(join(directory, 'databases', 'recognition.sqlite'));
    change(log);
    log.close();
    return verify(directory, '--log');
  }

  beforeAll(async () => {
    await ask(
      'JP',
      ['KR_A', 'KR_AA', 'KR_AAA'].map((one) => ({ tin: tinOf(one as 'KR_A'), role: 'IMPORTER' })),
    );
    // The head is signed once a second.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  });

  test('is whole as it was written', async () => {
    const { code, said } = await logWith(() => undefined);
    expect(said).toMatch(/whole: \d+ consultations/);
    expect(code).toBe(0);
  });

  test.each([
    ['removed in the middle', 'DELETE FROM consultation WHERE sequence = 500', 'missing'],
    [
      'removed at the end',
      'DELETE FROM consultation WHERE sequence > (SELECT max(sequence) - 1 FROM consultation)',
      'head',
    ],
    [
      'with another outcome',
      "UPDATE consultation SET outcome = 'RECOGNISED' WHERE sequence = (SELECT min(sequence) FROM consultation WHERE outcome <> 'RECOGNISED')",
      'altered',
    ],
    ['in another’s name', "UPDATE consultation SET asked_by = 'US' WHERE sequence = 7", 'altered'],
    ['at another time', "UPDATE consultation SET asked_at = '2020-01-01T00:00:00.000Z' WHERE sequence = 7", 'altered'],
    ['with another hash', `UPDATE consultation SET hash = '${'1'.repeat(64)}' WHERE sequence = 7`, 'does not follow'],
  ])('is not whole with a row %s', async (_how, sql, fault) => {
    const { code, said } = await logWith((log) => log.exec(sql));
    expect(said).toContain(fault);
    expect(code).toBe(1);
  });
});
