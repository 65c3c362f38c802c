import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../scripts/measure/seeded-random.ts';
import { areRelated, countUnrelated, PIGGYBACKING_LIMITS } from '../../subgraphs/recognition/domain/piggybacking.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../subgraphs/aeo-registry/support/sample-operators.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { createTestClock } from '../support/parties.ts';
import { makeQuestions, makeTraders, type TrafficQuestion } from './declaration-traffic.ts';

const DAY = 86_400_000;
const at = (days: number) => new Date(Date.parse('2026-11-24T00:00:00.000Z') + days * DAY).toISOString();

describe('two names', () => {
  test.each([
    ['Hanbit Trading Co., Ltd.', 'Hanbit Trading'],
    ['Hanbit Trading Co., Ltd.', 'Hanbti Trading'],
    ['Hanbit Trading Co., Ltd.', 'HANBIT'],
    ['주식회사 한빛무역', '한빛무여'],
    ['Nordlicht Möbel GmbH', 'Nordlicht Moebel GmbH'],
  ])('are related: %s and %s', (one, other) => expect(areRelated(one, other)).toBe(true));

  test.each([
    ['Hanbit Trading Co., Ltd.', 'Garam Trading Co., Ltd.'],
    ['주식회사 한빛무역', '주식회사 가람물산'],
    ['Hanbit Trading', '한빛무역'],
  ])('are not: %s and %s', (one, other) => expect(areRelated(one, other)).toBe(false));

  test('are counted once each, however they are spelled', () => {
    const declared = ['Garam Foods', 'Garam Fods', 'GARAM FOODS LTD', 'Onsae Steel', 'Hanbit Tradng'];
    expect(countUnrelated(declared, ['Hanbit Trading'])).toBe(2);
  });
});

describe('a year of ordinary traffic', () => {
  test('signals no operator, though names are mistyped, abbreviated and numbers hit another', () => {
    const random = seededRandom(11);
    const traders = makeTraders(500, 0, random);
    const names = new Map<string, readonly string[]>(
      traders.map(({ tin, legalName, tradingName }) => [tin, [legalName, tradingName]]),
    );
    let signalled = 0;
    let mismatching = 0;
    let most = 0;
    for (let month = 0; month < 12; month += 1) {
      const declared = new Map<string, string[]>();
      for (const { tin, declaredName } of makeQuestions(20_000, { traders, random, mistyped: 0.05 })) {
        const own = names.get(tin);
        if (own === undefined || own.some((name) => areRelated(name, declaredName))) continue;
        mismatching += 1;
        declared.set(tin, [...(declared.get(tin) ?? []), declaredName]);
      }
      for (const [tin, list] of declared) {
        const unrelated = countUnrelated(list, names.get(tin) ?? []);
        most = Math.max(most, unrelated);
        if (unrelated >= PIGGYBACKING_LIMITS.unrelatedNames) signalled += 1;
      }
    }
    expect(mismatching).toBeGreaterThan(100);
    expect(most).toBeGreaterThan(0);
    expect(signalled).toBe(0);
  });
});

