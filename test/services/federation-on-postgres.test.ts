import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CHINESE_E_VENDOR,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_SUSPENDED,
  UNKNOWN_OPERATOR,
} from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons basis } }
}`;

interface Data {
  readonly recognitions: readonly {
    readonly decision: { readonly outcome: string; readonly reasons: readonly string[] } | null;
  }[];
}

const server = process.env['TEST_DATABASE_URL'];
if (server === undefined) throw new TypeError('TEST_DATABASE_URL names the PostgreSQL server for this lane');
const name = `aeo_test_${process.pid}`;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function databaseUrl(): string {
  const url = new URL(server ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

describe('the whole federation on PostgreSQL', () => {
  let federation: TestFederation;

  beforeAll(async () => {
    await onServer(`CREATE DATABASE ${name}`);
    federation = await startFederation({ location: { kind: 'postgres', url: databaseUrl() } });
  });

  afterAll(async () => {
    await federation.stop();
    await onServer(`DROP DATABASE ${name}`);
  });

  const ask = async (administration: string, tins: readonly string[]) => {
    const { data } = await federation.ask<Data>(administration, QUERY, {
      questions: tins.map((tin) => ({ tin, role: 'EXPORTER' })),
    });
    return data.recognitions.map(({ decision }) => decision);
  };

  test('answers as on SQLite', async () => {
    expect(await ask('JP', [KOREAN_EXPORTER.tin, KOREAN_EXPORTER_SUSPENDED.tin, UNKNOWN_OPERATOR.tin])).toEqual([
      { outcome: 'RECOGNISED', reasons: [], basis: 'LIVE' },
      { outcome: 'NOT_RECOGNISED', reasons: ['AUTHORIZATION_SUSPENDED'], basis: 'LIVE' },
      { outcome: 'NOT_RECOGNISED', reasons: ['UNKNOWN_OR_NOT_DISCLOSED'], basis: 'LIVE' },
    ]);
  });

  test('keeps a suspension by the home administration', async () => {
    const { data } = await federation.askOfficer<{
      operator: { version: number; record: { authorizations: { number: string }[] } };
    }>('CN', `query Q($tin: TIN!) { operator(tin: $tin) { version record { authorizations { number } } } }`, {
      tin: CHINESE_E_VENDOR.tin,
    });
    const suspended = await federation.askOfficer(
      'CN',
      `mutation M($number: ID!, $version: Int!) { suspendAuthorization(number: $number, ground: "Suspicion", version: $version) { status } }`,
      { number: data.operator.record.authorizations[0]?.number, version: data.operator.version },
    );
    expect(suspended.errors).toEqual([]);
    expect(await ask('EU', [CHINESE_E_VENDOR.tin])).toMatchObject([{ reasons: ['AUTHORIZATION_SUSPENDED'] }]);
  });

  test('answers twenty requests at once, each with its own consultation', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('JP', [KOREAN_EXPORTER.tin])));
    expect(answers.flat().every((decision) => decision?.outcome === 'RECOGNISED')).toBe(true);
  });
});
