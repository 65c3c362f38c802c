import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedEvent } from '../../../schema/contract/feed-event.ts';
import { PARTNER_EVENT_TYPE, partnerEventClaimsSchema } from '../../../schema/contract/partner-event.ts';
import { GATEWAY_SCOPES } from '../../../schema/contract/scopes.ts';
import { RECOGNITION_SUBGRAPH } from '../../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../../schema/trust/caller-assertion.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { callerOf } from '../../support/parties.ts';
import { type CaseOperator, importCaseOperators, tinOf } from './case-operators.ts';

const ASK = `query Ask($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons benefits { code } receipt } }
}`;
const IN_DEPTH = 'query($tin: TIN!) { operator(tin: $tin) { recognition(role: EXPORTER) { outcome reasons } } }';
const SUSPEND = `mutation Suspend($tin: TIN!, $remark: String!, $effectiveFrom: DateTime) {
  suspendBenefits(tin: $tin, remark: $remark, effectiveFrom: $effectiveFrom) { tin }
}`;
const REINSTATE = `mutation Reinstate($tin: TIN!, $remark: String!, $effectiveFrom: DateTime) {
  reinstateBenefits(tin: $tin, remark: $remark, effectiveFrom: $effectiveFrom) { tin }
}`;

interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly benefits: readonly object[];
  readonly receipt: string;
}
interface Data {
  readonly recognitions: readonly { readonly decision: Decision }[];
}

const SUSPENDED = { outcome: 'NOT_RECOGNISED', reasons: ['BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE'], benefits: [] };
const RECOGNISED = { outcome: 'RECOGNISED', reasons: [] };

let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation();
  await importCaseOperators(federation);
});

afterAll(() => federation.stop());

async function decisionOf(asking: string, about: CaseOperator, on?: string): Promise<Decision> {
  const question = { tin: tinOf(about), role: 'EXPORTER', ...(on === undefined ? {} : { on }) };
  const { data, errors } = await federation.ask<Data>(asking, ASK, { questions: [question] });
  expect(errors).toEqual([]);
  const decision = data.recognitions[0]?.decision;
  if (decision === undefined) throw new TypeError('no decision');
  return decision;
}

async function step(asking: string, mutation: string, about: CaseOperator, more: object = {}): Promise<void> {
  const { errors } = await federation.ask(asking, mutation, { tin: tinOf(about), remark: 'Seizure 4711', ...more });
  expect(errors).toEqual([]);
}

async function refusalOf(asking: string, mutation: string, variables: object, scopes = GATEWAY_SCOPES) {
  const { errors } = await federation.ask(asking, mutation, { remark: 'Seizure 4711', ...variables }, { scopes });
  return errors.map(({ extensions: { code, field } }) => (field === undefined ? code : `${code} ${field}`));
}

describe('benefits suspended by the recognising side', () => {
  test('hold for its own questions from then on, and for nobody else’s', async () => {
    expect(await decisionOf('JP', 'KR_A')).toMatchObject(RECOGNISED);
    await step('JP', SUSPEND, 'KR_A');
    expect(await decisionOf('JP', 'KR_A')).toMatchObject(SUSPENDED);
    expect(await decisionOf('US', 'KR_A')).toMatchObject(RECOGNISED);
    expect(await decisionOf('JP', 'KR_AA')).toMatchObject(RECOGNISED);
  });

  test('are decided by the hub alone: the home registry is not asked', async () => {
    federation.calls.length = 0;
    await decisionOf('JP', 'KR_A');
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual([RECOGNITION_SUBGRAPH, RECOGNITION_SUBGRAPH]);
  });

  test('hold where the operator is asked about in depth', async () => {
    const { data } = await federation.ask('JP', IN_DEPTH, { tin: tinOf('KR_A') });
    expect(data).toEqual({ operator: { recognition: { outcome: SUSPENDED.outcome, reasons: SUSPENDED.reasons } } });
  });

  test('do not touch an instant before they were suspended', async () => {
    expect(await decisionOf('JP', 'KR_A', '2024-01-01T00:00:00Z')).toMatchObject(RECOGNISED);
  });

  test('cannot be suspended twice, nor reinstated without a suspension', async () => {
    expect(await refusalOf('JP', SUSPEND, { tin: tinOf('KR_A') })).toEqual(['ILLEGAL_TRANSITION']);
    expect(await refusalOf('US', REINSTATE, { tin: tinOf('KR_A') })).toEqual(['ILLEGAL_TRANSITION']);
  });

  test('hold again from their reinstatement on', async () => {
    await step('JP', REINSTATE, 'KR_A');
    expect(await decisionOf('JP', 'KR_A')).toMatchObject(RECOGNISED);
    expect(await refusalOf('JP', REINSTATE, { tin: tinOf('KR_A') })).toEqual(['ILLEGAL_TRANSITION']);
  });
});

describe('the instant from which a step holds', () => {
  test('may lie in the past: questions about times since then are suspended, those about times before are not', async () => {
    await step('JP', SUSPEND, 'KR_AAA', { effectiveFrom: '2026-03-01T00:00:00Z' });
    expect(await decisionOf('JP', 'KR_AAA')).toMatchObject(SUSPENDED);
    expect(await decisionOf('JP', 'KR_AAA', '2026-03-01T00:00:00Z')).toMatchObject(SUSPENDED);
    expect(await decisionOf('JP', 'KR_AAA', '2026-02-28T23:59:59Z')).toMatchObject(RECOGNISED);
    await step('JP', REINSTATE, 'KR_AAA', { effectiveFrom: '2026-05-01T00:00:00Z' });
    expect(await decisionOf('JP', 'KR_AAA', '2026-04-30T23:59:59Z')).toMatchObject(SUSPENDED);
    expect(await decisionOf('JP', 'KR_AAA', '2026-05-01T00:00:00Z')).toMatchObject(RECOGNISED);
  });

  test('may lie ahead: until then nothing changes', async () => {
    await step('JP', SUSPEND, 'KR_OVERDUE', { effectiveFrom: '2199-01-01T00:00:00Z' });
    expect(await decisionOf('JP', 'KR_OVERDUE')).toMatchObject(RECOGNISED);
  });
});

