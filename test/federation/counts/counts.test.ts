import { QueryPlanner } from '@graphql-hive/router-query-planner';
import Database from 'better-sqlite3';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ADMINISTRATIONS } from '../../../schema/administrations.ts';
import { CALLER_ASSERTION_HEADER } from '../../../schema/contract/caller.ts';
import { coverageOn } from '../../../schema/contract/coverage-on.ts';
import { administrationOfSubgraph } from '../../../schema/contract/subgraph-names.ts';
import { ARRANGEMENTS } from '../../../schema/reference/arrangements.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import * as operation from './count-operations.ts';

/** A hundred operators, in turn of all sixteen administrations. */
const TINS: readonly string[] = Array.from({ length: 100 }, (_, index) => {
  const { code } = ADMINISTRATIONS[index % ADMINISTRATIONS.length] ?? { code: 'JP' };
  return demonstrationOperators(code)[Math.floor(index / ADMINISTRATIONS.length)]?.tin ?? '';
});
const QUESTIONS = TINS.map((tin) => ({ tin, role: 'EXPORTER' }));
const CODES = ADMINISTRATIONS.map(({ code }) => code);

let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation();
});

afterAll(() => federation.stop());

afterEach(() => {
  vi.restoreAllMocks();
});

/** The administrations whose exporters it recognises: nobody else need be asked. */
function partnersOf(asking: string): string[] {
  return CODES.filter((home) =>
    coverageOn(ARRANGEMENTS, home, asking, new Date()).some(
      ({ standing, coverage }) => standing === 'IN_FORCE' && coverage.roles.includes('EXPORTER'),
    ),
  );
}

/** The number of calls that each subgraph was sent since the last look. */
function countedCalls(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { subgraph } of federation.calls.splice(0)) counts.set(subgraph, (counts.get(subgraph) ?? 0) + 1);
  return counts;
}

