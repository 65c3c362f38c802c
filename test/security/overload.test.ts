import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../gateway/limits/limits.ts';
import { KOREAN_EXPORTER, US_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';

const AT_ONCE = 10;
const PATIENCE = { timeout: 20_000 };
const QUERY = `query Q($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { operator { record { legalName } } decision { outcome } }
}`;

interface Data {
  readonly recognitions: readonly { readonly decision: { readonly outcome: string } }[];
}

const questions = (tin: string, count = 1) => ({
  questions: Array.from({ length: count }, () => ({ tin, role: 'EXPORTER' })),
});

let federation: TestFederation;
let isHeld = 0;
let letGo: () => void = () => undefined;

beforeAll(async () => {
  federation = await startFederation({
    registryTimeoutMs: 30_000,
    limits: { ...DEFAULT_LIMITS, requestsAtOnce: AT_ONCE },
  });
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // A registry that thinks for as long as the test wants.
  federation.replaceRegistry('KR', (real) => ({
    ...real,
    async request(request) {
      isHeld += 1;
      await released;
      return real.request(request);
    },
  }));
});

afterAll(() => federation.stop());

const held: ReturnType<typeof askKorea>[] = [];
const askKorea = () => federation.ask<Data>('JP', QUERY, questions(KOREAN_EXPORTER.tin));

async function holdUntil(count: number): Promise<void> {
  while (held.length < count) held.push(askKorea());
  await expect.poll(() => isHeld, PATIENCE).toBe(count);
}

async function expectHealth(): Promise<void> {
  for (const path of ['/health', '/ready']) expect((await fetch(`${federation.url}${path}`)).status).toBe(200);
}

describe('a gateway with more to do than it can', () => {
  test('refuses a batch before anybody is asked, while short questions and health are answered', async () => {
    await holdUntil(AT_ONCE / 2);
    federation.calls.length = 0;
    const batch = await federation.ask('US', QUERY, questions(KOREAN_EXPORTER.tin, 1_000));
    expect(batch.status).toBe(429);
    expect(batch.errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 2 });
    expect(federation.calls).toEqual([]);
    const { data, errors } = await federation.ask<Data>('JP', QUERY, questions(US_EXPORTER.tin));
    expect([errors, data.recognitions[0]?.decision.outcome]).toEqual([[], 'RECOGNISED']);
    await expectHealth();
  });

  test('refuses every question where nothing is left, before it looks who asks, and says when to come again', async () => {
    await holdUntil(AT_ONCE);
    const response = await fetch(`${federation.url}/graphql`, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    await expectHealth();
    const metrics = await (await fetch(`${federation.url}/metrics`)).text();
    expect(metrics).toMatch(new RegExp(`^aeo_gateway_requests_under_way ${AT_ONCE}$`, 'm'));
  });

  test('loses none of what it took, and takes a batch again', async () => {
    letGo();
    const answers = await Promise.all(held);
    expect(new Set(answers.map(({ data }) => data.recognitions[0]?.decision.outcome))).toEqual(new Set(['RECOGNISED']));
    const batch = await federation.ask<Data>('JP', QUERY, questions(US_EXPORTER.tin, 1_000));
    expect([batch.status, batch.data.recognitions.length]).toEqual([200, 1_000]);
  });
});
