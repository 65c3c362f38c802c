import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../gateway/limits/limits.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';

const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome } }
}`;

function questions(count: number): { questions: object[] } {
  return { questions: Array.from({ length: count }, () => ({ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' })) };
}

let federation: TestFederation;

describe('a budget', () => {
  beforeAll(async () => {
    federation = await startFederation({ limits: { ...DEFAULT_LIMITS, cost: 1_500, costPerMinute: 3_000 } });
  });
  afterAll(() => federation.stop());

  it('is for one caller and one purpose: what one has spent takes nothing from the others', async () => {
    const codes: (string | undefined)[] = [];
    for (let round = 0; round < 10; round += 1) {
      const { status, errors } = await federation.ask('JP', QUERY, questions(200));
      codes.push(errors[0]?.extensions.code);
      expect(status).toBe(errors.length === 0 ? 200 : 429);
    }
    expect(codes[0]).toBeUndefined();
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    expect(new Set(codes)).toEqual(new Set([undefined, 'RATE_LIMITED']));
    expect((await federation.ask('JP', QUERY, questions(1), { purpose: 'RISK_ASSESSMENT' })).errors).toEqual([]);
    expect((await federation.ask('US', QUERY, questions(1))).errors).toEqual([]);
  });

  it('says after how many seconds there is more', async () => {
    const response = await fetch(`${federation.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await federation.token('JP')}`,
        'purpose-of-use': 'IMPORT_CLEARANCE',
      },
      body: JSON.stringify({ query: QUERY, variables: questions(200) }),
    });
    const { errors } = (await response.json()) as { errors: [{ extensions: { retryAfterSeconds: number } }] };
    const { retryAfterSeconds } = errors[0].extensions;
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(response.headers.get('retry-after')).toBe(String(retryAfterSeconds));
  });

  it('asks nobody for what is beyond it', async () => {
    federation.calls.length = 0;
    expect((await federation.ask('JP', QUERY, questions(200))).errors[0]?.extensions.code).toBe('RATE_LIMITED');
    expect(federation.calls).toEqual([]);
  });

  it('does not hold an operation that costs too much by itself, however it is written', async () => {
    const aliases = Array.from({ length: 5 }, (_, index) => `q${index}: recognitions(questions: $questions) { tin }`);
    for (const [query, count] of [
      [QUERY, 1_000],
      [`query Q($questions: [RecognitionQuestion!]!) { ${aliases.join(' ')} }`, 600],
    ] as const) {
      const { errors, status } = await federation.ask('EU', query, questions(count));
      expect([status, errors[0]?.extensions]).toMatchObject([400, { code: 'LIMIT_EXCEEDED', field: 'query' }]);
    }
  });
});

describe('requests at once', () => {
  it('of one administration are bounded, and others have their own', async () => {
    const narrow = await startFederation({ limits: { ...DEFAULT_LIMITS, concurrency: 3 } });
    try {
      const flood = await Promise.all(Array.from({ length: 40 }, () => narrow.ask('JP', QUERY, questions(100))));
      const refused = flood.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThanOrEqual(37);
      expect(refused[0]?.errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 1 });
      const [mine, others] = await Promise.all([
        Promise.all(Array.from({ length: 10 }, () => narrow.ask('JP', QUERY, questions(100)))),
        narrow.ask('US', QUERY, questions(1)),
      ]);
      expect(mine.some(({ status }) => status === 200)).toBe(true);
      expect(others.errors).toEqual([]);
      // Every place is given back, those of refused requests too.
      expect((await narrow.ask('JP', QUERY, questions(1))).errors).toEqual([]);
    } finally {
      await narrow.stop();
    }
  });
});