/** Every entry that a request left in the ledgers of all registries, read as their officers do, a small page at a time. */
async function ledgerOf(requestId: string): Promise<operation.LedgerEntry[]> {
  const entries: operation.LedgerEntry[] = [];
  for (const code of CODES) {
    let after: string | null = null;
    do {
      const answer: { data: operation.LedgerData } = await federation.askOfficer(code, operation.LEDGER, { after });
      const { edges, pageInfo } = answer.data.disclosures;
      entries.push(...edges.map(({ node }) => node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  }
  return entries.filter((entry) => entry.requestId === requestId);
}

function attestationIn(receipt: string): { id: string } | null {
  return decodeJwt<{ attestation: { id: string } | null }>(receipt).attestation;
}

/** The request that an answer belongs to, by its receipts. */
function requestOf(decisions: readonly operation.Decision[]): string {
  const ids = new Set(decisions.map(({ receipt }) => decodeJwt<{ requestId: string }>(receipt).requestId));
  const [id] = ids;
  if (ids.size !== 1 || id === undefined) throw new TypeError('one answer has one request');
  return id;
}

/** Each operator has one entry, and entry, statement and receipt name one and the same attestation. */
function expectOneStatementEach(
  entries: readonly operation.LedgerEntry[],
  decisions: readonly { readonly tin: string; readonly decision: operation.Decision }[],
): void {
  const byTin = new Map(entries.map((entry) => [entry.tin, entry]));
  expect(entries.length).toBe(byTin.size);
  let stated = 0;
  for (const { tin, decision } of decisions) {
    const named = attestationIn(decision.receipt);
    if (decision.attestation === null) {
      expect(named).toBeNull();
      continue;
    }
    stated += 1;
    expect(decodeJwt(decision.attestation).jti).toBe(byTin.get(tin)?.attestationId);
    expect(named?.id).toBe(byTin.get(tin)?.attestationId);
  }
  expect(stated).toBeGreaterThan(30);
}

describe('a hundred questions over sixteen administrations', () => {
  test('are vouched for under one signature, whatever the number of registries', async () => {
    const statements: string[] = [];
    const back = CODES.map((code) =>
      federation.replaceRegistry(code, (real) => ({
        ...real,
        request(request) {
          statements.push(String(request.headers[CALLER_ASSERTION_HEADER]).split('~')[0] ?? '');
          return real.request(request);
        },
      })),
    );
    const { errors } = await federation.ask('JP', operation.DECISIONS, { questions: QUESTIONS });
    for (const put of back) put();
    expect(errors).toEqual([]);
    expect(statements.length).toBe(partnersOf('JP').length);
    expect(new Set(statements).size).toBe(1);
  });

  test.each(['JP', 'EU', 'BR'])(
    'by %s are one request to each registry that is concerned, and two to the recognition service',
    async (asking) => {
      countedCalls();
      const { errors } = await federation.ask(asking, operation.DECISIONS, {
        questions: QUESTIONS,
      });
      expect(errors).toEqual([]);
      const calls = countedCalls();
      expect(calls.get('recognition')).toBe(2);
      calls.delete('recognition');
      expect([...calls.values()].every((count) => count === 1)).toBe(true);
      expect([...calls.keys()].map(administrationOfSubgraph).sort()).toEqual(partnersOf(asking).toSorted());
    },
  );

  test('are eighteen requests at most, even with every record', async () => {
    countedCalls();
    const { data, errors } = await federation.ask<operation.RecognitionsData>('JP', operation.DECISIONS_AND_RECORDS, {
      questions: QUESTIONS,
    });
    expect(errors).toEqual([]);
    expect(data.recognitions.filter(({ operator }) => operator.record !== null).length).toBeGreaterThan(20);
    const calls = countedCalls();
    expect(Object.fromEntries(calls)).toEqual({
      recognition: 2,
      ...Object.fromEntries(CODES.map((code) => [`registry-${code.toLowerCase()}`, 1])),
    });
  });

  test('with every record leave one entry in the ledgers for each operator, which names the attestation of the receipt', async () => {
    const { data } = await federation.ask<operation.RecognitionsData>('JP', operation.DECISIONS_AND_RECORDS, {
      questions: QUESTIONS,
    });
    const entries = await ledgerOf(requestOf(data.recognitions.map(({ decision }) => decision)));
    expect(entries.map(({ tin }) => tin).sort()).toEqual(TINS.toSorted());
    expectOneStatementEach(entries, data.recognitions);
  });

  test('without records leave an entry only where the registry had to be asked', async () => {
    const { data } = await federation.ask<operation.RecognitionsData>('JP', operation.DECISIONS, {
      questions: QUESTIONS,
    });
    const entries = await ledgerOf(requestOf(data.recognitions.map(({ decision }) => decision)));
    const asked = data.recognitions.filter(({ decision }) => decision.basis === 'LIVE').map(({ tin }) => tin);
    expect(entries.map(({ tin }) => tin).sort()).toEqual(asked.toSorted());
    expectOneStatementEach(entries, data.recognitions);
  });

  test('are a hundred consultations, in the log and by number', async () => {
    const { data } = await federation.ask<operation.RecognitionsData>('JP', operation.DECISIONS, {
      questions: QUESTIONS,
    });
    const decisions = data.recognitions.map(({ decision }) => decision);
    const numbers = decisions.map(({ consultationNumber }) => consultationNumber);
    expect(new Set(numbers).size).toBe(100);
    const found = await Promise.all(
      [numbers.slice(0, 50), numbers.slice(50)].map((some) =>
        federation.ask<Record<string, { tin: string }>>('JP', operation.consultations(some)),
      ),
    );
    expect(found.flatMap((answer) => Object.values(answer.data)).map(({ tin }) => tin)).toEqual(TINS);
    const log = new Database(`${federation.dataDirectory}/databases/recognition.sqlite`, { readonly: true });
    const rows = log
      .prepare('SELECT count(*) AS kept FROM consultation WHERE request_id = ?')
      .get(requestOf(decisions));
    log.close();
    expect(rows).toEqual({ kept: 100 });
  });
});

describe('the same operator asked about in two roles, and twice in one', () => {
  test('is one entry and one attestation, and a consultation for each question', async () => {
    const [tin = ''] = TINS.filter((one) => one.startsWith('KR'));
    const questions = ['EXPORTER', 'IMPORTER', 'EXPORTER'].map((role, index) => ({
      tin,
      role,
      reference: String(index),
    }));
    const { data } = await federation.ask<operation.RecognitionsData>('JP', operation.DECISIONS_AND_RECORDS, {
      questions,
    });
    const decisions = data.recognitions.map(({ decision }) => decision);
    const entries = await ledgerOf(requestOf(decisions));
    expect(entries).toHaveLength(1);
    expect(decisions.map(({ receipt }) => attestationIn(receipt)?.id)).toEqual(
      Array.from({ length: 3 }, () => entries[0]?.attestationId),
    );
  });
});

describe('a hundred operators in depth', () => {
  test('are one request to each registry and two to the recognition service, and leave one entry for each', async () => {
    countedCalls();
    const { data, errors } = await federation.ask<operation.OperatorsData>('JP', operation.OPERATORS, { tins: TINS });
    expect(errors).toEqual([]);
    const calls = countedCalls();
    expect(calls.get('recognition')).toBe(2);
    expect([...calls.values()].reduce((sum, count) => sum + count, 0)).toBe(18);
    const decisions = data.operators.map(({ tin, recognition }) => ({ tin, decision: recognition }));
    const entries = await ledgerOf(requestOf(decisions.map(({ decision }) => decision)));
    expect(entries.map(({ tin }) => tin).sort()).toEqual(TINS.toSorted());
    expectOneStatementEach(entries, decisions);
  });
});

describe('the databases', () => {
  test('see one writing transaction a registry, and one of the recognition service, for a hundred questions', async () => {
    const statements = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Database.Statement;
    const run = vi.spyOn(statements, 'run');
    const expected = ['recognition', ...CODES.map((code) => `registry-${code.toLowerCase()}`)].sort();
    // What a service does by itself from time to time may fall into one of the requests, and into no three in a row.
    await vi.waitFor(
      async () => {
        run.mockClear();
        await federation.ask('JP', operation.DECISIONS_AND_RECORDS, { questions: QUESTIONS });
        const ran = (run.mock.contexts as unknown as Database.Statement[]).map(({ source, database }) => ({
          source,
          database: database.name.split('/').at(-1)?.replace('.sqlite', '') ?? '',
        }));
        const begun = ran.filter(({ source }) => source.startsWith('BEGIN')).map(({ database }) => database);
        expect(begun.sort()).toEqual(expected);
        const inserted = ran.filter(({ source }) => source.startsWith('INSERT')).map(({ database }) => database);
        expect(new Set(inserted).size).toBe(17);
      },
      { timeout: 3_000, interval: 300 },
    );
  });
});

describe('the plan of an operation', () => {
  test.each([
    ['recognitions', operation.DECISIONS_AND_RECORDS, { questions: QUESTIONS.slice(0, 20) }],
    ['operators', operation.OPERATORS, { tins: TINS.slice(0, 20) }],
  ])('%s is made once for a text, whoever asks it and with whatever variables', async (_name, text, variables) => {
    const plan = vi.spyOn(QueryPlanner.prototype, 'planAsync');
    const fresh = `${text} # ${_name}`;
    const askAs = (asking: string) => federation.ask(asking, fresh, variables);
    await Promise.all([askAs('JP'), askAs('JP'), askAs('EU')]);
    const { errors } = await federation.ask('US', fresh, { questions: [], tins: [] });
    expect(errors).toEqual([]);
    expect(plan).toHaveBeenCalledTimes(1);
    await federation.ask('JP', `${fresh}, another text`, variables);
    expect(plan).toHaveBeenCalledTimes(2);
  });
});
