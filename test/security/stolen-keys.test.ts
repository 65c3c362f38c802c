import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readTimeStampCertificates } from '../../schema/trust/time-stamp.ts';
import type { TrustedKeyRow } from '../../schema/trust/trust-list.ts';
import { readTrustRows } from '../../schema/trust/trust-list-file.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { trustListPath } from '../../scripts/start/trust-store.ts';
import { expectedHash } from '../../subgraphs/recognition/store/consultation.store.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { ROOT } from '../support/npm-start.ts';
import { startTimeStampingAuthority, type TimeStampingAuthority } from '../support/time-stamping-authority.ts';
import { type Claims, type Forgery, forgingLink, penOf } from './forger.ts';

vi.setConfig({ testTimeout: 60_000 });

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons attestation receipt consultationNumber } }
}`;
const CONSULTATION =
  'query C($number: ID!) { consultation(number: $number) { timeProof { stampedAt head path token } } }';

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly attestation: string;
  readonly receipt: string;
  readonly consultationNumber: string;
}
interface Proof {
  readonly stampedAt: string;
  readonly head: string;
  readonly path: readonly string[];
  readonly token: string;
}

let authority: TimeStampingAuthority;
let federation: TestFederation;
let forgery: Forgery = ({ jws }) => jws;

beforeAll(async () => {
  authority = await startTimeStampingAuthority();
  const certificates = readTimeStampCertificates(authority.root);
  federation = await startFederation({ timeStamping: { url: authority.url, certificates, intervalMs: 200 } });
  federation.replaceRegistry('KR', (real) => forgingLink(real, () => forgery));
});
afterAll(async () => {
  await federation.stop();
  authority.stop();
});

async function ask(): Promise<Decision> {
  const questions = [{ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' }];
  const { data, errors } = await federation.ask<{ recognitions: { decision: Decision }[] }>('JP', QUERY, { questions });
  expect(errors).toEqual([]);
  const decision = data.recognitions[0]?.decision;
  if (decision === undefined) throw new TypeError('no decision');
  return decision;
}

async function proofOf({ consultationNumber: number }: Decision, asking = 'JP'): Promise<Proof | null | undefined> {
  const { data } = await federation.ask<{ consultation: { timeProof: Proof | null } | null }>(asking, CONSULTATION, {
    number,
  });
  return data.consultation?.timeProof;
}

/** Waits until the receipt is stamped. */
async function stamped(decision: Decision): Promise<Proof> {
  await expect.poll(() => proofOf(decision), { timeout: 15_000 }).toBeTruthy();
  return (await proofOf(decision)) as Proof;
}

async function verify(...args: string[]): Promise<{ code: number; said: string }> {
  const command = ['--import', 'tsx', 'scripts/verify.ts', ...args];
  const env = { ...process.env, DATA_DIR: federation.dataDirectory };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

async function keys(...args: string[]): Promise<void> {
  const command = ['--import', 'tsx', 'scripts/keys.ts', ...args];
  const env = { ...process.env, DATA_DIR: federation.dataDirectory };
  await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
}

function file(name: string, value: unknown): string {
  const path = join(federation.dataDirectory, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** The trust list with the present key of a party revoked, as a file beside the one in force. */
function listWithRevoked(party: string, revokedFrom: Date): string {
  return file(`revoked-${party}-${revokedFrom.getTime()}.json`, { keys: withRevoked(party, revokedFrom) });
}

function withRevoked(party: string, revokedFrom: Date): TrustedKeyRow[] {
  return readTrustRows(trustListPath(federation.dataDirectory)).map((row) =>
    row.party === party
      ? { ...row, revokedFrom: revokedFrom.toISOString(), revocationReason: 'the laptop was stolen' }
      : row,
  );
}

const metric = async (name: string) =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${federation.url}/metrics`)).text())?.[1]);

