import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportLedger } from '../../../scripts/exchange/export-ledger.ts';
import type { LedgerLine } from '../../../scripts/exchange/ledger-file.ts';
import type { AskOfficer } from '../../../scripts/exchange/officer-client.ts';
import { verifyLedger } from '../../../scripts/verify/verify-ledger.ts';
import { chain } from '../../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import { CHAIN_START, chainHash } from '../../../subgraphs/runtime/hash-chain.ts';
import { type RegistryHarness, startKorea } from '../../subgraphs/aeo-registry/support/registry-harness.ts';
import { krTin, sampleOperator } from '../../subgraphs/aeo-registry/support/sample-operators.ts';
import { startFederation } from '../../support/federation.ts';

type Entry = Extract<LedgerLine, { kind: 'ENTRY' }>;

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'aeo-ledger-'));
let korea: RegistryHarness;
let ask: AskOfficer;
/** 450 entries, sealed behind 200 and 400. */
let lines: readonly LedgerLine[];
let entries: readonly Entry[];
let rest: readonly LedgerLine[];

async function exported(): Promise<LedgerLine[]> {
  let text = '';
  for await (const part of exportLedger('KR', ask)) text += part;
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LedgerLine);
}

beforeAll(async () => {
  korea = await startKorea();
  ask = async <Data>(query: string, variables: Readonly<Record<string, unknown>>) => {
    const { data, errors } = await korea.officer<Data>(query, variables);
    if (data == null) throw new TypeError(JSON.stringify(errors));
    return data;
  };
  await korea.registry.importOperators([sampleOperator(krTin(1), ['JP'])], 'test');
  for (const [instant, questions] of [
    ['2026-11-24T12:00:00Z', 200],
    ['2026-11-25T12:00:00Z', 200],
    ['2026-11-26T12:00:00Z', 50],
  ] as const) {
    korea.clock.set(instant);
    await korea.registry.sealLedger();
    const tins = Array.from({ length: questions }, (_, index) => krTin(index));
    expect((await korea.entities(tins, 'attestation')).errors).toBeUndefined();
  }
  lines = await exported();
  entries = lines.filter((line) => line.kind === 'ENTRY');
  rest = lines.filter((line) => line.kind !== 'ENTRY' && line.kind !== 'LEDGER');
});
afterAll(async () => {
  await korea.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What the checker says of these entries, with the seals and the head as they were signed. */
function verdictOn(some: readonly object[], signed: readonly LedgerLine[] = rest, seal?: string) {
  return verdictOf([{ kind: 'LEDGER', version: 1, administration: 'KR' }, ...some, ...signed], seal);
}

async function verdictOf(all: readonly object[], seal?: string) {
  const file = join(directory, 'ledger.jsonl');
  writeFileSync(file, all.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return verifyLedger({ file, trust: korea.parties.trust, now: korea.clock(), seal });
}

const sealBehind = (sequence: number) =>
  rest.find((line) => line.kind === 'SEAL' && line.sequence === sequence) as Extract<LedgerLine, { kind: 'SEAL' }>;

describe('an exported ledger', () => {
  test('has every entry from the first on, then the seals, then the head, and is whole', async () => {
    expect(lines.map(({ kind }) => kind).join(' ')).toBe(`LEDGER ${'ENTRY '.repeat(450)}SEAL SEAL HEAD`);
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
    expect(await verdictOf(lines)).toEqual({ administration: 'KR', entries: 450, seals: 3, fault: null });
  });

  test('with an entry altered in any field is not whole, and the entry is named', async () => {
    const fields = ['at', 'by', 'subject', 'tin', 'asked', 'attestationId', 'requestId', 'hash'] as const;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 449 }), fc.constantFrom(...fields), async (index, field) => {
        const altered = entries.map((entry, at) => (at === index ? { ...entry, [field]: `${entry[field]}x` } : entry));
        expect((await verdictOn(altered)).fault).toMatch(new RegExp(`^entry ${index + 1} \\(.*\\) was altered$`));
      }),
      { numRuns: 30 },
    );
    const told = entries.with(299, { ...(entries[299] as Entry), fields: ['legalName'] });
    expect((await verdictOn(told)).fault).toBe(`entry 300 (JP about ${entries[299]?.asked}) was altered`);
  });

  test('with entries removed is not whole, and says which', async () => {
    expect(await verdictOn(entries.toSpliced(6, 1))).toMatchObject({ entries: 6, fault: 'entry 7 is missing' });
    expect((await verdictOn(entries.toSpliced(0, 200))).fault).toBe('entries 1 to 200 are missing');
    expect((await verdictOn(entries.toSpliced(100, 50))).fault).toBe('entries 101 to 150 are missing');
  });

  test('with entries moved or repeated is not whole, and says which', async () => {
    const [a, b] = [entries[9] as Entry, entries[10] as Entry];
    expect((await verdictOn(entries.with(9, b).with(10, a))).fault).toBe('entry 10 was moved');
    expect((await verdictOn([...entries.toSpliced(9, 1), a])).fault).toBe('entry 10 was moved');
    expect((await verdictOn(entries.toSpliced(20, 0, a))).fault).toBe('entry 10 stands in the place of entry 21');
    const renumbered = entries.map((entry, index) => ({ ...entry, sequence: index + 1 }));
    expect((await verdictOn(renumbered.with(9, { ...b, sequence: 10 }))).fault).toMatch(/^entry 10 .* was altered$/);
  });

  test('with its end cut off is not whole, because a seal or the head names more', async () => {
    expect((await verdictOn(entries.slice(0, 449))).fault).toBe(
      'the entries end with 449, and the head names entry 450: what is behind 449 was cut off',
    );
    expect((await verdictOn(entries.slice(0, 300))).fault).toContain(
      'the entries end with 300, and the seal of 2026-11-25 names entry 400',
    );
    expect((await verdictOn([])).fault).toContain('the entries end with 0, and the seal of 2026-11-24 names entry 200');
    expect((await verdictOn(entries, rest.slice(0, 2))).fault).toContain('no signed head');
  });

  test('written anew from an entry on is not whole, because a seal names another', async () => {
    const forged = entries.map((entry, index) => (index === 249 ? { ...entry, tin: krTin(9_000) } : entry));
    const anew = chain(forged, { sequence: 0, hash: CHAIN_START }, chainHash);
    expect(await verdictOn(anew)).toMatchObject({
      entries: 200,
      fault: expect.stringMatching(/^entry 400 .* seal of 2026-11-25 names: one from 201 to 400 was altered/),
    });
  });

  test('with seals that are forged, changed or another registry’s is not whole', async () => {
    const { hash } = entries[449] as Entry;
    const claims = { iss: 'urn:aeo:registry:KR', iat: 1_795_000_000, sequence: 450, hash };
    const sign = (party: string, type = 'aeo-ledger-head+jwt') => korea.parties.signer(party).sign(claims, type);
    const withHead = async (signature: string) => {
      const head: LedgerLine = { kind: 'HEAD', sequence: 450, hash, signature };
      return (await verdictOn(entries, [...rest.slice(0, 2), head])).fault;
    };
    expect(await withHead(await sign('registry-kr'))).toBeNull();
    expect(await withHead(await sign('registry-jp'))).toBe('the head is signed by another registry');
    expect(await withHead(await sign('gateway'))).toBe('the head is not genuine: a GATEWAY may not sign this');
    expect(await withHead(await sign('registry-kr', 'aeo-attestation+jwt'))).toContain('the head is not genuine');
    const [first, ...others] = rest as [Extract<LedgerLine, { kind: 'SEAL' }>, ...LedgerLine[]];
    expect((await verdictOn(entries, [{ ...first, day: '2026-11-23' }, ...others])).fault).toBe(
      'the seal of 2026-11-23 does not say what its signature covers',
    );
  });

  test('agrees with a seal that was kept elsewhere, or can begin behind it and nowhere else', async () => {
    const { signature } = sealBehind(200);
    expect((await verdictOn(entries, rest.slice(2), signature)).fault).toBeNull();
    expect(await verdictOn(entries.slice(200), rest, signature)).toMatchObject({ entries: 450, fault: null });
    expect((await verdictOn(entries.slice(200), rest)).fault).toBe('entries 1 to 200 are missing');
    expect((await verdictOn(entries.slice(201), rest, signature)).fault).toBe('entries 1 to 201 are missing');
    const early = await korea.parties
      .signer('registry-kr')
      .sign({ iss: 'urn:aeo:registry:KR', iat: 1_795_000_000, sequence: 0, hash: CHAIN_START }, 'aeo-ledger-head+jwt');
    const head: LedgerLine = { kind: 'HEAD', sequence: 0, hash: CHAIN_START, signature: early };
    expect((await verdictOn([], [head])).fault).toBeNull();
    expect((await verdictOn([], [head], signature)).fault).toContain('the seal that was given names entry 200');
  });

  test('that is none is refused with the line', async () => {
    await expect(verdictOf([...lines.slice(0, 5), { kind: 'ENTRY' }])).rejects.toThrow(
      'Line 6 is no line of an exported ledger.',
    );
  });
});

