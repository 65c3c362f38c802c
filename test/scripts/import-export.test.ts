import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REGISTRY_SCOPES } from '../../schema/contract/scopes.ts';
import { exportText } from '../../scripts/exchange/export-text.ts';
import { createOfficerClient } from '../../scripts/exchange/officer-client.ts';
import { SOURCE_FORMATS, type Source, type SourceFormat } from '../../scripts/exchange/open-source.ts';
import { readRegister } from '../../scripts/exchange/read-register.ts';
import { type ImportOutcome, type ImportRun, runImport } from '../../scripts/exchange/run-import.ts';
import type { ImportProblem } from '../../scripts/exchange/send-operators.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { startAnswering, startExpiringProxy } from './import-export/officer-servers.ts';
import { freshTin, HEADER, line, MAPPING, operator } from './import-export/sample-sources.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READ = `query ($tin: TIN!) { operator(tin: $tin) { version consents { destination given } record { legalName tradingNames
  roles address { lines city postalCode country } authorizations { number type roles status statusSince validFrom validTo } } } }`;

interface Report extends ImportOutcome {
  readonly problems: readonly ImportProblem[];
}

let federation: TestFederation;
let directory: string;

beforeAll(async () => {
  federation = await startFederation();
  directory = mkdtempSync(join(tmpdir(), 'aeo-import-'));
});

afterAll(async () => {
  await federation.stop();
  rmSync(directory, { recursive: true, force: true });
});

function write(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const officerUrl = () => `${federation.url}/registries/KR/graphql`;

/** The command itself, in a process of its own. */
async function command(script: string, args: readonly string[]) {
  const token = await federation.token('KR', REGISTRY_SCOPES);
  const all = ['--import', 'tsx', `scripts/${script}.ts`, '--administration', 'KR', ...args];
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [...all, '--url', officerUrl(), '--token', token],
      { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

/** What the command does, in this process. */
async function importing(file: string | Source, given: Partial<ImportRun> = {}): Promise<Report> {
  const problems: ImportProblem[] = [];
  const outcome = await runImport({
    administration: 'KR',
    source: typeof file === 'string' ? { kind: 'FILE', file } : file,
    dryRun: false,
    allOrNothing: false,
    from: 1,
    url: officerUrl(),
    token: await federation.token('KR', REGISTRY_SCOPES),
    onProblem: (problem) => problems.push(problem),
    onProgress: () => undefined,
    ...given,
  });
  return { ...outcome, problems };
}

/** The text of an export. */
async function exporting(format: SourceFormat, tin?: string): Promise<{ text: string; operators: number }> {
  const ask = createOfficerClient(officerUrl(), await federation.token('KR', REGISTRY_SCOPES));
  let operators = 0;
  async function* counted() {
    for await (const one of readRegister(ask, tin)) {
      operators += 1;
      yield one;
    }
  }
  try {
    let text = '';
    for await (const part of exportText('KR', counted(), format)) text += part;
    return { text, operators };
  } finally {
    await ask.close();
  }
}

async function read(tin: string): Promise<unknown> {
  const { data } = await federation.askOfficer<{ operator: unknown }>('KR', READ, { tin });
  return data.operator;
}

describe('an import by a mapping', () => {
  const mapping = () => write('mapping.json', JSON.stringify(MAPPING));

  test('makes operators of columns: prefixes, lists, words, dates and statuses', async () => {
    const [authorised, suspended] = [freshTin(), freshTin()];
    const file = write(
      'good.csv',
      `\uFEFF${[HEADER, line(authorised), line(suspended, { 14: '정지', 15: '2026/02/10' })].join('\r\n')}\r\n`,
    );
    const report = await importing(file, { mappingFile: mapping() });
    expect(report).toMatchObject({ read: 2, written: 2, unchanged: 0, refused: 0, problems: [], interrupted: null });
    expect(await read(authorised)).toMatchObject({
      version: 1,
      consents: [
        { destination: 'JP', given: true },
        { destination: 'US', given: true },
      ],
      record: {
        legalName: '한빛, 무역',
        tradingNames: ['Hanbit Trading', 'Hanbit'],
        roles: ['EXPORTER', 'MANUFACTURER'],
        address: { lines: ['세종대로 1'], city: '서울', postalCode: '04524', country: 'KR' },
        authorizations: [{ number: `KR-${authorised}`, type: 'AA', status: 'AUTHORISED', validTo: '2029-02-28' }],
      },
    });
    // Midnight in Seoul.
    expect(await read(suspended)).toMatchObject({
      record: { authorizations: [{ status: 'SUSPENDED', statusSince: '2026-02-09T15:00:00.000Z' }] },
    });
  });

  test('names row, field and rule of what is bad, and takes the rest', async () => {
    const [good, ...bad] = [freshTin(), freshTin(), freshTin(), freshTin(), freshTin()] as const;
    const file = write(
      'bad.csv',
      [
        HEADER,
        line(good),
        line(bad[0], { 1: '"two\nlines"', 7: '운송' }),
        line(bad[1], { 12: '01.03.2024' }),
        line('KR1234567890'),
        line(bad[2], { 11: 'B' }),
        line(bad[3], { 14: '정지' }),
        'one cell',
        '',
      ].join('\n'),
    );
    const report = await importing(file, { mappingFile: mapping() });
    expect(report).toMatchObject({ read: 7, written: 1, refused: 6 });
    expect(report.problems.map(({ row, field, rule }) => `${row} ${field} ${rule}`)).toEqual([
      '3 roles WORDS',
      '5 authorization.validFrom DATE',
      '6 tin TIN_CHECKSUM',
      '7 authorizations[0].type KNOWN_TYPE',
      '8 authorization.statusSince REQUIRED',
      '9  RECORD',
    ]);
    expect(await read(bad[0])).toBeNull();
  });

  test('makes one operator of rows with one TIN that follow one another', async () => {
    const [tin, other] = [freshTin(), freshTin()];
    const file = write(
      'grouped.csv',
      [HEADER, line(tin), line(tin, { 10: `KR-${tin}-2`, 11: 'AAA' }), line(other)].join('\n'),
    );
    const report = await importing(file, { mappingFile: mapping() });
    expect(report).toMatchObject({ read: 2, written: 2 });
    expect(await read(tin)).toMatchObject({ record: { authorizations: [{ type: 'AA' }, { type: 'AAA' }] } });
  });

  test('reads the encoding that the mapping names, and refuses a file that is in another', async () => {
    const tin = freshTin();
    const own = { tin: { column: 't' }, legalName: { column: 'n' }, 'address.city': { constant: 'Seoul' } };
    const rest = { 'address.country': { constant: 'KR' }, roles: { constant: ['EXPORTER'] } };
    const named = write('euc-kr.json', JSON.stringify({ encoding: 'euc-kr', fields: { ...own, ...rest } }));
    const unnamed = write('utf-8.json', JSON.stringify({ fields: { ...own, ...rest } }));
    const hanbit = Buffer.from([0xc7, 0xd1, 0xba, 0xfb]);
    const file = write('euc-kr.csv', Buffer.concat([Buffer.from(`t,n\n${tin},`), hanbit, Buffer.from('\n')]));
    await expect(importing(file, { mappingFile: unnamed })).rejects.toThrow('is not utf-8');
    expect(await importing(file, { mappingFile: named })).toMatchObject({ written: 1 });
    expect(await read(tin)).toMatchObject({ record: { legalName: '한빛' } });
  });

  test('reads the rows of a query on an existing SQLite database', async () => {
    const tin = freshTin();
    const path = join(directory, 'old.sqlite');
    const database = new Sqlite(path);
    database.exec('CREATE TABLE trader (brn INTEGER, name TEXT, city TEXT)');
    database.prepare('INSERT INTO trader VALUES (?, ?, ?)').run(BigInt(tin.slice(2)), '옛 등록부', '부산');
    database.close();
    const fields = {
      tin: { column: 'brn', prefix: 'KR' },
      legalName: { column: 'name' },
      'address.city': { column: 'city' },
      'address.country': { constant: 'KR' },
      roles: { constant: 'EXPORTER' },
    };
    const file = write('sqlite.json', JSON.stringify({ fields }));
    const query = 'SELECT * FROM trader';
    const report = await importing({ kind: 'SQLITE', file: path, query }, { mappingFile: file });
    expect(report).toMatchObject({ read: 1, written: 1, problems: [] });
    expect(await read(tin)).toMatchObject({ record: { legalName: '옛 등록부', address: { city: '부산' } } });
  });

  test('says every fault of a mapping with its place, and sends nothing', async () => {
    const file = write(
      'wrong.json',
      JSON.stringify({ fields: { tinn: { column: 'a' }, tin: {}, roles: { colum: 'b' } } }),
    );
    const run = importing(write('any.csv', 'a\n'), { mappingFile: file });
    await expect(run).rejects.toThrow(
      /exactly one of column, columns and constant[\s\S]*"colum"[\s\S]*is no field[\s\S]*fields\.tinn/,
    );
  });

  test('stops where the source has no column that the mapping names', async () => {
    const run = importing(write('other.csv', 'a,b\n1,2\n'), { mappingFile: mapping() });
    await expect(run).rejects.toThrow('사업자등록번호');
  });
});

describe('an import', () => {
  test('in a dry run says what would be done, and does nothing', async () => {
    const tin = freshTin();
    const file = write('dry.json', JSON.stringify([operator(tin), operator('KR1')]));
    const report = await importing(file, { dryRun: true });
    expect(report).toMatchObject({
      dryRun: true,
      read: 2,
      written: 1,
      refused: 1,
      problems: [{ row: 2, field: 'tin' }],
    });
    expect(await read(tin)).toBeNull();
  });

  test('all or nothing writes no operator of a batch with a bad one, and names what the registry finds as well', async () => {
    const [good, other] = [freshTin(), freshTin()];
    const held = operator(other, { authorizations: [] });
    const number = { ...operator(other) };
    const file = write(
      'all.jsonl',
      [operator(good), operator('KR1'), held, number].map((one) => JSON.stringify(one)).join('\n'),
    );
    const report = await importing(file, { allOrNothing: true });
    expect(report).toMatchObject({ read: 4, written: 0, unchanged: 0, refused: 4 });
    expect(report.problems).toMatchObject([
      { row: 2, field: 'tin', rule: 'TIN_MALFORMED' },
      { row: 4, field: 'tin', rule: 'ONCE_IN_IMPORT' },
    ]);
    expect(await read(good)).toBeNull();
  });

  test('all or nothing counts what is found before anything is sent, too', async () => {
    const good = freshTin();
    const file = write('before.json', JSON.stringify([operator(good), operator('KR1')]));
    expect(await importing(file, { allOrNothing: true })).toMatchObject({ read: 2, written: 0, refused: 2 });
    expect(await read(good)).toBeNull();
  });

  test('names a field that no operator has, and a record that is no JSON', async () => {
    const tin = freshTin();
    const file = write('odd.jsonl', `${JSON.stringify(operator(tin, { tradeNames: [] }))}\n{"tin":\n`);
    const report = await importing(file);
    expect(report.problems).toMatchObject([
      { row: 1, field: 'tradeNames', rule: 'KNOWN_FIELD' },
      { row: 2, rule: 'RECORD' },
    ]);
    expect(await read(tin)).toBeNull();
  });

  test('of 2,000 goes on where it was interrupted, writes each once, and imported again changes nothing', async () => {
    const tins = Array.from({ length: 2_000 }, freshTin);
    const file = write('many.json', JSON.stringify(tins.map((tin) => operator(tin))));
    const proxy = await startExpiringProxy(`${federation.url}/registries/KR/graphql`, 1);
    const broken = await importing(file, { url: proxy.url });
    await proxy.close();
    expect(broken).toMatchObject({ read: 1_000, written: 1_000, interrupted: { row: 1_001 } });
    expect(broken.interrupted?.message).toContain('UNAUTHENTICATED');

    const rest = await importing(file, { from: 1_001 });
    expect(rest).toMatchObject({ read: 1_000, written: 1_000, unchanged: 0, interrupted: null });
    const again = await importing(file);
    expect(again).toMatchObject({ read: 2_000, written: 0, unchanged: 2_000, problems: [] });
    expect(await read(tins[1_999] ?? '')).toMatchObject({ version: 1 });
  });

  test('is interrupted where the token permits nothing', async () => {
    const file = write('denied.json', JSON.stringify([operator(freshTin())]));
    const { interrupted } = await importing(file, { url: `${federation.url}/registries/JP/graphql` });
    expect(interrupted).toMatchObject({ row: 1, message: expect.stringContaining('UNAUTHENTICATED') });
  });

  test('as a command ends with 0, 1 or 2, and reports as table or as JSON', async () => {
    const [bad, good] = [
      write('c1.json', JSON.stringify([operator('KR1')])),
      write('c2.json', JSON.stringify([operator(freshTin())])),
    ];
    const [table, json, unable] = await Promise.all([
      command('import-operators', ['--file', bad]),
      command('import-operators', ['--file', good, '--json']),
      command('import-operators', ['--file', join(directory, 'nowhere.csv')]),
    ]);
    expect(table.code).toBe(1);
    expect(table.stdout).toMatch(/^row +field +rule +what is wrong\n1 +tin +TIN_MALFORMED /);
    expect(table.stdout).toContain('1 operators read: 0 written, 0 unchanged, 1 refused');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ problems: [], read: 1, written: 1, interrupted: null });
    expect(unable).toMatchObject({ code: 2, stdout: '' });
    expect(unable.stderr).toContain('nowhere.csv');
  });
});

describe('an export', () => {
  test.each(SOURCE_FORMATS)('of a whole register as %s, imported again, changes nothing', async (format) => {
    const { text, operators } = await exporting(format);
    expect(operators).toBeGreaterThan(40);
    expect(await importing(write(`register.${format}`, text))).toMatchObject({
      read: operators,
      unchanged: operators,
      problems: [],
    });
  });

  test('of one operator has that one only; of one that is not there, nothing', async () => {
    const tin = freshTin();
    await importing(write('one.json', JSON.stringify([operator(tin)])));
    const { text } = await exporting('json', tin);
    expect(JSON.parse(text)).toMatchObject([{ tin, authorizations: [{ history: [{ status: 'AUTHORISED' }] }] }]);
    const none = await command('export-operators', ['--tin', freshTin()]);
    expect(none).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('NOT_FOUND') });
  });

  test('from an endpoint that does not tell histories and national values is refused, because imported again it would do harm', async () => {
    const fields = [{ name: 'tin' }];
    const server = await startAnswering({ data: { operator: { fields }, authorization: { fields } } });
    const ask = createOfficerClient(server.url, 'token');
    try {
      await expect(readRegister(ask).next()).rejects.toThrow(
        'AeoAuthorization.history and RegisteredOperator.national',
      );
    } finally {
      await ask.close();
      await server.close();
    }
  });
});

describe('an export of everything held about one operator', () => {
  test('is one JSON document with every disclosure, also behind the first page', async () => {
    const tin = freshTin();
    await importing(write('own.json', JSON.stringify([operator(tin, { consents: ['JP'] })])));
    const query = 'query ($q: [RecognitionQuestion!]!) { recognitions(questions: $q) { decision { outcome } } }';
    for (let asked = 0; asked < 205; asked += 1) await federation.ask('JP', query, { q: [{ tin, role: 'EXPORTER' }] });
    const { code, stdout } = await command('export-operators', ['--tin', tin, '--own-data']);
    expect(code).toBe(0);
    const { disclosures, ...document } = JSON.parse(stdout) as { disclosures: { sequence: number; tin: string }[] };
    expect(document).toMatchObject({ version: '1.0', tin, operator: { tin, consents: ['JP'] }, moreDisclosures: null });
    expect(disclosures.map((entry) => entry.tin)).toEqual(Array.from({ length: 205 }, () => tin));
    expect(disclosures.map(({ sequence }) => sequence)).toEqual(
      disclosures.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
    );
    const none = await command('export-operators', ['--tin', freshTin(), '--own-data']);
    expect(none).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('NOT_FOUND') });
    expect(await command('export-operators', ['--own-data'])).toMatchObject({ code: 2, stdout: '' });
  });
});
