import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES } from '../../../schema/contract/scopes.ts';
import { LinkFailure } from '../../../schema/link/subgraph-link.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { type CaseOperator, importCaseOperators, tinOf } from './case-operators.ts';

const IMPACT = `query Impact($draft: ArrangementDraftInput!, $since: DateTime, $until: DateTime, $questions: [RecognitionQuestion!]) {
  arrangementImpact(draft: $draft, since: $since, until: $until, questions: $questions) {
    considered unchanged changed cannotBeKnown truncated
    rows { partner { code } from to reasons count }
  }
}`;
const ASK = `query Ask($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { outcome reasons consultationNumber } }
}`;
const IN_DEPTH = 'query($tin: TIN!) { operator(tin: $tin) { recognition(role: EXPORTER) { outcome reasons } } }';

interface Impact {
  readonly considered: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly cannotBeKnown: number;
  readonly truncated: boolean;
  readonly rows: readonly {
    readonly partner: { readonly code: string };
    readonly from: string;
    readonly to: string;
    readonly reasons: readonly string[];
    readonly count: number;
  }[];
}

/** What the EU would agree to. */
const draftWith = (partner: string, ...coverage: readonly object[]) => ({ draft: { partner, coverage } });
const EVERYTHING = {};

let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation();
  await importCaseOperators(federation);
});

afterAll(() => federation.stop());

async function put(asking: string, about: readonly CaseOperator[], role = 'EXPORTER'): Promise<void> {
  const questions = about.map((operator) => ({ tin: tinOf(operator), role }));
  const { errors } = await federation.ask(asking, ASK, { questions });
  expect(errors).toEqual([]);
}

async function impactFor(asking: string, variables: object): Promise<Impact> {
  federation.calls.length = 0;
  const { data, errors } = await federation.ask<{ arrangementImpact: Impact }>(
    asking,
    IMPACT,
    variables as Record<string, unknown>,
  );
  expect(errors).toEqual([]);
  // Whatever the draft: the recognition service answers alone, and no registry is asked.
  expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['recognition']);
  return data.arrangementImpact;
}

const NOBODY = { considered: 0, unchanged: 0, changed: 0, cannotBeKnown: 0, truncated: false, rows: [] };

describe('an arrangement that exists, changed', () => {
  beforeAll(async () => {
    await put('JP', ['KR_A', 'KR_AA', 'KR_AAA', 'KR_REVOKED', 'KR_WITHHELD', 'KR_BROKER', 'CN_ADVANCED', 'EU_AEOF']);
    await put('JP', ['KR_BROKER'], 'CUSTOMS_BROKER');
    await put('US', ['KR_AA', 'KR_AAA']);
  });

  test('taken away: each question about that partner is answered otherwise', async () => {
    const impact = await impactFor('JP', draftWith('KR'));
    expect(impact).toMatchObject({ considered: 7, changed: 7, unchanged: 0, cannotBeKnown: 0, truncated: false });
    const none = (from: string, reasons: readonly string[], count: number) => ({
      partner: { code: 'KR' },
      from,
      to: 'NOT_RECOGNISED',
      reasons: ['NO_ARRANGEMENT', ...reasons],
      count,
    });
    expect(impact.rows[0]).toEqual(none('RECOGNISED', [], 4));
    expect(impact.rows.slice(1)).toEqual(
      expect.arrayContaining([none('NOT_RECOGNISED', [], 2), none('NOT_RECOGNISED', ['UNKNOWN_OR_NOT_DISCLOSED'], 1)]),
    );
  });

  test('as it is now: nothing changes', async () => {
    expect(await impactFor('JP', draftWith('KR', EVERYTHING))).toEqual({ ...NOBODY, considered: 7, unchanged: 7 });
  });

  test('narrowed by role: the broker is no longer recognised', async () => {
    const impact = await impactFor('JP', draftWith('KR', { roles: ['EXPORTER', 'MANUFACTURER'] }));
    expect(impact).toMatchObject({ considered: 7, unchanged: 6, changed: 1 });
    expect(impact.rows).toEqual([
      { partner: { code: 'KR' }, from: 'RECOGNISED', to: 'NOT_RECOGNISED', reasons: ['ROLE_NOT_COVERED'], count: 1 },
    ]);
  });

  test('narrowed by type: grades AA and AAA go on, grade A does not', async () => {
    const impact = await impactFor('JP', draftWith('KR', { authorizationTypes: ['AA', 'AAA'] }));
    expect(impact).toMatchObject({ considered: 7, unchanged: 6, changed: 1 });
    expect(impact.rows).toMatchObject([{ reasons: ['AUTHORIZATION_TYPE_NOT_COVERED'], count: 1 }]);
  });

  test('narrowed by mode: questions without one cannot be told any more', async () => {
    const impact = await impactFor('JP', draftWith('KR', { modes: ['SEA'] }));
    expect(impact.rows[0]).toMatchObject({
      from: 'RECOGNISED',
      to: 'UNDETERMINED',
      reasons: ['MODE_NOT_STATED'],
      count: 4,
    });
  });

  test('beginning later: nothing is in force yet', async () => {
    const impact = await impactFor('JP', draftWith('KR', { inForceFrom: '2190-01-01' }));
    expect(impact.rows[0]).toMatchObject({ reasons: ['ARRANGEMENT_NOT_YET_IN_FORCE'], count: 4 });
  });

  test('replays no other administration’s questions', async () => {
    expect(await impactFor('US', draftWith('KR'))).toMatchObject({ considered: 2, changed: 2 });
    expect(await impactFor('CA', draftWith('KR'))).toEqual(NOBODY);
    expect(await impactFor('KR', draftWith('JP'))).toEqual(NOBODY);
  });

  test('replays no question about another partner', async () => {
    expect(await impactFor('JP', draftWith('CN'))).toMatchObject({ considered: 1, changed: 1 });
    expect(await impactFor('JP', draftWith('TW'))).toEqual(NOBODY);
  });

  test('adds no consultation: a second replay finds as many', async () => {
    for (let time = 0; time < 3; time += 1) expect((await impactFor('JP', draftWith('KR'))).considered).toBe(7);
  });

  test('replays those of the time given', async () => {
    expect(await impactFor('JP', { ...draftWith('KR'), until: '2020-01-01T00:00:00Z' })).toEqual(NOBODY);
    expect(await impactFor('JP', { ...draftWith('KR'), since: '2199-01-01T00:00:00Z' })).toEqual(NOBODY);
  });
});

