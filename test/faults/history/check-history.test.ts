import { describe, expect, test } from 'vitest';
import { CHECKS, type CheckName, checkHistory } from './check-history.ts';
import { emptyJournal, type History, type Journal, type Kept, type Value } from './journal.ts';

const KR = 'KR7628191710';
const CN = 'CN4403126900';
const NEEDS = ['gateway-1', 'recognition'];

/** A short run in which all went well: each write is acknowledged and kept, each question has the answer of its moment. */
function goodHistory(): History {
  const write = (fact: 'STATUS' | 'CONSENT' | 'BENEFITS', subject: string, id: string, value: Value, began: number) =>
    ({ fact, subject, id, value, began, ended: began + 10, needs: ['registry-kr'], ending: 'ACKNOWLEDGED' }) as const;
  const question = (tin: string, on: number | null, outcome: string, reasons: readonly string[], number: string) => ({
    tin,
    home: tin.slice(0, 2),
    registry: `registry-${tin.slice(0, 2).toLowerCase()}`,
    on,
    answer: { outcome, reasons, consultationNumber: number, receipt: '' },
  });
  const journal: Journal = {
    ...emptyJournal(),
    writes: [
      write('STATUS', KR, 'suspended', 'SUSPENDED', 100),
      write('STATUS', KR, 'reinstated', 'AUTHORISED', 200),
      write('CONSENT', `${CN} JP`, 'withdrawn', 'WITHDRAWN', 100),
      write('BENEFITS', `${KR} EU`, 'stopped', 'STOPPED', 100),
      write('BENEFITS', `${KR} EU`, 'given back', 'GRANTED', 300),
    ],
    creations: [{ created: 'VENDOR', id: 'vendor', began: 100, ended: 110, needs: [], ending: 'ACKNOWLEDGED' }],
    batches: [
      {
        asking: 'JP',
        began: 150,
        ended: 160,
        needs: NEEDS,
        questions: [
          question(KR, null, 'NOT_RECOGNISED', ['AUTHORIZATION_SUSPENDED'], 'first'),
          question(CN, null, 'NOT_RECOGNISED', ['UNKNOWN_OR_NOT_DISCLOSED'], 'second'),
        ],
      },
      { asking: 'JP', began: 400, ended: 410, needs: NEEDS, questions: [question(KR, 50, 'RECOGNISED', [], 'third')] },
    ],
    outages: [{ process: 'registry-eu', began: 5_000, ended: 6_000 }],
  };
  const kept: Kept = {
    steps: {
      STATUS: new Map([[KR, [step('suspended', 'SUSPENDED', 105), step('reinstated', 'AUTHORISED', 205)]]]),
      CONSENT: new Map([[`${CN} JP`, [step('withdrawn', 'WITHDRAWN', 105)]]]),
      BENEFITS: new Map([[`${KR} EU`, [step('stopped', 'STOPPED', 105), step('given back', 'GRANTED', 305)]]]),
    },
    creations: { VENDOR: ['vendor'], ASSISTANCE: [] },
    consultations: [
      consultation('first', 'one', KR),
      consultation('second', 'one', CN),
      consultation('third', 'two', KR),
    ],
    disclosures: new Map([
      ['KR a', { asking: 'JP', tin: KR }],
      ['CN b', { asking: 'JP', tin: CN }],
      ['KR c', { asking: 'JP', tin: KR }],
    ]),
    deliveries: ['stopped', 'given back'].map(delivery),
    due: ['stopped', 'given back'].map(delivery),
    broken: [],
  };
  const receipt = (
    requestId: string,
    tin: string,
    outcome: string,
    reasons: readonly string[],
    attestationId: string,
  ) => ({ requestId, tin, asking: 'JP', outcome, reasons, attestationId }) as const;
  return {
    journal,
    kept,
    receipts: new Map([
      ['first', receipt('one', KR, 'NOT_RECOGNISED', ['AUTHORIZATION_SUSPENDED'], 'a')],
      ['second', receipt('one', CN, 'NOT_RECOGNISED', ['UNKNOWN_OR_NOT_DISCLOSED'], 'b')],
      ['third', receipt('two', KR, 'RECOGNISED', [], 'c')],
    ]),
  };
}

