import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../schema/contract/caller.ts';
import { readTin } from '../../schema/contract/tin.ts';
import { seededRandom } from '../../scripts/measure/seeded-random.ts';
import {
  ENUMERATION_LIMITS,
  findEnumeration,
  longestSequence,
} from '../../subgraphs/aeo-registry/domain/enumeration.ts';
import { claimsOf, type RegistryHarness, startKorea } from '../subgraphs/aeo-registry/support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../subgraphs/aeo-registry/support/sample-operators.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { callerOf, createTestClock } from '../support/parties.ts';
import { makeQuestions, makeTraders } from './declaration-traffic.ts';

const BEGIN = Date.parse('2026-11-24T00:00:00.000Z');
const HOUR = 3_600_000;
const at = (milliseconds: number) => new Date(BEGIN + milliseconds).toISOString();

describe('a year of ordinary traffic', () => {
  test.each([
    { name: 'a large declaration system', perDay: 20_000, mistyped: 0.05, withheld: 0.1 },
    { name: 'a small one, with a third of the operators withheld', perDay: 300, mistyped: 0.05, withheld: 0.33 },
    { name: 'an officer at a desk, half of whose numbers are wrong', perDay: 40, mistyped: 0.5, withheld: 0.33 },
  ])('raises no alarm: $name', ({ perDay, mistyped, withheld }) => {
    const random = seededRandom(perDay);
    const traders = makeTraders(2_000, withheld, random);
    const answered = new Set<string>(traders.flatMap(({ tin, consents }) => (consents ? [tin] : [])));
    const days = perDay > 10_000 ? 30 : 365;
    let alarms = 0;
    let mostInVain = 0;
    for (let day = 0; day < days; day += 1) {
      // What is no TIN never reaches a registry.
      const asked = makeQuestions(perDay, { traders, random, mistyped }).filter(({ tin }) => readTin(tin).ok);
      const inVain = [...new Set(asked.map(({ tin }) => tin).filter((tin) => !answered.has(tin)))];
      mostInVain = Math.max(mostInVain, inVain.length);
      const counted = { questions: asked.length, unanswered: inVain.length, newest: inVain.slice(-500) };
      if (findEnumeration(counted, ENUMERATION_LIMITS) !== undefined) alarms += 1;
    }
    expect(mostInVain).toBeGreaterThan(0);
    expect(alarms).toBe(0);
  });
});

describe('neighbouring numbers', () => {
  test.each([
    ['with a check digit behind', (index: number) => krTin(index)],
    [
      'with check digits and an establishment behind',
      (index: number) => `BR${12_345_678 + index}0001${String((index * 37) % 97).padStart(2, '0')}`,
    ],
    ['with the check digit before', (index: number) => `JP${index % 10}${701_000_100_000 + index}`],
    ['without one', (index: number) => `DE${1_234_567 + index}`],
  ])('are a sequence %s', (_, tinOf) => {
    const walk = Array.from({ length: 20 }, (__, index) => tinOf(index));
    expect(longestSequence(walk, ENUMERATION_LIMITS.sequenceGap)).toBe(20);
  });

  test('are none among random ones', () => {
    const random = seededRandom(7);
    const numbers = Array.from({ length: 500 }, () => krTin(Math.floor(random() * 880_000)));
    expect(longestSequence(numbers, ENUMERATION_LIMITS.sequenceGap)).toBeLessThan(8);
  });
});