test('the commands export a ledger and verify it: 0 for a whole one, 1 for one that lost an entry', async () => {
  const federation = await startFederation();
  try {
    const question = 'query ($q: [RecognitionQuestion!]!) { recognitions(questions: $q) { decision { outcome } } }';
    for (const role of ['EXPORTER', 'CARRIER']) {
      await federation.ask('JP', question, { q: [1, 2, 3].map((index) => ({ tin: krTin(index), role })) });
    }
    const run = (script: string, ...args: string[]) =>
      new Promise<{ code: number; said: string }>((resolve) => {
        const env = { ...process.env, DATA_DIR: federation.dataDirectory };
        execFile(
          process.execPath,
          ['--import', 'tsx', `scripts/${script}.ts`, ...args],
          { cwd: ROOT, env },
          (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), said: out + err }),
        );
      });
    const url = `${federation.url}/registries/KR/graphql`;
    const token = await federation.token('KR', ['registry:read']);
    const access = ['--administration', 'KR', '--url', url, '--token', token];
    const [file, short] = [join(directory, 'kr.jsonl'), join(directory, 'short.jsonl')];
    expect(await run('export-operators', ...access, '--ledger', '--out', file)).toEqual({ code: 0, said: '' });
    const whole = await run('verify', '--ledger', file);
    expect(whole).toMatchObject({ code: 0, said: expect.stringContaining('The ledger of KR is whole up to entry') });
    const text = readFileSync(file, 'utf8').split('\n');
    writeFileSync(short, text.toSpliced(2, 1).join('\n'));
    expect(await run('verify', '--ledger', short)).toEqual({
      code: 1,
      said: 'The ledger of KR is not whole: entry 2 is missing.\n',
    });
  } finally {
    await federation.stop();
  }
});