describe('the receipt of a consultation', () => {
  test('has no time proof at once, and has one soon, for who asked and for nobody else', async () => {
    const decision = await ask();
    const proof = await stamped(decision);
    expect(Math.abs(Date.parse(proof.stampedAt) - Date.now())).toBeLessThan(30_000);
    expect(await proofOf(decision, 'EU')).toBeUndefined();
  });

  test('is shown offline to have been there, by the authority’s certificate and nothing else of ours', async () => {
    const decision = await ask();
    const path = file('proof.json', await stamped(decision));
    const { code, said } = await verify(decision.receipt, '--time-proof', path, '--tsa', authority.certificate);
    expect([code, said]).toEqual([0, expect.stringMatching(/It was there at \S+: Test tsa has time-stamped it\./)]);
    expect(said).toMatch(/^The key is in force since /m);
  });

  test('is not shown by the proof of another, nor without a certificate', async () => {
    const [one, other] = [await ask(), await ask()];
    const path = file('other.json', await stamped(other));
    const foreign = await verify(one.receipt, '--time-proof', path, '--tsa', authority.root);
    expect([foreign.code, foreign.said]).toEqual([1, expect.stringMatching(/^The time proof does not hold: the path/)]);
    const bare = await verify(other.receipt, '--time-proof', path);
    expect([bare.code, bare.said]).toEqual([1, expect.stringMatching(/^Name the authority’s certificates/)]);
    const rubbish = await verify(other.receipt, '--time-proof', file('no.json', { head: 1 }), '--tsa', authority.root);
    expect([rubbish.code, rubbish.said]).toEqual([1, expect.stringMatching(/is no time proof/)]);
  });
});

describe('when the key of the recognition service is found stolen', () => {
  test('a receipt that was stamped before still proves, one that was not proves nothing, and both are told why', async () => {
    const decision = await ask();
    const proof = await stamped(decision);
    const path = file('before.json', proof);
    const stampedAt = new Date(proof.stampedAt);
    const [after, before] = [new Date(stampedAt.getTime() + 1), new Date(stampedAt.getTime() - 60_000)];
    // Looked at when the revocation holds already.
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(after.getTime());

    const list = listWithRevoked('recognition', after);
    const good = await verify(decision.receipt, '--keys', list, '--time-proof', path, '--tsa', authority.root);
    expect([good.code, good.said]).toEqual([
      0,
      expect.stringMatching(/^The key is revoked from \S+: the laptop was stolen\.$/m),
    ]);

    const bare = await verify(decision.receipt, '--keys', list);
    expect([bare.code, bare.said]).toEqual([
      1,
      expect.stringMatching(
        /^Not genuine: the key was revoked from \S+ \(the laptop was stolen\), and nothing shows that this was signed before\.$/m,
      ),
    ]);

    const early = listWithRevoked('recognition', before);
    const late = await verify(decision.receipt, '--keys', early, '--time-proof', path, '--tsa', authority.root);
    expect([late.code, late.said]).toEqual([1, expect.stringMatching(/only at /)]);
  });
});

describe('when the key of a registry is found stolen', () => {
  test('its attestation proves by the stamped receipt that names it, and by no other', async () => {
    const [decision, other] = [await ask(), await ask()];
    const proof = await stamped(decision);
    const path = file('named.json', proof);
    const after = new Date(Date.parse(proof.stampedAt) + 1);
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(after.getTime());
    const list = listWithRevoked('registry-kr', after);
    const how = ['--keys', list, '--time-proof', path, '--tsa', authority.root];
    expect((await verify(decision.attestation, '--keys', list)).code).toBe(1);
    expect(await verify(decision.attestation, ...how, '--receipt', decision.receipt)).toMatchObject({ code: 0 });
    const wrong = await verify(decision.attestation, ...how, '--receipt', other.receipt);
    expect([wrong.code, wrong.said]).toEqual([1, expect.stringMatching(/does not name this attestation/)]);
  });

  test('what the thief signs decides nothing, whatever time it claims, without a restart of anybody', async () => {
    expect((await ask()).outcome).toBe('RECOGNISED');
    const pen = await penOf(federation.dataDirectory, 'registry-kr');
    const { kid } = federation.embedded.trustStore.signerOf('registry-kr');
    // Good in all, and signed by the thief: nothing tells it from the registry’s own.
    forgery = ({ claims }) => pen(claims, { kid });
    expect((await ask()).outcome).toBe('RECOGNISED');
    const named = ['--party', 'registry-KR', '--kid', kid];
    await keys(
      'revoke',
      ...named,
      '--from',
      new Date(Date.now() - 1_000).toISOString(),
      '--reason',
      'found on a market',
    );
    await keys('prepare', '--party', 'registry-KR', '--from', 'now');
    await federation.embedded.trustStore.reload();
    for (const seconds of [0, -30, -50]) {
      forgery = ({ claims }) => pen({ ...claims, iat: (claims.iat ?? 0) + seconds } as Claims, { kid });
      expect(await ask()).toMatchObject({ outcome: 'UNDETERMINED', reasons: ['ATTESTATION_INVALID'] });
    }
    forgery = ({ jws }) => jws;
    const decision = await ask();
    expect(decision.outcome).toBe('RECOGNISED');
    expect(decodeProtectedHeader(decision.attestation).kid).not.toBe(kid);
  });
});

