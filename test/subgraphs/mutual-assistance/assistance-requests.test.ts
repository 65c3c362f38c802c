import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../support/parties.ts';
import { CN_TIN, type RunningAssistance, type StepName, startAssistance, submission } from './support.ts';

let running: RunningAssistance;

beforeAll(async () => {
  running = await startAssistance();
});

afterAll(() => running.stop());

describe('submitting a request', () => {
  it('gives it a reference, a due date and its first event', async () => {
    const { id, ...request } = await running.submitted('JP');
    expect(request).toMatchObject({ state: 'SUBMITTED', version: 1, dueOn: '2027-02-22', overdue: false });
    expect(request.reference).toMatch(/^JP-KR-2026-\d{6}$/);
    const { data } = await running.ask(
      'KR',
      `query($id: ID!) { assistanceRequest(id: $id) {
        requesting { code } requested { code } kind purpose urgent reason criteria questions refusal { ground } response { outcome }
        agreement { id parties { code } form responseDays certainty }
        subject { __typename ... on OperatorReference { tin operator { __typename tin } } }
        history { at by from to remark } } }`,
      { id },
    );
    expect(data?.['assistanceRequest']).toEqual({
      requesting: { code: 'JP' },
      requested: { code: 'KR' },
      kind: 'OPERATOR_VALIDATION',
      purpose: 'AEO_VALIDATION',
      urgent: false,
      reason: 'The exporter asks to be treated as an AEO.',
      criteria: ['G_CARGO_SECURITY'],
      questions: [],
      refusal: null,
      response: null,
      agreement: {
        id: 'JP-KR-CMAA-2004',
        parties: [{ code: 'JP' }, { code: 'KR' }],
        form: 'TREATY',
        responseDays: null,
        certainty: 'OFFICIAL',
      },
      subject: {
        __typename: 'OperatorReference',
        tin: 'KR1168200276',
        operator: { __typename: 'KrOperator', tin: 'KR1168200276' },
      },
      history: [{ at: '2026-11-24T12:00:00.000Z', by: 'JP', from: null, to: 'SUBMITTED', remark: null }],
    });
  });

  it('needs a legal basis: from the US to Switzerland there is none', async () => {
    const { errors } = await running.submit('US', {
      ...{ requested: 'CH', agreement: 'CH-EU-MAA-1997', subjectTin: 'CHE100155212' },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NO_LEGAL_BASIS', field: 'agreement' });
    expect(errors?.[0]?.message).toContain('CH-EU-MAA-1997');
  });

  it('needs the scope assistance:write, and names it', async () => {
    const caller = callerOf('JP', { scopes: ['assistance:read'] });
    const query = 'mutation($input: AssistanceRequestInput!) { submitAssistanceRequest(input: $input) { id } }';
    const { errors } = await running.askAs(caller, query, { input: submission() });
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('assistance:write') });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('again with the same key gives the same request; with other content it is refused and the field named', async () => {
    const given = { idempotencyKey: 'retry' };
    const first = await running.submitted('JP', given);
    const together = await Promise.all([1, 2, 3].map(() => running.submitted('JP', given)));
    expect(together).toEqual([first, first, first]);
    const { errors } = await running.submit('JP', { ...given, reason: 'Another.', criteria: ['L_CRISIS_MANAGEMENT'] });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'idempotencyKey',
      rule: expect.stringContaining('another reason, criteria'),
    });
    const other = await running.submitted('EU', {
      ...given,
      ...{ requested: 'CN', agreement: 'CN-EU-CCMAA-2004', subjectTin: CN_TIN },
    });
    expect(other.id).not.toBe(first.id);
  });
});

