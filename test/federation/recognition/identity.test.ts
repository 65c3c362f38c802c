import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationTin } from '../../../scripts/seed/demonstration-tin.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { type CaseOperator, importCaseOperators, tinOf } from './case-operators.ts';
import { ARRANGEMENTS_WITH_TEST_DATA } from './test-arrangements.ts';

const ASK = `query Ask($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    problem operator { tin successor } decision { outcome reasons notices }
  }
}`;
const ADD = `mutation Add($tin: TIN!, $destination: ID!, $value: String!, $from: Date!, $until: Date) {
  addAlias(tin: $tin, destination: $destination, scheme: "AEO_CODE", value: $value, from: $from, until: $until) { version }
}`;
const SUCCEED = `mutation Succeed($tin: TIN!, $by: TIN!) {
  succeedOperator(tin: $tin, by: $by, on: "2026-01-01", reason: "Merger") { version }
}`;
const DESIGNATE = `mutation Designate($name: String!) {
  designateValidator(name: $name, scope: [G_CARGO_SECURITY], from: "2020-01-01") { id }
}`;
const WITHDRAW = `mutation Withdraw($id: ID!) { withdrawDesignation(id: $id, on: "2026-01-01", reason: "Conflict") { id } }`;
const SUSPEND = 'mutation Suspend($tin: TIN!) { suspendBenefits(tin: $tin, remark: "Seizure") { tin } }';

interface Row {
  readonly problem: string | null;
  readonly operator: { readonly tin: string; readonly successor: string | null } | null;
  readonly decision: {
    readonly outcome: string;
    readonly reasons: readonly string[];
    readonly notices: readonly string[];
  } | null;
}

let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation({ arrangements: ARRANGEMENTS_WITH_TEST_DATA });
  await importCaseOperators(federation);
});

afterAll(() => federation.stop());

async function ask(asking: string, tin: string, more: object = {}): Promise<Row> {
  const { data, errors } = await federation.ask<{ recognitions: readonly Row[] }>(asking, ASK, {
    questions: [{ tin, role: 'EXPORTER', ...more }],
  });
  expect(errors).toEqual([]);
  const [row] = data.recognitions;
  if (row === undefined) throw new TypeError('no answer');
  return row;
}

async function officer<Data>(
  administration: string,
  mutation: string,
  variables: Record<string, unknown>,
): Promise<Data> {
  const { data, errors } = await federation.askOfficer<Data>(administration, mutation, variables);
  expect(errors).toEqual([]);
  return data;
}

const attest = (administration: string, about: CaseOperator, destination: string, value: string, more: object = {}) =>
  officer(administration, ADD, { tin: tinOf(about), destination, value, from: '2014-05-18', ...more });

const BY_ROAD = { mode: 'ROAD' };
const RECOGNISED_BY_ALIAS = { outcome: 'RECOGNISED', reasons: [], notices: ['ALIAS_USED'] };
const UNKNOWN = { outcome: 'NOT_RECOGNISED', reasons: ['UNKNOWN_OR_NOT_DISCLOSED'] };

describe('a Chinese AEO code', () => {
  const code = `AEO${tinOf('CN_ADVANCED')}`;

  test('is not taken toward Hong Kong for what it looks like, until China attests it', async () => {
    expect((await ask('HK', code, BY_ROAD)).decision).toMatchObject(UNKNOWN);
    await attest('CN', 'CN_ADVANCED', 'HK', code);
    expect((await ask('HK', code, BY_ROAD)).decision).toEqual(RECOGNISED_BY_ALIAS);
  });

  test('names the operator by its TIN, and is read with separators and in lower case', async () => {
    expect((await ask('HK', code, BY_ROAD)).operator?.tin).toBe(tinOf('CN_ADVANCED'));
    const { decision } = await ask('HK', `aeo-${tinOf('CN_ADVANCED').toLowerCase()}`, BY_ROAD);
    expect(decision).toMatchObject({ outcome: 'RECOGNISED' });
    expect(decision?.notices).toContain('ALIAS_USED');
  });

  test('leaves the TIN itself as good as it was', async () => {
    expect((await ask('HK', tinOf('CN_ADVANCED'), BY_ROAD)).decision).toEqual({
      outcome: 'RECOGNISED',
      reasons: [],
      notices: [],
    });
  });

  test('is none toward the EU and Japan, and never the prefix AE', async () => {
    for (const asking of ['EU', 'JP', 'US']) {
      expect(await ask(asking, code)).toMatchObject({ problem: 'MALFORMED', operator: null, decision: null });
    }
  });

  test('is compared with the names of its operator', async () => {
    expect((await ask('HK', code, { ...BY_ROAD, declaredName: 'Somebody Else' })).decision).toMatchObject({
      outcome: 'NOT_RECOGNISED',
      reasons: ['NAME_MISMATCH'],
      notices: ['ALIAS_USED'],
    });
  });

  test('of one operator does not become another’s by being attested for it', async () => {
    const other = `AEO${tinOf('CN_OTHER')}`;
    await attest('CN', 'CN_ADVANCED', 'HK', other);
    // It is read as the TIN of the one, whose own statement does not have it.
    expect((await ask('HK', other, BY_ROAD)).decision).toMatchObject(UNKNOWN);
    expect((await ask('HK', tinOf('CN_OTHER'), BY_ROAD)).decision).toMatchObject({ outcome: 'RECOGNISED' });
  });
});

