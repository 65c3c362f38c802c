import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { GATEWAY_SCOPES } from '../../schema/contract/scopes.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { openTrustStore } from '../../scripts/start/trust-store.ts';
import { alteredAt, type Claims, penOf, strangersKey } from '../security/forger.ts';
import { post } from '../support/federation.ts';
import { npmStart, ROOT, type StartedProcess } from '../support/npm-start.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What a command printed, and how it ended. */
interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome attestation receipt } }
}`;
interface Data {
  readonly recognitions: readonly { readonly decision: { outcome: string; attestation: string; receipt: string } }[];
}

const dataDirectory = mkdtempSync(join(tmpdir(), 'aeo-commands-'));

/** Runs `npm run --silent <name> -- …` with the data directory of this file. */
async function npmRun(name: string, ...args: string[]): Promise<Run> {
  try {
    const { stdout, stderr } = await promisify(execFile)('npm', ['run', '--silent', name, '--', ...args], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: dataDirectory },
      maxBuffer: 16 * 1024 * 1024,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Run;
    return { code, stdout, stderr };
  }
}

/** It says what is wrong in a line or two, without a stack, and ends with 1. */
function expectRefusal({ code, stdout, stderr }: Run, message: RegExp): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
}

let first: Run;
let started: StartedProcess;
let receipt: string;
let attestation: string;

/** Where a key set lies that was fetched while everything ran. */
const published = (name: string) => join(dataDirectory, `${name}.jwks.json`);

beforeAll(async () => {
  first = await npmRun('token', '--administration', 'JP');
  started = await npmStart({ dataDirectory });
  await started.ready;
});

afterAll(async () => {
  await started.kill();
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('npm run --silent token', () => {
  test('prints a token and nothing else, before anything was ever started', () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toBe('');
    expect(first.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(first.stdout.trim())).toMatchObject({ administration: 'JP', scope: GATEWAY_SCOPES.join(' ') });
  });

  test('prints one that the start after it believes', async () => {
    const { status, data } = await post<Data>(
      `${started.url}/graphql`,
      { query: QUERY, variables: { questions: [{ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' }] } },
      { authorization: `Bearer ${first.stdout.trim()}`, 'purpose-of-use': 'IMPORT_CLEARANCE' },
    );
    expect(status).toBe(200);
    expect(data.recognitions[0]?.decision.outcome).toBe('RECOGNISED');
  });

  test('prints one for the officers of a registry, while it runs', async () => {
    const { stdout } = await npmRun('token', '--administration', 'kr', '--scope', 'registry:read registry:write');
    const { status, data } = await post<{ operator: { tin: string } }>(
      `${started.url}/registries/KR/graphql`,
      { query: 'query Q($tin: TIN!) { operator(tin: $tin) { tin } }', variables: { tin: KOREAN_EXPORTER.tin } },
      { authorization: `Bearer ${stdout.trim()}` },
    );
    expect(status).toBe(200);
    expect(data.operator.tin).toBe(KOREAN_EXPORTER.tin);
  });

  test('says what is wrong with the keys, and prints no token', async () => {
    const path = join(dataDirectory, 'keys', 'demonstration-issuer.private.json');
    chmodSync(path, 0o644);
    expectRefusal(await npmRun('token', '--administration', 'JP'), /^\S+ can be read by others: chmod 600 it\.$/m);
    chmodSync(path, 0o600);
  });

  test('says what is wrong with its arguments, and prints no token', async () => {
    const [unknown, misspelt, empty, missing] = await Promise.all([
      npmRun('token', '--administration', 'XX'),
      npmRun('token', '--administration', 'JP', '--scope', 'registry:reed'),
      npmRun('token', '--administration', 'JP', '--scope', ''),
      npmRun('token'),
    ]);
    expectRefusal(unknown, /'XX' is invalid\. one of EU, CH/);
    expectRefusal(misspelt, /'registry:reed' is invalid\. words of recognition:ask/);
    expectRefusal(empty, /words of recognition:ask/);
    expectRefusal(missing, /required option '--administration <code>' not specified/);
  });
});

describe('npm run verify', () => {
  beforeAll(async () => {
    const questions = [{ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' }];
    const { data } = await started.ask<Data>('JP', QUERY, { questions });
    receipt = data.recognitions[0]?.decision.receipt ?? '';
    attestation = data.recognitions[0]?.decision.attestation ?? '';
    for (const [name, path] of [
      ['hub', '/.well-known/jwks.json'],
      ['kr', '/registries/KR/.well-known/jwks.json'],
    ] as const) {
      writeFileSync(published(name), await (await fetch(`${started.url}${path}`)).text());
    }
    await started.kill();
  });

  test('accepts an attestation and a receipt by the pinned keys, while nothing runs', async () => {
    const runs = await Promise.all([npmRun('verify', attestation), npmRun('verify', receipt)]);
    for (const { code, stdout, stderr } of runs) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Genuine/);
      expect(stdout).toContain(KOREAN_EXPORTER.tin);
    }
  });

  test('accepts them by the key sets that their signers publish', async () => {
    const [ofHub, ofRegistry] = await Promise.all([
      npmRun('verify', receipt, '--keys', published('hub')),
      npmRun('verify', attestation, '--keys', published('kr')),
    ]);
    expect([ofHub.code, ofHub.stderr]).toEqual([0, '']);
    expect([ofRegistry.code, ofRegistry.stderr]).toEqual([0, '']);
  });

  test('refuses them by the key set of somebody else', async () => {
    const [byRegistry, byHub] = await Promise.all([
      npmRun('verify', receipt, '--keys', published('kr')),
      npmRun('verify', attestation, '--keys', published('hub')),
    ]);
    expectRefusal(byRegistry, /^Not genuine: the key is not in the trust list\.$/m);
    expectRefusal(byHub, /^Not genuine: the key is not in the trust list\.$/m);
  });

  test('refuses what is altered, signed by a stranger, or signed in the name of another', async () => {
    const claims = decodeJwt(attestation) as Claims;
    const stranger = strangersKey();
    const pen = await penOf(dataDirectory, 'registry-us');
    const { signerOf } = await openTrustStore(dataDirectory, new Date());
    const [altered, strange, borrowed] = await Promise.all([
      npmRun(
        'verify',
        receipt
          .split('.')
          .map((part, index) => (index === 1 ? alteredAt(part, 500) : part))
          .join('.'),
      ),
      npmRun('verify', await stranger.pen(claims, { kid: signerOf('registry-kr').kid })),
      npmRun('verify', await pen(claims, { kid: signerOf('registry-us').kid })),
    ]);
    expectRefusal(altered, /^Not genuine: /m);
    expectRefusal(strange, /^Not genuine: signature verification failed\.$/m);
    expectRefusal(borrowed, /^Not genuine: the registry of US signed it in the name of urn:aeo:registry:KR\.$/m);
  });

  test('refuses what is no statement, and keys that are none', async () => {
    writeFileSync(published('broken'), 'These are no keys.');
    const [rubbish, token, nothing, lost, broken] = await Promise.all([
      npmRun('verify', 'rubbish'),
      npmRun('token', '--administration', 'JP').then(({ stdout }) => npmRun('verify', stdout.trim())),
      npmRun('verify'),
      npmRun('verify', receipt, '--keys', published('nowhere')),
      npmRun('verify', receipt, '--keys', published('broken')),
    ]);
    expectRefusal(rubbish, /^This is no attestation and no receipt\.$/m);
    expectRefusal(token, /^This is no attestation and no receipt\.$/m);
    expectRefusal(nothing, /^Give the statement/m);
    expectRefusal(lost, /^There are no keys at /m);
    expectRefusal(broken, /is neither a trust list nor a key set\.$/m);
  });
});

describe('npm run compose -- --check', () => {
  test('finds nothing to do in the repository', async () => {
    expect(await npmRun('compose', '--check')).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