describe('an arrangement that does not exist, begun', () => {
  beforeAll(() => put('EU', ['KR_A', 'KR_AA', 'KR_REVOKED']));

  test('cannot be known of questions for which no registry was asked', async () => {
    expect(await impactFor('EU', draftWith('KR', EVERYTHING))).toEqual({
      ...NOBODY,
      considered: 3,
      cannotBeKnown: 3,
    });
  });

  test('is known where the draft itself speaks against', async () => {
    const impact = await impactFor('EU', draftWith('KR', { roles: ['CARRIER'] }));
    expect(impact).toMatchObject({ considered: 3, changed: 3, cannotBeKnown: 0 });
    expect(impact.rows).toEqual([
      {
        partner: { code: 'KR' },
        from: 'NOT_RECOGNISED',
        to: 'NOT_RECOGNISED',
        reasons: ['ROLE_NOT_COVERED'],
        count: 3,
      },
    ]);
  });

  test('cannot be known from a registry’s “nothing to tell you”, which it said because there was no arrangement', async () => {
    await federation.ask('EU', IN_DEPTH, { tin: tinOf('KR_AAA') });
    expect(await impactFor('EU', draftWith('KR', EVERYTHING))).toMatchObject({
      considered: 4,
      cannotBeKnown: 4,
      changed: 0,
    });
  });
});

describe('given questions, instead of past ones', () => {
  const given = (...about: readonly CaseOperator[]) => ({
    questions: about.map((operator) => ({ tin: tinOf(operator), role: 'EXPORTER' })),
  });

  test('cannot be known where a registry would have to say what the answer is now', async () => {
    const impact = await impactFor('JP', { ...draftWith('KR'), ...given('KR_A', 'KR_REVOKED') });
    expect(impact).toEqual({ ...NOBODY, considered: 2, cannotBeKnown: 2 });
  });

  test('are known where the hub decides before and after', async () => {
    const impact = await impactFor('EU', { ...draftWith('KR', { roles: ['CARRIER'] }), ...given('KR_A') });
    expect(impact).toMatchObject({ considered: 1, changed: 1 });
  });

  test('are replayed of that partner only', async () => {
    const impact = await impactFor('EU', { ...draftWith('KR', EVERYTHING), ...given('KR_A', 'BR_OEA_S') });
    expect(impact.considered).toBe(1);
  });
});

describe('a silent registry', () => {
  test('leaves questions of which nothing is known under a draft either', async () => {
    const restore = federation.replaceRegistry('HK', (real) => ({
      ...real,
      request: () => Promise.reject(new LinkFailure('UNAVAILABLE')),
    }));
    await put('AU', ['HK_TIER_1', 'HK_TIER_2']).finally(restore);
    expect(await impactFor('AU', draftWith('HK', EVERYTHING))).toMatchObject({ considered: 2, cannotBeKnown: 2 });
    const without = await impactFor('AU', draftWith('HK'));
    expect(without).toMatchObject({ considered: 2, changed: 2 });
    expect(without.rows).toMatchObject([{ from: 'UNDETERMINED', to: 'NOT_RECOGNISED', count: 2 }]);
  });
});

describe('a draft is refused', () => {
  const refusalOf = async (variables: object, scopes = GATEWAY_SCOPES) => {
    const { errors } = await federation.ask('JP', IMPACT, variables as Record<string, unknown>, { scopes });
    return errors.map(({ extensions: { code, field } }) => (field === undefined ? code : `${code} ${field}`));
  };

  test('with oneself, or with nobody', async () => {
    expect(await refusalOf(draftWith('JP'))).toEqual(['BAD_USER_INPUT draft.partner']);
    expect(await refusalOf(draftWith('XX'))).toEqual(['BAD_USER_INPUT draft.partner']);
  });

  test('without the scope', async () => {
    const scopes = GATEWAY_SCOPES.filter((scope) => scope !== 'recognition:ask');
    expect(await refusalOf(draftWith('KR'), scopes)).toEqual(['FORBIDDEN']);
  });

  test('with more than 1,000 questions', async () => {
    const questions = Array.from({ length: 1_001 }, () => ({ tin: tinOf('KR_A'), role: 'EXPORTER' }));
    expect(await refusalOf({ ...draftWith('KR'), questions })).toEqual(['LIMIT_EXCEEDED questions']);
  });
});