describe('a caller that guesses', () => {
  const KNOWN = krTin(500_000);
  const WITHHELD = krTin(500_500);
  let korea: RegistryHarness;
  let subjects = 0;
  /** Each test has days of its own, since assertions are used once and time does not go back. */
  let begin = 0;
  const later = (milliseconds: number) => at(begin + milliseconds);

  beforeAll(async () => {
    korea = await startKorea();
    await korea.registry.importOperators([sampleOperator(KNOWN, ['JP']), sampleOperator(WITHHELD, [])], 'test');
  });
  beforeEach(() => {
    begin += 10 * 24 * HOUR;
    korea.clock.set(later(0));
  });
  afterAll(() => korea.stop());

  const newCaller = (): Partial<Caller> => {
    subjects += 1;
    return { subject: `program-${subjects}@JP` };
  };

  async function statementsOn(tins: readonly string[], caller: Partial<Caller>) {
    const { data, errors } = await korea.entities<{ attestation: string; record: object | null }>(
      tins,
      'attestation record { legalName }',
      callerOf('JP', caller),
    );
    expect(errors).toBeUndefined();
    return (data?._entities ?? []).map(({ attestation, record }) => ({
      statement: claimsOf(attestation).statement,
      operator: claimsOf(attestation).operator,
      record,
    }));
  }

  /** The number of the question that is refused first; 0: none is. */
  async function firstRefused(tinOf: (index: number) => string, most: number, stepMs: number, caller: Partial<Caller>) {
    for (let index = 0; index < most; index += 1) {
      korea.clock.set(later(index * stepMs));
      const [answer] = await statementsOn([tinOf(index)], caller);
      if (answer?.statement === 'REFUSED') return index + 1;
    }
    return 0;
  }

  const random = seededRandom(42);
  const anyTin = () => krTin(Math.floor(random() * 880_000));

  test('by a sequence is refused at the 20th question', async () => {
    expect(await firstRefused((index) => krTin(1_000 + index), 30, 1_000, newCaller())).toBe(20);
  });

  test('at random is refused at the 100th question, however slowly within a day it asks', async () => {
    expect(await firstRefused(anyTin, 120, 1_000, newCaller())).toBe(100);
    begin += 24 * HOUR;
    expect(await firstRefused(anyTin, 120, 14 * 60_000, newCaller())).toBe(100);
  });

  test('in one batch gets nothing of it', async () => {
    const answers = await statementsOn([KNOWN, ...Array.from({ length: 150 }, anyTin)], newCaller());
    expect(new Set(answers.map(({ statement }) => statement))).toEqual(new Set(['REFUSED']));
  });

  test('and asks the same wrong numbers again and again is not one', async () => {
    const caller = newCaller();
    const wrong = Array.from({ length: 10 }, anyTin);
    for (let turn = 0; turn < 15; turn += 1) await statementsOn(wrong, caller);
    expect((await statementsOn([KNOWN], caller))[0]?.statement).toBe('OPERATOR');
  });

  test('learns nothing while it is refused: known, withheld and unknown alike, and others are answered', async () => {
    const caller = newCaller();
    await statementsOn(Array.from({ length: 100 }, anyTin), caller);
    const nothing = { statement: 'REFUSED', operator: null, record: null };
    expect(await statementsOn([KNOWN, WITHHELD, anyTin()], caller)).toEqual([nothing, nothing, nothing]);
    expect((await statementsOn([KNOWN], newCaller()))[0]?.statement).toBe('OPERATOR');
    korea.clock.set(later(24 * HOUR - 1));
    expect((await statementsOn([KNOWN], caller))[0]?.statement).toBe('REFUSED');
    korea.clock.set(later(24 * HOUR));
    expect((await statementsOn([KNOWN], caller))[0]?.statement).toBe('OPERATOR');
  });

  test('is shown to the officers, who may lift the refusal, once', async () => {
    const caller = newCaller();
    await statementsOn(Array.from({ length: 100 }, anyTin), caller);
    const list = '{ enumerationAlerts { id asking subject rule unanswered questions until } }';
    const { data } = await korea.officer<{ enumerationAlerts: { id: string; subject: string }[] }>(list);
    const alert = data?.enumerationAlerts.find(({ subject }) => subject === caller.subject);
    expect(alert).toMatchObject({
      asking: 'JP',
      rule: 'SHARE',
      unanswered: 100,
      questions: 100,
      until: later(24 * HOUR),
    });
    const lift = 'mutation($id: ID!) { liftEnumerationRefusal(id: $id, reason: "A migration") { liftedBy until } }';
    korea.clock.set(later(HOUR));
    const reader = await korea.token({ scope: 'registry:read' });
    const refusal = { errors: [{ extensions: { code: 'FORBIDDEN' } }] };
    expect(await korea.officer(lift, { id: alert?.id }, reader)).toMatchObject(refusal);
    expect((await korea.officer(lift, { id: alert?.id })).data).toEqual({
      liftEnumerationRefusal: { liftedBy: 'officer@KR', until: later(HOUR) },
    });
    expect((await statementsOn([KNOWN, anyTin()], caller)).map(({ statement }) => statement)).toEqual([
      'OPERATOR',
      'UNKNOWN_OR_NOT_DISCLOSED',
    ]);
    expect(await korea.officer(lift, { id: alert?.id })).toMatchObject({
      errors: [{ extensions: { code: 'ILLEGAL_TRANSITION' } }],
    });
  });
});