describe('over the federation', () => {
  const ASK = `query($questions: [RecognitionQuestion!]!) {
    recognitions(questions: $questions) { decision { outcome reasons } }
  }`;
  interface Answers {
    readonly recognitions: readonly { readonly decision: { outcome: string; reasons: string[] } | null }[];
  }
  interface Signal {
    readonly tin: string;
    readonly kind: string;
    readonly from: string;
    readonly remark: string;
  }
  const clock = createTestClock(at(0));
  const random = seededRandom(5);
  const traders = makeTraders(100, 0, random);
  const RIDDEN = krTin(400_000);
  const NAMES = ['Garam Foods', 'Onsae Steel', 'Mirae Toys', 'Chaeum Optics', 'Byeolha Shoes', 'Dodam Textile'];
  let federation: TestFederation;

  beforeAll(async () => {
    federation = await startFederation({ clock });
    const operators = [
      sampleOperator(RIDDEN, ['JP', 'US'], {
        authorizations: [sampleAuthorization('AEO-RIDDEN', { validations: [] })],
      }),
      ...traders.map(({ tin, legalName, tradingName }) =>
        sampleOperator(tin, ['JP'], { legalName, tradingNames: [tradingName] }),
      ),
    ];
    await federation.embedded.registries.get('KR')?.importOperators(operators, 'test');
  });
  afterAll(() => federation.stop());

  async function ask(administration: string, asked: readonly TrafficQuestion[]) {
    const questions = asked.map((question) => ({ ...question, role: 'EXPORTER' }));
    const { data, errors } = await federation.ask<Answers>(administration, ASK, { questions });
    expect(errors).toEqual([]);
    return data.recognitions;
  }

  async function signals(): Promise<readonly Signal[]> {
    await federation.embedded.registries.get('KR')?.pullSignals();
    const query = '{ partnerSignals { tin kind from remark } }';
    const { data } = await federation.askOfficer<{ partnerSignals: Signal[] }>('KR', query);
    return data.partnerSignals;
  }

  const riding = (name: string) => [{ tin: RIDDEN, declaredName: name }];

  test('a month of a declaration system signals nobody', async () => {
    for (let day = 0; day < 30; day += 1) {
      clock.set(at(day));
      await ask('JP', makeQuestions(60, { traders, random, mistyped: 0.05 }));
    }
    expect(await signals()).toEqual([]);
  });

  test('the fifth unrelated name is signalled in the operator’s file at home, once, with numbers and no name', async () => {
    clock.set(at(40));
    for (const name of NAMES.slice(0, 3)) await ask('JP', riding(name));
    await ask('US', riding('ONSAE STEEL LTD'));
    await ask('US', riding(NAMES[3] ?? ''));
    expect(await signals()).toEqual([]);
    await ask('US', riding(NAMES[4] ?? ''));
    const [signal, ...others] = await signals();
    expect(others).toEqual([]);
    expect(signal).toEqual({
      tin: RIDDEN,
      kind: 'MISUSE_SUSPECTED',
      from: 'US',
      remark:
        'Within 30 days 2 administrations asked about this TIN under 5 names that are neither the operator’s nor related to each other.',
    });
    for (const name of NAMES) expect(signal?.remark).not.toContain(name);
    await ask('JP', riding(NAMES[5] ?? ''));
    expect(await signals()).toHaveLength(1);
  });

  test('changes no decision', async () => {
    const [own, others] = await ask('JP', [
      { tin: RIDDEN, declaredName: 'Hangyeol Trading Co., Ltd.' },
      { tin: RIDDEN, declaredName: 'Garam Foods' },
    ]);
    expect(own?.decision).toEqual({ outcome: 'RECOGNISED', reasons: [] });
    expect(others?.decision).toEqual({ outcome: 'NOT_RECOGNISED', reasons: ['NAME_MISMATCH'] });
  });

  test('is signalled anew in the next window, where it goes on', async () => {
    clock.set(at(80));
    await ask(
      'JP',
      NAMES.map((declaredName) => ({ tin: RIDDEN, declaredName })),
    );
    const told = await signals();
    expect(told.map(({ tin, kind }) => [tin, kind])).toEqual([
      [RIDDEN, 'MISUSE_SUSPECTED'],
      [RIDDEN, 'MISUSE_SUSPECTED'],
    ]);
  });

  test('one name that is not the operator’s is signalled when the twentieth importer declares it, and not before', async () => {
    clock.set(at(160));
    const [lent] = traders;
    const by = (importers: number, name = 'Ieodo Logistics') =>
      Array.from({ length: importers }, (_, index) => ({
        ...{ tin: lent?.tin ?? '', declaredName: name },
        importer: `JP ${1_000 + index}`,
      }));
    await ask('JP', by(40, lent?.legalName));
    await ask('JP', by(19));
    await ask('JP', [{ ...by(1)[0], importer: ' jp1000 ' } as TrafficQuestion]);
    const before = await signals();
    await ask('JP', by(20).slice(19));
    const told = (await signals()).filter(({ tin }) => tin === lent?.tin);
    expect(before.filter(({ tin }) => tin === lent?.tin)).toEqual([]);
    expect(told).toMatchObject([
      {
        kind: 'MISUSE_SUSPECTED',
        remark:
          'Within 30 days one administration asked about this TIN under 1 name that is not the operator’s, for 20 importers.',
      },
    ]);
  });
});