describe('a time-stamping authority that is not there', () => {
  test.each(['DOWN', 'SILENT'] as const)(
    'stops no answer when it is %s; it is said, counted and made up for',
    async (mood) => {
      await stamped(await ask());
      const failures = await metric('aeo_recognition_stamp_failures_total');
      authority.be(mood);
      const decision = await ask();
      expect(decision.outcome).toBe('RECOGNISED');
      await expect
        .poll(() => metric('aeo_recognition_stamp_failures_total'), { timeout: 20_000 })
        .toBeGreaterThan(failures);
      expect(await proofOf(decision)).toBeNull();
      expect(await metric('aeo_recognition_unstamped_consultations')).toBeGreaterThan(0);
      authority.be('GOOD');
      await stamped(decision);
      expect(await metric('aeo_recognition_unstamped_consultations')).toBe(0);
    },
  );

  test('is asked no more often than set, and not at all while nothing is new', async () => {
    await stamped(await ask());
    const before = authority.requests();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(authority.requests()).toBe(before);
  });
});

// The last: the log is written anew here.
describe('the log of consultations under time stamps', () => {
  test('is whole, and says how far it is stamped', async () => {
    await stamped(await ask());
    const { code, said } = await verify('--log', '--tsa', authority.root);
    expect([code, said]).toEqual([0, expect.stringMatching(/^The first \d+ were there at \S+, by time stamp\.$/m)]);
    expect((await verify('--log')).said).toMatch(/^Whose time stamps these are was not checked/m);
  });

  test('that whoever has the service’s key has written anew from an entry on is found out', async () => {
    const log = new Database(join(federation.dataDirectory, 'databases', 'recognition.sqlite'));
    const rows = log.prepare('SELECT * FROM consultation ORDER BY sequence').all() as Record<string, string | number>[];
    let previous = '0'.repeat(64);
    for (const row of rows) {
      if (row['sequence'] === 2) row['outcome'] = 'NOT_RECOGNISED';
      const entry = {
        number: row['number'],
        askedAt: row['asked_at'],
        askedBy: row['asked_by'],
        subject: row['subject'],
        purpose: row['purpose'],
        requestId: row['request_id'],
        tin: row['tin'],
        outcome: row['outcome'],
        question: row['question'],
        attestation: row['attestation'],
        receipt: row['receipt'],
        sequence: row['sequence'],
        previousHash: previous,
        hash: '',
      } as unknown as Parameters<typeof expectedHash>[0];
      const hash = expectedHash(entry);
      log
        .prepare('UPDATE consultation SET outcome = ?, previous_hash = ?, hash = ? WHERE sequence = ?')
        .run(row['outcome'], previous, hash, row['sequence']);
      previous = hash;
    }
    const signer = federation.embedded.trustStore.signerOf('recognition');
    const iat = Math.floor(Date.now() / 1000);
    const head = { iss: 'urn:aeo:recognition', iat, sequence: rows.length, hash: previous };
    log.prepare('UPDATE log_head SET signature = ?').run(await signer.sign(head, 'aeo-log-head+jwt'));
    log.close();
    const { code, said } = await verify('--log', '--tsa', authority.root);
    expect([code, said]).toEqual([1, expect.stringMatching(/is not the one that was time-stamped at /)]);
    expect(said).not.toMatch(/does not follow|was altered|not signed/);
  });
});
