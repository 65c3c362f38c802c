import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callerOf } from '../../support/parties.ts';
import { type RunningAssistance, type StepName, startAssistance } from './support.ts';

let running: RunningAssistance;

beforeAll(async () => {
  running = await startAssistance();
});

beforeEach(() => running.clock.set('2026-11-24T12:00:00.000Z'));

afterAll(() => running.stop());

async function read(administration: string, id: string, fields: string, purpose = 'AEO_VALIDATION') {
  const caller = callerOf(administration, { purpose: purpose as 'AUDIT' });
  const query = `query($id: ID!) { assistanceRequest(id: $id) { ${fields} } }`;
  const { data, errors } = await running.askAs<{ assistanceRequest: Record<string, unknown> }>(caller, query, { id });
  return { request: data?.assistanceRequest, errors };
}

async function take(id: string, steps: readonly [string, StepName, object?][], from = 1): Promise<void> {
  for (const [at, [side, action, more]] of steps.entries()) {
    const { errors } = await running.step(side, action, { id, version: from + at, ...more });
    if (errors !== undefined) throw new Error(`${action}: ${JSON.stringify(errors)}`);
  }
}

const PARTICULARS = {
  legalProvisions: 'Customs Act, articles 67 and 111.',
  enquiriesMade: 'The declarations of three years were compared.',
  personsConcerned: [{ name: '서울무역', address: 'Seoul', connection: 'Exporter.' }],
  proceedings: 'ADMINISTRATIVE',
  language: 'en',
  couldReciprocate: true,
  retainUntil: '2031-12-31',
  designatedOfficials: ['T. Yamada, Tokyo'],
};

describe('what a request says', () => {
  it('is what the instruments ask for, and what it lacks is named until it is supplied', async () => {
    const { id } = await running.submitted('JP', { particulars: { legalProvisions: 'Customs Act, article 67.' } });
    expect((await read('KR', id, 'missing')).request).toEqual({
      missing: [
        'enquiriesMade',
        'personsConcerned',
        'proceedings',
        'language',
        'couldReciprocate',
        'designatedOfficials',
      ].map((name) => `particulars.${name}`),
    });
    await take(id, [
      ['KR', 'askForInformation'],
      ['JP', 'supplyInformation'],
    ]);
    const full = await running.submitted('JP', { particulars: PARTICULARS, jointWith: ['JP', 'EU'] });
    const fields = `missing jointWith { code } particulars { legalProvisions enquiriesMade proceedings language
      couldReciprocate retainUntil useRestrictions personsConcerned { name address identifier connection } }`;
    expect((await read('KR', full.id, fields)).request).toMatchObject({
      missing: [],
      jointWith: [{ code: 'JP' }, { code: 'EU' }],
      particulars: { language: 'en', couldReciprocate: true, useRestrictions: null, retainUntil: '2031-12-31' },
    });
    expect(
      (await running.ask('EU', 'query($id: ID!) { assistanceRequest(id: $id) { id } }', { id: full.id })).data,
    ).toEqual({
      assistanceRequest: null,
    });
  });

  it('is completed by what is supplied; nothing that was said is unsaid', async () => {
    const { id } = await running.submitted('JP', { particulars: { language: 'en' } });
    await take(id, [['KR', 'askForInformation']]);
    await running.ask(
      'JP',
      `mutation($id: ID!, $particulars: AssistanceParticularsInput) {
        supplyInformation(id: $id, answer: "2025.", version: 2, particulars: $particulars) { id } }`,
      { id, particulars: { ...PARTICULARS, language: null } },
    );
    expect((await read('JP', id, 'missing particulars { language }')).request).toEqual({
      missing: [],
      particulars: { language: 'en' },
    });
  });

  it('is in a language that the agreement accepts, where that is known', async () => {
    const given = { requested: 'BR', agreement: 'BR-CN-CMAA-2012', subjectTin: 'BR00000000000191' };
    const { errors } = await running.submit('CN', { ...given, particulars: { language: 'pt' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'particulars.language' });
  });
});

describe('an oral request', () => {
  const oral = { urgent: true, madeOrallyAt: '2026-11-24T10:00:00.000Z' };

  it('waits 72 hours for its confirmation in writing, and stands once it is confirmed', async () => {
    const { id } = await running.submitted('JP', oral);
    expect((await read('KR', id, 'state confirmBy missing')).request).toMatchObject({
      confirmBy: '2026-11-27T10:00:00.000Z',
      missing: expect.arrayContaining(['confirmAssistanceRequest']),
    });
    await take(id, [['JP', 'confirmAssistanceRequest', { particulars: PARTICULARS }]]);
    running.clock.set('2026-12-24T12:00:00.000Z');
    expect((await read('KR', id, 'state confirmBy missing')).request).toEqual({
      ...{ state: 'SUBMITTED', confirmBy: null, missing: [] },
    });
    const again = await running.step('JP', 'confirmAssistanceRequest', { id, version: 2 });
    expect(again.errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
  });

  it('lapses by itself where nobody confirms it, for both sides and in every list', async () => {
    const { id } = await running.submitted('JP', oral);
    running.clock.set('2026-11-27T10:00:01.000Z');
    const { request } = await read('KR', id, 'state overdue history { at action from to }');
    expect(request).toMatchObject({ state: 'LAPSED', overdue: false });
    expect((request?.['history'] as object[] | undefined)?.at(-1)).toEqual({
      ...{ at: '2026-11-27T10:00:00.000Z', action: null, from: 'SUBMITTED', to: 'LAPSED' },
    });
    const listed = await running.ask<{ assistanceRequests: { edges: { node: { id: string } }[] } }>(
      'KR',
      '{ assistanceRequests(state: LAPSED) { edges { node { id } } } }',
    );
    expect(listed.data?.assistanceRequests.edges.map(({ node }) => node.id)).toContain(id);
  });

  it('is urgent, was made already and not too long ago', async () => {
    for (const madeOrallyAt of ['2026-11-24T12:00:01.000Z', '2026-11-21T11:59:59.000Z']) {
      const { errors } = await running.submit('JP', { urgent: true, madeOrallyAt });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'madeOrallyAt' });
    }
  });
});