describe('another number that is attested', () => {
  const number = (place: number) => demonstrationTin('KR', 'KR', 9_000 + place, new Set());

  test('stands for the operator toward its destination, and toward no other', async () => {
    await attest('KR', 'KR_AA', 'JP', number(1));
    expect((await ask('JP', number(1))).decision).toEqual(RECOGNISED_BY_ALIAS);
    expect((await ask('US', number(1))).decision).toMatchObject(UNKNOWN);
  });

  test('stands for it on its days only', async () => {
    await attest('KR', 'KR_AAA', 'JP', number(2), { from: '2190-01-01' });
    await attest('KR', 'KR_AAA', 'JP', number(3), { until: '2025-12-31' });
    expect((await ask('JP', number(2))).decision).toMatchObject(UNKNOWN);
    expect((await ask('JP', number(3))).decision).toMatchObject(UNKNOWN);
  });

  test('does not get round benefits that were suspended under the TIN, nor the TIN round it', async () => {
    await attest('KR', 'KR_A', 'JP', number(4));
    expect((await federation.ask('JP', SUSPEND, { tin: number(4) })).errors).toEqual([]);
    const suspended = { outcome: 'NOT_RECOGNISED', reasons: ['BENEFITS_SUSPENDED_BY_RECOGNISING_SIDE'] };
    expect((await ask('JP', tinOf('KR_A'))).decision).toMatchObject(suspended);
    expect((await ask('JP', number(4))).decision).toMatchObject(suspended);
    expect((await ask('US', tinOf('KR_A'))).decision).toMatchObject({ outcome: 'RECOGNISED' });
  });
});

describe('an operator that another has succeeded', () => {
  test('points to it, and recognition does not move by itself', async () => {
    await officer('KR', SUCCEED, { tin: tinOf('KR_REINSTATED'), by: tinOf('KR_WITHOUT') });
    const before = await ask('JP', tinOf('KR_REINSTATED'));
    expect(before.operator?.successor).toBe(tinOf('KR_WITHOUT'));
    expect(before.decision).toEqual({ outcome: 'RECOGNISED', reasons: [], notices: ['OPERATOR_SUCCEEDED'] });
    expect((await ask('JP', tinOf('KR_WITHOUT'))).decision).toMatchObject({ reasons: ['NO_AUTHORIZATION'] });
  });
});

describe('what is to be known and does not decide', () => {
  test('a validator that lost its designation', async () => {
    const { designateValidator } = await officer<{ designateValidator: { id: string } }>('KR', DESIGNATE, {
      name: 'The validator of the case',
    });
    expect((await ask('MO', tinOf('KR_THIRD_PARTY'))).decision?.notices).toEqual([]);
    await officer('KR', WITHDRAW, { id: designateValidator.id });
    expect((await ask('MO', tinOf('KR_THIRD_PARTY'))).decision).toEqual({
      outcome: 'RECOGNISED',
      reasons: [],
      notices: ['VALIDATOR_DESIGNATION_WITHDRAWN'],
    });
  });

  test('a pilot, which recognises what it covers and no more', async () => {
    expect((await ask('CH', tinOf('KR_AA'))).decision).toEqual({
      outcome: 'RECOGNISED',
      reasons: [],
      notices: ['PILOT'],
    });
    expect((await ask('CH', tinOf('KR_BROKER'), { role: 'CUSTOMS_BROKER' })).decision).toMatchObject({
      outcome: 'NOT_RECOGNISED',
      reasons: ['ROLE_NOT_COVERED'],
    });
  });
});
