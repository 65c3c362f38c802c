import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CHINESE_E_VENDOR,
  KOREAN_EXPORTER,
  KOREAN_EXPORTER_SUSPENDED,
  UNKNOWN_OPERATOR,
} from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { createOwnDatabase, type OwnDatabase } from './own-database.ts';

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons basis } }
}`;

interface Data {
  readonly recognitions: readonly {
    readonly decision: { readonly outcome: string; readonly reasons: readonly string[] } | null;
  }[];
}

describe('the whole federation on PostgreSQL', () => {
  let database: OwnDatabase;
  let federation: TestFederation;

  beforeAll(async () => {
    database = await createOwnDatabase('federation');
    federation = await startFederation({ location: { kind: 'postgres', url: database.url } });
  });

  afterAll(async () => {
    await federation.stop();
    await database.drop();
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