describe('over the federation', () => {
  const ASK = `query($questions: [RecognitionQuestion!]!) {
    recognitions(questions: $questions) { problem decision { outcome reasons nextStep } }
  }`;
  interface Answers {
    readonly recognitions: readonly {
      readonly problem: string | null;
      readonly decision: { outcome: string; reasons: string[] } | null;
    }[];
  }
  const clock = createTestClock(at(0));
  const random = seededRandom(3);
  const traders = makeTraders(300, 0.15, random);
  let federation: TestFederation;

  beforeAll(async () => {
    federation = await startFederation({ clock });
    const operators = traders.map(({ tin, legalName, tradingName, consents }) =>
      sampleOperator(tin, consents ? ['JP', 'US'] : [], {
        legalName,
        tradingNames: [tradingName],
        authorizations: [sampleAuthorization(`AEO-${tin}`, { validations: [] })],
      }),
    );
    await federation.embedded.registries.get('KR')?.importOperators(operators, 'test');
  });
  afterAll(() => federation.stop());

  async function ask(administration: string, tins: readonly string[]) {
    const questions = tins.map((tin, index) => ({ tin, role: 'EXPORTER', reference: `26JP-${index}` }));
    const { data, errors } = await federation.ask<Answers>(administration, ASK, { questions });
    expect(errors).toEqual([]);
    return data.recognitions;
  }

  test('a fortnight of a declaration system, every two hours, raises no alarm', async () => {
    let questions = 0;
    let refused = 0;
    for (let hour = 0; hour < 14 * 24; hour += 2) {
      clock.set(at(hour * HOUR));
      const asked = makeQuestions(30, { traders, random, mistyped: 0.05 });
      const answers = await ask(
        'JP',
        asked.map(({ tin }) => tin),
      );
      questions += answers.length;
      refused += answers.filter(({ decision }) => decision?.reasons.includes('REGISTRY_REFUSED')).length;
    }
    expect(questions).toBe(5_040);
    expect(refused).toBe(0);
    expect((await federation.ask('JP', '{ misuseAlerts { subject } }')).data).toEqual({ misuseAlerts: [] });
  });

  test('questions that name no consignment are refused after 50 unknown ones, and those that name one go on', async () => {
    clock.set(at(16 * 24 * HOUR));
    const put = (count: number, reference: string | null) => {
      const unknown = Array.from({ length: count }, () => krTin(Math.floor(random() * 880_000)));
      const questions = unknown.map((tin) => ({ tin, role: 'EXPORTER', reference }));
      return federation.ask('US', ASK, { questions });
    };
    expect((await put(49, null)).errors).toEqual([]);
    expect((await put(1, null)).errors).toEqual([]);
    const refused = { extensions: { code: 'RATE_LIMITED', origin: 'CALLER', retryAfterSeconds: 86_400 } };
    expect((await put(1, ' ')).errors).toMatchObject([refused]);
    expect((await put(1, null)).errors).toMatchObject([refused]);
    expect((await put(1, '26US-1')).errors).toEqual([]);
    expect((await federation.ask('US', '{ misuseAlerts { administration rule unanswered until } }')).data).toEqual({
      misuseAlerts: [{ administration: null, rule: 'NO_REFERENCE', unanswered: 50, until: at(17 * 24 * HOUR) }],
    });
    clock.set(at(17 * 24 * HOUR + 1));
    expect((await put(1, null)).errors).toEqual([]);
  });

  test('a walk ends UNDETERMINED, never in a no, and both administrations are told', async () => {
    clock.set(at(20 * 24 * HOUR));
    const known = traders.find(({ consents }) => consents)?.tin ?? '';
    for (let turn = 0; turn < 5; turn += 1) {
      await ask(
        'US',
        Array.from({ length: 20 }, () => krTin(Math.floor(random() * 880_000))),
      );
    }
    const decision = { outcome: 'UNDETERMINED', reasons: ['REGISTRY_REFUSED'], nextStep: 'RETRY_LATER' };
    const refused = { problem: null, decision };
    expect(await ask('US', [known, krTin(777_777)])).toEqual([refused, refused]);
    expect(await ask('JP', [known])).toMatchObject([{ decision: { outcome: 'RECOGNISED' } }]);
    const alerts = async (administration: string) => {
      const query = '{ misuseAlerts { administration rule unanswered until } }';
      return (await federation.ask<{ misuseAlerts: object[] }>(administration, query)).data.misuseAlerts;
    };
    await expect
      .poll(() => alerts('US'), { timeout: 10_000 })
      .toContainEqual({
        administration: 'KR',
        rule: 'SHARE',
        unanswered: expect.any(Number),
        until: at(21 * 24 * HOUR),
      });
    expect(await alerts('JP')).toEqual([]);
    const { data } = await federation.askOfficer('KR', '{ enumerationAlerts { asking rule } }');
    expect(data).toEqual({ enumerationAlerts: [{ asking: 'US', rule: 'SHARE' }] });
  });
});