describe('the clock', () => {
  it('does not count the days of a question and of a postponement', async () => {
    const { id } = await running.submitted('JP');
    await take(id, [['KR', 'askForInformation']]);
    running.clock.set('2026-12-04T12:00:00.000Z');
    expect((await read('JP', id, 'dueOn')).request).toEqual({ dueOn: '2027-03-04' });
    await take(
      id,
      [
        ['JP', 'supplyInformation'],
        ['KR', 'postponeAssistanceRequest', { until: '2026-12-24' }],
      ],
      2,
    );
    running.clock.set('2027-01-04T12:00:00.000Z');
    const fields = 'dueOn overdue postponement { ground reasons reviewOn }';
    expect((await read('JP', id, fields)).request).toEqual({
      ...{ dueOn: '2027-03-24', overdue: false },
      postponement: { ground: 'ONGOING_PROCEEDINGS', reasons: 'An audit is under way.', reviewOn: '2026-12-24' },
    });
  });

  it('reminds both sides of what is due, overdue and owed, and a third of nothing', async () => {
    const due = await running.submitted('AU', { requested: 'KR', agreement: 'AU-KR-CMAA' });
    const asked = await running.submitted('AU', { requested: 'KR', agreement: 'AU-KR-CMAA' });
    await take(asked.id, [['KR', 'askForInformation']]);
    const remind = async (administration: string) => {
      const { data } = await running.ask<{
        assistanceReminders: { request: { id: string }; reason: string; waitsFor: string; on: string | null }[];
      }>(administration, '{ assistanceReminders { request { id } reason waitsFor on } }');
      return data?.assistanceReminders.filter(({ request }) => [due.id, asked.id].includes(request.id));
    };
    const owed = { request: { id: asked.id }, reason: 'INFORMATION_OWED', waitsFor: 'REQUESTING', on: null };
    expect(await remind('AU')).toEqual([owed]);
    running.clock.set('2027-02-10T12:00:00.000Z');
    const soon = { request: { id: due.id }, reason: 'DUE_SOON', waitsFor: 'REQUESTED', on: '2027-02-22' };
    expect(await remind('KR')).toEqual([soon, owed]);
    running.clock.set('2027-02-23T12:00:00.000Z');
    expect(await remind('AU')).toEqual([{ ...soon, reason: 'OVERDUE' }, owed]);
    expect(await remind('EU')).toEqual([]);
  });
});

describe('an answer', () => {
  it('in part says what was not done and why', async () => {
    const { id } = await running.submitted('JP');
    await take(id, [
      ['KR', 'acknowledgeAssistanceRequest'],
      ['KR', 'completeAssistanceRequestInPart'],
    ]);
    expect((await read('JP', id, 'state response { notDone { ground explanation } }')).request).toEqual({
      state: 'PARTLY_COMPLETED',
      response: { notDone: { ground: 'COMMERCIAL_OR_PROFESSIONAL_SECRECY', explanation: 'A trade secret.' } },
    });
  });

  it('is read for its own purpose only, until another is granted; the supplier reads it always', async () => {
    const { id } = await running.submitted('JP');
    await take(id, [
      ['KR', 'acknowledgeAssistanceRequest'],
      ['KR', 'completeAssistanceRequest'],
    ]);
    const fields = 'response { outcome } furtherUses { purpose state }';
    expect((await read('JP', id, fields)).errors).toBeUndefined();
    expect((await read('KR', id, fields, 'AUDIT')).errors).toBeUndefined();
    const refused = await read('JP', id, fields, 'RISK_ASSESSMENT');
    expect(refused.request?.['response']).toBeNull();
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'purpose AEO_VALIDATION' });
    await take(id, [['JP', 'requestFurtherUse']], 3);
    expect((await read('JP', id, fields, 'RISK_ASSESSMENT')).errors).toHaveLength(1);
    await take(
      id,
      [
        ['KR', 'refuseFurtherUse'],
        ['JP', 'requestFurtherUse'],
        ['KR', 'grantFurtherUse'],
      ],
      4,
    );
    const granted = await read('JP', id, fields, 'RISK_ASSESSMENT');
    expect(granted).toMatchObject({
      request: {
        response: { outcome: 'CONFIRMED' },
        furtherUses: [
          { purpose: 'RISK_ASSESSMENT', state: 'REFUSED' },
          { purpose: 'RISK_ASSESSMENT', state: 'GRANTED' },
        ],
      },
    });
    expect((await read('JP', id, fields, 'AUDIT')).errors).toHaveLength(1);
  });

  it('cannot be asked to be used for what it may be used for, nor twice, nor be granted unasked', async () => {
    const { id } = await running.submitted('JP');
    await take(id, [
      ['KR', 'acknowledgeAssistanceRequest'],
      ['KR', 'completeAssistanceRequest'],
    ]);
    const own = await running.step('JP', 'requestFurtherUse', { id, version: 3, purpose: 'AEO_VALIDATION' });
    const unasked = await running.step('KR', 'grantFurtherUse', { id, version: 3 });
    await take(id, [['JP', 'requestFurtherUse']], 3);
    const twice = await running.step('JP', 'requestFurtherUse', { id, version: 4 });
    for (const { errors } of [own, unasked, twice]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'purpose' });
    }
  });
});
