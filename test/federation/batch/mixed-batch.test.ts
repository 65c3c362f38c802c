import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMINISTRATIONS } from '../../../schema/administrations.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import {
  CHINESE_E_VENDOR,
  EU_MANUFACTURER,
  KOREAN_EXPORTER,
  NO_ARRANGEMENT,
  NOT_CONNECTED,
  OWN_OPERATOR,
  UNKNOWN_OPERATOR,
  UNKNOWN_TERRITORY,
  US_EXPORTER,
  WORTH_ASKING,
  WRONG_CHECK_DIGIT,
} from '../../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const QUERY = `query Batch($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    reference tin problem
    operator { tin }
    decision { outcome reasons notices basis consultationNumber evaluated { role on nameCompared } }
  }
}`;

interface Question {
  readonly tin: string;
  readonly role: string;
  readonly reference?: string;
  readonly on?: string;
  readonly declaredName?: string;
}

interface Data {
  readonly recognitions: readonly {
    readonly reference: string | null;
    readonly tin: string;
    readonly problem: string | null;
    readonly operator: { readonly tin: string } | null;
    readonly decision: {
      readonly outcome: string;
      readonly reasons: readonly string[];
      readonly consultationNumber: string;
    } | null;
  }[];
}

let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation();
});

afterAll(() => federation.stop());

const ask = (administration: string, questions: readonly Question[]) =>
  federation.ask<Data>(administration, QUERY, { questions });

/** What is expected of one row. */
interface Row {
  readonly is: string;
  readonly question: Question;
  readonly problem?: string;
  readonly decision?: object | null;
}

const exporter = (tin: string): Question => ({ tin, role: 'EXPORTER' });
const problem = (is: string, tin: string, what: string): Row => ({ is, question: exporter(tin), problem: what });
const recognised = { outcome: 'RECOGNISED', reasons: [], basis: 'LIVE' };
const unknown = { outcome: 'NOT_RECOGNISED', reasons: ['UNKNOWN_OR_NOT_DISCLOSED'], basis: 'LIVE' };

const ROWS: readonly Row[] = [
  problem('malformed', 'not a tin at all', 'MALFORMED'),
  problem('empty', '', 'MALFORMED'),
  problem('with a look-alike letter', 'КR7628191710', 'MALFORMED'),
  { is: 'good', question: exporter(KOREAN_EXPORTER.tin), decision: { ...recognised, notices: [] } },
  problem('wrong check digits', WRONG_CHECK_DIGIT.tin, 'CHECKSUM'),
  problem('the Greek VAT prefix', UNKNOWN_TERRITORY.tin, 'TERRITORY_UNKNOWN'),
  problem('the United Kingdom by its name', 'UK123456789012', 'TERRITORY_UNKNOWN'),
  problem('the Union as a territory', 'EU123456789', 'TERRITORY_UNKNOWN'),
  {
    is: 'not connected',
    question: exporter(NOT_CONNECTED.tin),
    decision: { outcome: 'UNDETERMINED', reasons: ['REGISTRY_NOT_CONNECTED'], basis: 'NONE' },
  },
  { is: 'unknown to its administration', question: exporter(UNKNOWN_OPERATOR.tin), decision: unknown },
  {
    is: 'lower case with separators',
    question: exporter('kr-762.819 1710'),
    decision: { ...recognised, notices: ['IDENTIFIER_NORMALISED'] },
  },
  problem('an AEO code in the place of a TIN', `AEO${CHINESE_E_VENDOR.tin}`, 'MALFORMED'),
  {
    is: 'the good one in another role',
    question: { tin: KOREAN_EXPORTER.tin, role: 'CUSTOMS_BROKER' },
    decision: { outcome: 'NOT_RECOGNISED', reasons: ['NO_AUTHORIZATION'], evaluated: { role: 'CUSTOMS_BROKER' } },
  },
  {
    is: 'the good question once more',
    question: exporter(KOREAN_EXPORTER.tin),
    decision: { ...recognised, notices: [] },
  },
  {
    is: 'asked as of a future instant',
    question: { ...exporter(KOREAN_EXPORTER.tin), on: '2199-01-01T00:00:00Z' },
    decision: null,
  },
  {
    is: 'with a declared name that does not agree',
    question: { ...exporter(KOREAN_EXPORTER.tin), declaredName: 'Somebody Else Ltd' },
    decision: { outcome: 'NOT_RECOGNISED', reasons: ['NAME_MISMATCH'], evaluated: { nameCompared: true } },
  },
  {
    is: 'of another administration',
    question: { tin: EU_MANUFACTURER.tin, role: 'MANUFACTURER' },
    decision: recognised,
  },
  { is: 'withheld', question: exporter(CHINESE_E_VENDOR.tin), decision: unknown },
];

describe('a batch of mixed questions', () => {
  let answer: Awaited<ReturnType<typeof ask>>;

  beforeAll(async () => {
    answer = await ask(
      'JP',
      ROWS.map(({ is, question }) => ({ ...question, reference: is })),
    );
  });

  test('is answered with HTTP 200, in the order and number asked', () => {
    expect(answer.status).toBe(200);
    expect(answer.data.recognitions.map(({ reference }) => reference)).toEqual(ROWS.map(({ is }) => is));
    expect(answer.data.recognitions.map(({ tin }) => tin)).toEqual(ROWS.map(({ question }) => question.tin));
  });

  test.each(ROWS.map((row, index) => [row.is, row, index] as const))('%s has a row of its own', (_is, row, index) => {
    const shown = answer.data.recognitions[index];
    expect(shown?.problem).toBe(row.problem ?? null);
    if (row.decision == null) expect(shown?.decision).toBeNull();
    else expect(shown?.decision).toMatchObject(row.decision);
  });

  test('has one error, that of the question about the future, on its own row', () => {
    const index = ROWS.findIndex(({ question }) => question.on !== undefined);
    expect(answer.errors).toEqual([
      {
        message: expect.any(String),
        path: ['recognitions', index, 'decision'],
        extensions: {
          code: 'BAD_USER_INPUT',
          origin: 'CALLER',
          field: 'on',
          rule: 'an instant that is not in the future',
        },
      },
    ]);
  });

  test('names the operator by its normalised TIN, and none where the identifier is wrong', () => {
    const operators = answer.data.recognitions.map(({ operator }) => operator?.tin);
    expect(operators[ROWS.findIndex(({ is }) => is === 'lower case with separators')]).toBe(KOREAN_EXPORTER.tin);
    expect(ROWS.filter((row, index) => row.problem !== undefined && operators[index] !== undefined)).toEqual([]);
  });

  test('gives each different question a consultation number of its own', () => {
    const numbers = answer.data.recognitions.flatMap(({ decision }) => decision?.consultationNumber ?? []);
    const decided = ROWS.filter(({ decision }) => decision != null).length;
    expect(numbers).toHaveLength(decided);
    // The same question twice in one batch was asked once: one statement, one consultation, shown on both rows.
    expect(new Set(numbers).size).toBe(decided - 1);
  });
});

const ASKING = [...new Set(WORTH_ASKING.map(({ asking }) => asking))];

describe('the questions worth asking', () => {
  test.each(ASKING)('asked by %s in one batch get the answers that the README promises', async (asking) => {
    const asked = WORTH_ASKING.filter((row) => row.asking === asking);
    const { status, errors, data } = await ask(
      asking,
      asked.map(({ tin, role, key }) => ({ tin, role, reference: key })),
    );
    expect(status).toBe(200);
    expect(errors).toEqual([]);
    expect(
      data.recognitions.map(({ reference, problem: wrong, decision }) => ({
        key: reference,
        expected: decision === null ? { problem: wrong } : { outcome: decision.outcome, reasons: decision.reasons },
      })),
    ).toEqual(asked.map(({ key, expected }) => ({ key, expected })));
  });
});

describe('a large batch', () => {
  const tins = ADMINISTRATIONS.flatMap(({ code }) => demonstrationOperators(code).map(({ tin }) => tin));
  const questionsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...exporter(tins[index % tins.length] ?? ''),
      reference: `${index}`,
    }));

  test('of 1,000 questions to sixteen registries is answered, each on its row', async () => {
    const { status, errors, data } = await ask('JP', questionsOf(1_000));
    expect(status).toBe(200);
    expect(errors).toEqual([]);
    expect(data.recognitions.map(({ reference }) => reference)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => `${index}`),
    );
    expect(data.recognitions.filter(({ decision }) => decision === null)).toEqual([]);
    expect(new Set(data.recognitions.map(({ decision }) => decision?.outcome))).toEqual(
      new Set(['RECOGNISED', 'NOT_RECOGNISED', 'NOT_APPLICABLE']),
    );
  });

  test('of 1,001 questions is refused as a whole, and no registry is asked', async () => {
    federation.calls.length = 0;
    const { data, errors } = await ask('JP', questionsOf(1_001));
    expect(data).toBeNull();
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions])).toEqual([
      ['recognitions', { code: 'LIMIT_EXCEEDED', origin: 'CALLER', field: 'questions', rule: 'at most 1000' }],
    ]);
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['recognition']);
  });
});

describe('`npm run ask`', () => {
  /** Runs it against the running federation; gives its exit code and what it printed. */
  async function run(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve, reject) => {
      execFile(
        process.execPath,
        ['node_modules/tsx/dist/cli.mjs', 'scripts/ask.ts', ...options],
        { cwd: ROOT, env: { ...process.env, DATA_DIR: federation.dataDirectory } },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : error.code;
          if (typeof code === 'number') resolve({ code, stdout, stderr });
          else reject(error);
        },
      );
    });
  }

  const url = () => ['--url', `${federation.url}/graphql`];
  const asking = async ({ tin, role, asking: by }: (typeof WORTH_ASKING)[number]) =>
    run(tin, '--role', role, '--token', await federation.token(by), ...url());

  test('ends with 0 where the operator is recognised, and says under which arrangement', async () => {
    const { code, stdout } = await asking(KOREAN_EXPORTER);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^KR7628191710: RECOGNISED\n {2}arrangement {3}JP-KR, version \d+\n {2}benefits /);
  });

  test('ends with 1 where it is not recognised, and says why', async () => {
    const { code, stdout } = await asking(NO_ARRANGEMENT);
    expect(code).toBe(1);
    expect(stdout).toMatch(/NOT_RECOGNISED\n {2}because {7}NO_ARRANGEMENT\n/);
  });

  test('ends with 1 where the question does not arise', async () => {
    const { code, stdout } = await asking(OWN_OPERATOR);
    expect(code).toBe(1);
    expect(stdout).toContain('NOT_APPLICABLE');
  });

  test('ends with 2 where it cannot be told', async () => {
    const { code, stdout } = await asking(NOT_CONNECTED);
    expect(code).toBe(2);
    expect(stdout).toContain('UNDETERMINED');
  });

  test('ends with 3 where the identifier is wrong', async () => {
    const { code, stdout } = await asking(WRONG_CHECK_DIGIT);
    expect(code).toBe(3);
    expect(stdout).toContain('CHECKSUM');
  });

  test('ends with 3 where nobody believes the token, and names the code', async () => {
    const { code, stderr } = await run(US_EXPORTER.tin, '--role', 'EXPORTER', '--token', 'nobody', ...url());
    expect(code).toBe(3);
    expect(stderr).toMatch(/^UNAUTHENTICATED: /);
  });

  test('ends with 3 where the role is none, before anything is asked', async () => {
    const { code, stderr } = await run(US_EXPORTER.tin, '--role', 'SMUGGLER', ...url());
    expect(code).toBe(3);
    expect(stderr).toContain('--role');
  });

  test('ends with 3 where nothing answers at the address', async () => {
    const { code, stderr } = await run(US_EXPORTER.tin, '--role', 'EXPORTER', '--url', 'http://127.0.0.1:9/graphql');
    expect(code).toBe(3);
    expect(stderr).toContain('does not answer');
  });

  test('makes its own token on the machine of the demonstration, and prints JSON on demand', async () => {
    const { code, stdout } = await run(US_EXPORTER.tin, '--role', 'EXPORTER', '--as', 'EU', '--json', ...url());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tin: US_EXPORTER.tin, decision: { outcome: 'RECOGNISED' } });
  });
});
