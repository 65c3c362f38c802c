import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { ARRANGEMENT_CASES } from './arrangement-cases.ts';
import { importCaseOperators, tinOf } from './case-operators.ts';
import type { RecognitionCase } from './cases.ts';
import { COVERAGE_CASES } from './coverage-cases.ts';
import { OPERATOR_CASES } from './operator-cases.ts';

const QUERY = `query Cases($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    reference problem
    decision {
      outcome reasons notices nextStep benefits { code }
      evaluated { role mode on nameCompared }
      arrangement { id coverage { inForceFrom authorising { code } recognising { code } } }
    }
  }
}`;

interface Row {
  readonly reference: string;
  readonly problem: string | null;
  readonly decision: {
    readonly outcome: string;
    readonly reasons: readonly string[];
    readonly notices: readonly string[];
    readonly nextStep: string;
    readonly benefits: readonly object[];
    readonly evaluated: { readonly on: string; readonly mode: string | null; readonly nameCompared: boolean };
    readonly arrangement: {
      readonly id: string;
      readonly coverage: readonly { readonly inForceFrom: string; readonly recognising: { readonly code: string } }[];
    } | null;
  } | null;
}

const CASES: readonly RecognitionCase[] = [...ARRANGEMENT_CASES, ...COVERAGE_CASES, ...OPERATOR_CASES];
const ASKING = [...new Set(CASES.map(({ asking }) => asking))];

let federation: TestFederation;
const answers = new Map<string, Row>();

const questionOf = ({ name, tin, asked }: RecognitionCase) => ({ reference: name, tin, role: 'EXPORTER', ...asked });

beforeAll(async () => {
  federation = await startFederation();
  await importCaseOperators(federation);
  for (const asking of ASKING) {
    const questions = CASES.filter((one) => one.asking === asking).map(questionOf);
    const { data, errors } = await federation.ask<{ recognitions: readonly Row[] }>(asking, QUERY, { questions });
    expect(errors).toEqual([]);
    for (const row of data.recognitions) answers.set(`${asking} ${row.reference}`, row);
  }
});

afterAll(() => federation.stop());

test('there are at least 120 cases, each with a name of its own', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(120);
  expect(new Set(CASES.map(({ asking, name }) => `${asking} ${name}`)).size).toBe(CASES.length);
});

describe('over HTTP', () => {
  test.each(CASES.map((one) => [one.asking, one.name, one] as const))('%s asks: %s', (asking, name, one) => {
    const row = answers.get(`${asking} ${name}`);
    if ('problem' in one.expected) {
      expect(row).toMatchObject({ problem: one.expected.problem, decision: null });
      return;
    }
    const decision = row?.decision;
    if (decision == null) throw new TypeError(`no decision: ${JSON.stringify(row)}`);
    const { outcome, reasons, notices, arrangement, benefits, evaluated } = decision;
    expect({ outcome, reasons, notices }).toEqual({ ...one.expected, notices: one.notices ?? [] });
    expect(benefits.length > 0).toBe(outcome === 'RECOGNISED');
    if (one.under !== undefined) {
      expect(arrangement === null ? null : `${arrangement.id} ${arrangement.coverage[0]?.inForceFrom}`).toBe(one.under);
    }
    if (arrangement !== null) {
      expect(arrangement.coverage).toHaveLength(1);
      expect(arrangement.coverage[0]?.recognising.code).toBe(asking);
    }
    if (one.nextStep !== undefined) expect(decision.nextStep).toBe(one.nextStep);
    if (one.asked.on !== undefined) expect(Date.parse(evaluated.on)).toBe(Date.parse(one.asked.on));
    expect(evaluated.mode).toBe(one.asked.mode ?? null);
    const isCompared = one.asked.declaredName !== undefined && !reasons.includes('UNKNOWN_OR_NOT_DISCLOSED');
    expect(evaluated.nameCompared).toBe(isCompared);
  });
});

describe('an instant that is still to come', () => {
  test('is refused with BAD_USER_INPUT on its own row', async () => {
    const { data, errors } = await federation.ask<{ recognitions: readonly Row[] }>('JP', QUERY, {
      questions: [
        { tin: tinOf('KR_AA'), role: 'EXPORTER', on: '2199-01-01T00:00:00Z' },
        { tin: tinOf('KR_AA'), role: 'EXPORTER' },
      ],
    });
    expect(data.recognitions.map(({ decision }) => decision?.outcome ?? null)).toEqual([null, 'RECOGNISED']);
    expect(errors.map(({ path, extensions }) => [path?.[1], extensions.code, extensions.field])).toEqual([
      [0, 'BAD_USER_INPUT', 'on'],
    ]);
  });
});

describe('no arrangement', () => {
  test('needs no registry: none is asked', async () => {
    federation.calls.length = 0;
    await federation.ask('EU', QUERY, { questions: [{ tin: tinOf('KR_AA'), role: 'EXPORTER' }] });
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['recognition', 'recognition']);
  });

  test('gives a request for assistance, ready to send, where an agreement in force allows it', async () => {
    const { data } = await federation.ask<{
      recognitions: readonly { decision: { nextStep: string; assistance: Record<string, unknown> | null } }[];
    }>(
      'EU',
      'query($questions: [RecognitionQuestion!]!) { recognitions(questions: $questions) { decision { nextStep assistance { requested kind agreement reason facts purpose subjectTin criteria } } } }',
      {
        questions: [
          { tin: tinOf('KR_AA'), role: 'EXPORTER' },
          { tin: tinOf('BR_OEA_S'), role: 'EXPORTER' },
        ],
      },
    );
    const [korea, brazil] = data.recognitions.map(({ decision }) => decision);
    expect(korea?.assistance).toMatchObject({
      requested: 'KR',
      agreement: 'EU-KR-CCMAA-1997',
      subjectTin: tinOf('KR_AA'),
    });
    expect(korea?.nextStep).toBe('ASK_FOR_ASSISTANCE');
    expect(brazil).toEqual({ nextStep: 'APPLY_NORMAL_CONTROLS', assistance: null });
    const sent = await federation.ask(
      'EU',
      'mutation($input: AssistanceRequestInput!) { submitAssistanceRequest(input: $input) { state } }',
      { input: { ...korea?.assistance, idempotencyKey: 'as-it-came' } },
    );
    expect(sent.errors).toEqual([]);
    expect(sent.data).toEqual({ submitAssistanceRequest: { state: 'SUBMITTED' } });
  });
});