describe('a step is refused', () => {
  test('without the scope', async () => {
    const scopes = GATEWAY_SCOPES.filter((scope) => scope !== 'benefits:write');
    expect(await refusalOf('JP', SUSPEND, { tin: tinOf('KR_AA') }, scopes)).toEqual(['FORBIDDEN']);
    expect(await decisionOf('JP', 'KR_AA')).toMatchObject(RECOGNISED);
  });

  test('about one’s own operator, or one of a party without a registry here', async () => {
    expect(await refusalOf('KR', SUSPEND, { tin: tinOf('KR_AA') })).toEqual(['BAD_USER_INPUT tin']);
    expect(await refusalOf('JP', SUSPEND, { tin: 'TW90000001' })).toEqual(['BAD_USER_INPUT tin']);
  });

  test('about what is no TIN', async () => {
    expect(await refusalOf('JP', SUSPEND, { tin: 'KR0000000000' })).toEqual(['TIN_MALFORMED tin']);
  });

  test('without a remark, or with one that is too long', async () => {
    expect(await refusalOf('JP', SUSPEND, { tin: tinOf('KR_AA'), remark: ' ' })).toEqual(['BAD_USER_INPUT remark']);
    const long = 'x'.repeat(2_001);
    expect(await refusalOf('JP', SUSPEND, { tin: tinOf('KR_AA'), remark: long })).toEqual(['BAD_USER_INPUT remark']);
  });
});

describe('a race between a suspension and 200 questions', () => {
  const put = (count: number) => Array.from({ length: count }, () => decisionOf('JP', 'KR_BROKER_AND_EXPORTER'));

  test('yields no RECOGNISED among the questions that are put after the acknowledgement', async () => {
    expect(await decisionOf('JP', 'KR_BROKER_AND_EXPORTER')).toMatchObject(RECOGNISED);
    const running = put(50);
    const acknowledgement = step('JP', SUSPEND, 'KR_BROKER_AND_EXPORTER');
    running.push(...put(50));
    await acknowledgement;
    const after = put(100);
    for (const { outcome } of await Promise.all(running)) expect(['RECOGNISED', 'NOT_RECOGNISED']).toContain(outcome);
    expect((await Promise.all(after)).map(({ outcome }) => outcome)).toEqual(after.map(() => 'NOT_RECOGNISED'));
  });
});

describe('the home administration is told', () => {
  const claimsOf = async ({ event }: FeedEvent) => {
    const { trust } = federation.embedded.trustStore;
    const verdict = await verifyStatement(event, trust, {
      type: PARTNER_EVENT_TYPE,
      roles: ['RECOGNITION'],
      now: new Date(),
    });
    if (!verdict.ok) throw new TypeError(verdict.why);
    return partnerEventClaimsSchema.parse(verdict.claims);
  };

  /** What the feed gives to whom signs so; undefined: it does not believe. */
  async function read(party: string, administration: string, after: string | null = null) {
    const signer = federation.embedded.trustStore.signerOf(party);
    const assertion = await signCallerAssertion(
      signer,
      callerOf(administration),
      { subgraph: RECOGNITION_SUBGRAPH, body: after ?? '' },
      new Date(),
    );
    const feed = federation.embedded.services.get(RECOGNITION_SUBGRAPH)?.feed;
    if (feed == null) throw new TypeError('no feed');
    return feed.read(assertion, after);
  }

  test('by one signed event a step, in their order', async () => {
    const events = await Promise.all(((await read('registry-kr', 'KR')) ?? []).map(claimsOf));
    const first = events.filter(({ sub }) => sub === tinOf('KR_A'));
    expect(first.map(({ kind }) => kind)).toEqual(['BENEFITS_SUSPENDED', 'BENEFITS_REINSTATED']);
    expect(first[0]).toMatchObject({ aud: 'urn:aeo:administration:KR', from: 'JP', remark: 'Seizure 4711' });
    const second = events.filter(({ sub }) => sub === tinOf('KR_AAA'));
    expect(second.map(({ effectiveFrom }) => Date.parse(effectiveFrom))).toEqual([
      Date.parse('2026-03-01T00:00:00Z'),
      Date.parse('2026-05-01T00:00:00Z'),
    ]);
    expect(new Set(events.map(({ jti }) => jti)).size).toBe(events.length);
  });

  test('once: behind its cursor nothing comes again', async () => {
    const events = (await read('registry-kr', 'KR')) ?? [];
    expect(await read('registry-kr', 'KR', events.at(-1)?.cursor ?? null)).toEqual([]);
    expect(await read('registry-kr', 'KR', events[0]?.cursor ?? null)).toEqual(events.slice(1));
  });

  test('and no other administration, nor a refused step', async () => {
    expect(await read('registry-us', 'US')).toEqual([]);
    expect(await read('registry-jp', 'JP')).toEqual([]);
    const events = await Promise.all(((await read('registry-kr', 'KR')) ?? []).map(claimsOf));
    expect(events.filter(({ sub }) => sub === tinOf('KR_AA'))).toEqual([]);
  });

  test('but not a gateway, nor a registry in another’s name', async () => {
    expect(await read('gateway', 'KR')).toBeUndefined();
    expect(await read('registry-us', 'KR')).toBeUndefined();
    expect(await read(RECOGNITION_SUBGRAPH, 'KR')).toBeUndefined();
  });
});