describe('the way of a request', () => {
  it('goes from submission through questions and a postponement to an answer with evidence', async () => {
    const { id } = await running.submitted('JP', { questions: ['Since when?'] });
    const response = {
      outcome: 'CONFIRMED_WITH_RESERVATIONS',
      criteria: [{ criterion: 'G_CARGO_SECURITY', result: 'PARTLY_MET', basis: 'UPU_S58', remark: 'Seals.' }],
      answers: ['Since 2019.'],
      evidence: [{ name: 'report.txt', mediaType: 'text/plain', contentBase64: 'aGVsbG8=' }],
      useRestrictions: 'Not in court.',
    };
    const steps: [string, StepName, string, object?][] = [
      ['KR', 'askForInformation', 'INFORMATION_REQUESTED'],
      ['JP', 'supplyInformation', 'ACKNOWLEDGED'],
      ['KR', 'postponeAssistanceRequest', 'POSTPONED'],
      ['KR', 'completeAssistanceRequest', 'COMPLETED', { response }],
    ];
    for (const [at, [administration, action, state, more]] of steps.entries()) {
      const { data, errors } = await running.step(administration, action, { id, version: at + 1, ...more });
      expect(errors).toBeUndefined();
      expect(data?.step).toMatchObject({ state, version: at + 2 });
    }
    const { data } = await running.askAs(
      callerOf('JP', { purpose: 'AEO_VALIDATION' }),
      `query($id: ID!) { assistanceRequest(id: $id) { postponedUntil history { by from to remark } response {
        outcome criteria { criterion result basis remark } answers useRestrictions completedAt
        evidence { name mediaType sizeBytes sha256 } } } }`,
      { id },
    );
    expect(data?.['assistanceRequest']).toEqual({
      postponedUntil: '2027-01-31',
      history: [
        { by: 'JP', from: null, to: 'SUBMITTED', remark: null },
        { by: 'KR', from: 'SUBMITTED', to: 'INFORMATION_REQUESTED', remark: 'Which year?' },
        { by: 'JP', from: 'INFORMATION_REQUESTED', to: 'ACKNOWLEDGED', remark: '2025.' },
        { by: 'KR', from: 'ACKNOWLEDGED', to: 'POSTPONED', remark: 'An audit is under way.' },
        { by: 'KR', from: 'POSTPONED', to: 'COMPLETED', remark: null },
      ],
      response: {
        ...response,
        completedAt: '2026-11-24T12:00:00.000Z',
        evidence: [
          {
            name: 'report.txt',
            mediaType: 'text/plain',
            sizeBytes: 5,
            sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
          },
        ],
      },
    });
  });

  it('ends with a refusal that has a ground and an explanation, and nothing follows', async () => {
    const { id } = await running.submitted('JP');
    const { data } = await running.step('KR', 'refuseAssistanceRequest', { id, version: 1 });
    expect(data?.step).toMatchObject({ state: 'REFUSED', version: 2 });
    const shown = await running.ask(
      'JP',
      'query($id: ID!) { assistanceRequest(id: $id) { refusal { ground explanation } } }',
      {
        id,
      },
    );
    expect(shown.data?.['assistanceRequest']).toEqual({
      refusal: { ground: 'ONGOING_PROCEEDINGS', explanation: 'A court has the files.' },
    });
    const { errors } = await running.step('JP', 'withdrawAssistanceRequest', { id, version: 2 });
    expect(errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(errors?.[0]?.message).toContain('nothing');
  });

  it('tells the wrong side whose step it is', async () => {
    const { id } = await running.submitted('JP');
    const { errors } = await running.step('JP', 'acknowledgeAssistanceRequest', { id, version: 1 });
    expect(errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(errors?.[0]?.message).toContain('a step of the requested administration');
  });

  it('names the criteria that an answer leaves out, and changes nothing', async () => {
    const { id } = await running.submitted('JP', { criteria: ['G_CARGO_SECURITY', 'L_CRISIS_MANAGEMENT'] });
    await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
    const { errors } = await running.step('KR', 'completeAssistanceRequest', { id, version: 2 });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'response.criteria' });
    expect(errors?.[0]?.message).toContain('L_CRISIS_MANAGEMENT');
    const { data } = await running.step('KR', 'postponeAssistanceRequest', { id, version: 2 });
    expect(data?.step).toMatchObject({ state: 'POSTPONED', version: 3 });
  });

  it('is postponed to a day after today', async () => {
    const { id } = await running.submitted('JP');
    await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
    const { errors } = await running.step('KR', 'postponeAssistanceRequest', { id, version: 2, until: '2026-11-24' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'until' });
  });

  it('refuses a step on an old version before it looks at the life cycle', async () => {
    const { id } = await running.submitted('JP');
    await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
    const { errors } = await running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 });
    expect(errors?.[0]?.extensions.code).toBe('VERSION_CONFLICT');
  });

  it('lets one of two officers win who act at once', async () => {
    const { id } = await running.submitted('JP');
    const answers = await Promise.all([
      running.step('KR', 'acknowledgeAssistanceRequest', { id, version: 1 }),
      running.step('KR', 'refuseAssistanceRequest', { id, version: 1 }),
      running.step('JP', 'withdrawAssistanceRequest', { id, version: 1 }),
    ]);
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort();
    expect(codes).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT', 'done']);
    const { data } = await running.ask<{ assistanceRequest: { version: number; history: object[] } }>(
      'JP',
      'query($id: ID!) { assistanceRequest(id: $id) { version history { to } } }',
      { id },
    );
    expect(data?.assistanceRequest.version).toBe(2);
    expect(data?.assistanceRequest.history).toHaveLength(2);
  });

  it('is overdue when its day has passed, and no longer when it is answered', async () => {
    const { id } = await running.submitted('JP');
    const overdue = async () =>
      (
        await running.ask<{ assistanceRequest: { overdue: boolean } }>(
          'JP',
          'query($id: ID!) { assistanceRequest(id: $id) { overdue } }',
          { id },
        )
      ).data?.assistanceRequest.overdue;
    expect(await overdue()).toBe(false);
    running.clock.set('2027-02-23T12:00:00.000Z');
    expect(await overdue()).toBe(true);
    await running.step('JP', 'withdrawAssistanceRequest', { id, version: 1 });
    expect(await overdue()).toBe(false);
    running.clock.set('2026-11-24T12:00:00.000Z');
  });
});