const step = (id: string, value: Value, at: number) => ({ id, value, at });
const consultation = (number: string, requestId: string, tin: string) => ({ number, requestId, asking: 'JP', tin });
const delivery = (id: string) => ({ feed: 'signals to KR', subject: `${KR} EU`, id });

/** The history with another Korean status history. */
function withStatus(history: History, steps: readonly ReturnType<typeof step>[]): History {
  return withKept(history, { steps: { ...history.kept.steps, STATUS: new Map([[KR, steps]]) } });
}

function withKept(history: History, kept: Partial<Kept>): History {
  return { ...history, kept: { ...history.kept, ...kept } };
}

/** The history with other words in the answers of its batches. */
function withAnswers(history: History, change: object | null): History {
  const batches = history.journal.batches.map((batch) => ({
    ...batch,
    questions: batch.questions.map((question) => ({
      ...question,
      answer: change === null || question.answer === null ? null : { ...question.answer, ...change },
    })),
  }));
  return { ...history, journal: { ...history.journal, batches } };
}

const [SUSPENDED, REINSTATED] = [step('suspended', 'SUSPENDED', 105), step('reinstated', 'AUTHORISED', 205)];

/** For each check faults that it must find. */
const PLANTED: Readonly<Record<CheckName, readonly ((good: History) => History)[]>> = {
  'acknowledged writes lost': [
    (good) => withStatus(good, [SUSPENDED]),
    (good) => withKept(good, { creations: { VENDOR: [], ASSISTANCE: [] } }),
  ],
  'writes that nobody made': [
    (good) => withStatus(good, [SUSPENDED, REINSTATED, step('stranger', 'REVOKED', 300)]),
    (good) => withStatus(good, [SUSPENDED, { ...REINSTATED, value: 'REVOKED' }]),
    (good) => withKept(good, { creations: { VENDOR: ['vendor'], ASSISTANCE: ['stranger'] } }),
    (good) => {
      const writes = good.journal.writes.map((write) => ({ ...write, ending: 'REFUSED' as const }));
      return { ...good, journal: { ...good.journal, writes } };
    },
  ],
  'writes there twice': [
    (good) => withStatus(good, [SUSPENDED, REINSTATED, REINSTATED]),
    (good) => withKept(good, { creations: { VENDOR: ['vendor', 'vendor'], ASSISTANCE: [] } }),
  ],
  'writes out of order': [(good) => withStatus(good, [REINSTATED, SUSPENDED])],
  'writes in force at another time': [(good) => withStatus(good, [{ ...SUSPENDED, at: 99 }, REINSTATED])],
  'broken or half written': [(good) => withKept(good, { broken: ['the ledger of KR breaks at 3'] })],
  'wrong decisions': [
    (good) => withAnswers(good, { outcome: 'RECOGNISED', reasons: [] }),
    (good) => withAnswers(good, { outcome: 'UNDETERMINED', reasons: ['AUTHORIZATION_SUSPENDED'] }),
    (good) => withAnswers(good, { outcome: 'NOT_RECOGNISED', reasons: ['AUTHORIZATION_REVOKED'] }),
    // As of 150 it was suspended, not before.
    (good) => {
      const [first, last] = good.journal.batches;
      if (first === undefined || last === undefined) throw new TypeError('no batches');
      const questions = last.questions.map((question) => ({ ...question, on: 150 }));
      return { ...good, journal: { ...good.journal, batches: [first, { ...last, questions }] } };
    },
  ],
  'undetermined with all there': [
    (good) => withAnswers(good, { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'] }),
  ],
  'unanswered with all there': [
    (good) => withAnswers(good, null),
    (good) => {
      const writes = good.journal.writes.map((write) => ({ ...write, ending: 'UNKNOWN' as const }));
      return { ...good, journal: { ...good.journal, writes } };
    },
  ],
  'receipts that do not verify': [
    (good) => ({ ...good, receipts: new Map([...good.receipts, ['first', 'signature verification failed']]) }),
    (good) => ({ ...good, receipts: new Map() }),
    (good) => withAnswers(good, { outcome: 'NOT_APPLICABLE' }),
  ],
  'answers without a consultation': [
    (good) => withKept(good, { consultations: good.kept.consultations.slice(1) }),
    (good) =>
      withKept(good, { consultations: [consultation('first', 'one', CN), ...good.kept.consultations.slice(1)] }),
  ],
  'answers without a disclosure': [
    (good) => withKept(good, { disclosures: new Map([...good.kept.disclosures].slice(1)) }),
    (good) => withKept(good, { disclosures: new Map([...good.kept.disclosures, ['KR a', { asking: 'US', tin: KR }]]) }),
  ],
  'requests logged in part': [
    (good) => withKept(good, { consultations: good.kept.consultations.slice(1) }),
    (good) => withKept(good, { consultations: [...good.kept.consultations, consultation('fourth', 'three', KR)] }),
  ],
  'events lost': [(good) => withKept(good, { deliveries: [delivery('given back')] })],
  'events repeated or invented': [
    (good) => withKept(good, { deliveries: [...good.kept.deliveries, delivery('stopped')] }),
    (good) => withKept(good, { deliveries: [...good.kept.deliveries, delivery('stranger')] }),
  ],
  'events out of order': [(good) => withKept(good, { deliveries: good.kept.deliveries.toReversed() })],
};

describe('the checker of histories', () => {
  test('finds nothing in a history in which all went well', () => {
    expect(Object.entries(checkHistory(goodHistory())).filter(([, found]) => found.length > 0)).toEqual([]);
  });

  test.each(
    Object.entries(PLANTED).flatMap(([name, faults]) =>
      faults.map((plant, index) => [name as CheckName, index + 1, plant] as const),
    ),
  )('finds %s, planted in way %i', (name, _way, plant) => {
    expect(CHECKS[name](plant(goodHistory()))).not.toEqual([]);
  });

  test('allows both answers while a write is under way, and of one that nobody answered for as long as it is open', () => {
    const { journal, ...rest } = goodHistory();
    const during = journal.batches.map((batch) => ({ ...batch, began: 104, ended: 108 }));
    const open = journal.writes.map((write) =>
      write.id === 'suspended' ? { ...write, ending: 'UNKNOWN' as const } : write,
    );
    for (const history of [
      { ...rest, journal: { ...journal, batches: during } },
      { ...rest, journal: { ...journal, writes: open } },
    ]) {
      expect(CHECKS['wrong decisions'](history)).toEqual([]);
      const [first] = history.journal.batches;
      if (first === undefined) throw new TypeError('no batch');
      const recognised = { outcome: 'RECOGNISED', reasons: [] };
      const [about] = first.questions;
      if (about?.answer == null) throw new TypeError('no answer');
      const batches = [{ ...first, questions: [{ ...about, answer: { ...about.answer, ...recognised } }] }];
      expect(CHECKS['wrong decisions']({ ...history, journal: { ...history.journal, batches } })).toEqual([]);
    }
  });

  test('lets nobody know nothing of a write that was acknowledged', () => {
    const { journal, ...rest } = goodHistory();
    const [first] = journal.batches;
    if (first === undefined) throw new TypeError('no batch');
    const batches = [{ ...first, began: 111, ended: 160 }];
    const history = withAnswers({ ...rest, journal: { ...journal, batches } }, { outcome: 'RECOGNISED', reasons: [] });
    expect(CHECKS['wrong decisions'](history)).toHaveLength(2);
  });

  test('excuses silence of a process that was gone, and of no other', () => {
    const { journal, ...rest } = withAnswers(goodHistory(), {
      outcome: 'UNDETERMINED',
      reasons: ['REGISTRY_UNAVAILABLE'],
    });
    const goneAt = (process: string) => ({
      ...rest,
      journal: { ...journal, outages: [{ process, began: 100, ended: 155 }] },
    });
    expect(CHECKS['undetermined with all there'](goneAt('registry-kr'))).toHaveLength(1);
    expect(CHECKS['undetermined with all there'](goneAt('gateway-2'))).toHaveLength(3);
    expect(CHECKS['undetermined with all there'](goneAt('gateway-1'))).toEqual([]);
  });
});
