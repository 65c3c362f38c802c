import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringTo, input, perform, read, validation } from '../support/procedure-steps.ts';
import { type RegistryHarness, startKorea } from '../support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../support/sample-operators.ts';

interface Due {
  readonly kind: string;
  readonly tin: string;
  readonly on: string;
  readonly reference: string;
  readonly overdue: boolean;
}
const DUE = `query ($until: Date!) { dueWork(until: $until) { kind tin on reference overdue } }`;
const ASSESS = `mutation ($number: ID!, $dueOn: Date!) {
  recordPeriodicSelfAssessment(number: $number, dueOn: $dueOn, answers: [{ question: "A1", answer: "None." }]) { number } }`;
const FINDING = `mutation ($tin: TIN!) { recordFinding(tin: $tin, source: SPOT_CHECK, description: "Weights differ",
  correctiveAction: "Calibrate the scales", dueOn: "2026-12-10") { id version closedAt } }`;
const CLOSE = `mutation ($id: ID!, $version: Int!) { closeFinding(id: $id, outcome: "Calibrated", version: $version) { version closedBy } }`;
const REVALIDATE = `mutation ($number: ID!, $input: ValidationInput!, $version: Int!) {
  recordRevalidation(number: $number, input: $input, version: $version) { version validations { method nextDueOn } } }`;
const REVALIDATE_WITH = `mutation ($number: ID!, $input: ValidationInput!, $evidence: [EvidenceInput!]!, $version: Int!) {
  recordRevalidation(number: $number, input: $input, evidence: $evidence, version: $version) {
    validations { performedOn evidence { basis validUntil } } } }`;
const SUSPEND = `mutation ($number: ID!, $until: DateTime, $version: Int!) {
  suspendAuthorization(number: $number, ground: "Referred to prosecution", until: $until, version: $version) { status } }`;
const DRAW = `query ($seed: String!, $count: Int!, $on: Date) { spotCheckDraw(seed: $seed, count: $count, on: $on) {
  on candidates drawn { tin rank lot reason } } }`;
const HOLD = `mutation ($number: ID!, $with: Boolean!, $version: Int!, $until: Date!) {
  holdAuthorization(number: $number, until: $until, withBenefits: $with, ground: "Renewal is examined", version: $version) {
    status validTo version terms { kind validTo } } }`;

describe('between validations', () => {
  const TIN = krTin(1);
  const NUMBER = `AEO-${TIN}`;
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
    const authorizations = [sampleAuthorization(NUMBER, { roles: ['EXPORTER'] })];
    await korea.registry.importOperators([sampleOperator(TIN, [], { authorizations })], 'test');
  });
  afterEach(() => korea.stop());

  async function due(until: string): Promise<readonly Due[]> {
    const { data, errors } = await korea.officer<{ dueWork: readonly Due[] }>(DUE, { until });
    expect(errors).toBeUndefined();
    return data?.dueWork ?? [];
  }
  const version = async () => {
    const { data } = await korea.officer<{ operator: { version: number } }>(`{ operator(tin: "${TIN}") { version } }`);
    return data?.operator.version ?? 0;
  };

  it('a self-assessment is due in Korea by the 15th of the month after each anniversary, until it is handed in', async () => {
    const item = (on: string, overdue: boolean) => ({
      kind: 'SELF_ASSESSMENT',
      tin: TIN,
      on,
      reference: NUMBER,
      overdue,
    });
    expect(await due('2027-04-14')).toEqual([item('2026-04-15', true)]);
    expect(await due('2027-04-15')).toEqual([item('2026-04-15', true), item('2027-04-15', false)]);
    const wrong = await korea.officer(ASSESS, { number: NUMBER, dueOn: '2026-04-14' });
    expect(wrong.errors).toMatchObject([{ extensions: { field: 'dueOn', rule: 'DUE_DAY' } }]);
    expect((await korea.self(krTin(2), ASSESS, { number: NUMBER, dueOn: '2026-04-15' })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await korea.self(TIN, ASSESS, { number: NUMBER, dueOn: '2026-04-15' })).errors).toBeUndefined();
    expect((await korea.officer(ASSESS, { number: NUMBER, dueOn: '2026-04-15' })).errors).toMatchObject([
      { extensions: { code: 'ILLEGAL_TRANSITION' } },
    ]);
    expect(await due('2027-04-15')).toEqual([item('2027-04-15', false)]);
  });

  it('re-validation and renewal are due as the validation and the programme say', async () => {
    const kinds = async (until: string) =>
      (await due(until)).filter(({ kind }) => kind !== 'SELF_ASSESSMENT').map(({ kind, on }) => [kind, on]);
    expect(await kinds('2029-01-19')).toEqual([]);
    expect(await kinds('2029-09-01')).toEqual([
      ['REVALIDATION', '2029-01-20'],
      ['RENEWAL', '2029-09-01'],
    ]);
    const given = { number: NUMBER, input: validation({ nextDueOn: '2030-11-24' }), version: await version() };
    expect((await korea.officer(REVALIDATE, given)).errors).toBeUndefined();
    expect((await korea.officer(REVALIDATE, given)).errors).toMatchObject([
      { extensions: { code: 'VERSION_CONFLICT' } },
    ]);
    expect(await kinds('2029-09-01')).toEqual([['RENEWAL', '2029-09-01']]);
  });

  it('a re-validation rests on a UPU certificate that lasts, handed in with it or with an earlier one', async () => {
    const criteria = [{ criterion: 'I_PREMISES_SECURITY', result: 'MET', basis: 'UPU_S58' }];
    const revalidate = async (evidence: readonly object[], performedOn = '2026-11-24') =>
      korea.officer(REVALIDATE_WITH, {
        ...{ number: NUMBER, version: await version(), evidence },
        input: validation({ criteria, performedOn }),
      });
    const certificate = { basis: 'UPU_S58', name: 'S58 certificate', reference: 'UPU 17', validUntil: '2027-01-31' };
    const expected = [{ extensions: { field: 'input.criteria[0].basis', rule: 'CERTIFICATE_VALID' } }];
    expect((await revalidate([])).errors).toMatchObject(expected);
    expect((await revalidate([{ ...certificate, validUntil: '2026-11-23' }])).errors).toMatchObject(expected);
    expect((await revalidate([certificate])).data).toMatchObject({
      recordRevalidation: {
        validations: [{ evidence: [] }, { evidence: [{ basis: 'UPU_S58', validUntil: '2027-01-31' }] }],
      },
    });
    korea.clock.set('2027-02-01T12:00:00.000Z');
    expect((await revalidate([], '2027-01-31')).errors).toBeUndefined();
    expect((await revalidate([], '2027-02-01')).errors).toMatchObject(expected);
  });

  it('a suspension lasts 6 months in Korea at most; without an end it is to be decided on then, and does not end by itself', async () => {
    const suspend = async (until?: string) =>
      korea.officer(SUSPEND, { number: NUMBER, until, version: await version() });
    const long = await suspend('2027-05-24T12:00:00.001Z');
    expect(long.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'until' } }]);
    expect(long.errors?.[0]?.extensions).toMatchObject({ rule: expect.stringMatching(/^LONGEST_SUSPENSION 6 months/) });
    expect((await suspend()).data).toEqual({ suspendAuthorization: { status: 'SUSPENDED' } });
    const suspensions = async (until: string) => (await due(until)).filter(({ kind }) => kind === 'SUSPENSION');
    const item = { kind: 'SUSPENSION', tin: TIN, on: '2027-05-24', reference: NUMBER };
    expect(await suspensions('2027-05-23')).toEqual([]);
    expect(await suspensions('2027-05-24')).toEqual([{ ...item, overdue: false }]);
    korea.clock.set('2027-05-25T12:00:00.000Z');
    expect(await suspensions('2027-05-25')).toEqual([{ ...item, overdue: true }]);
    const reinstate = `mutation ($number: ID!, $version: Int!) {
      reinstateAuthorization(number: $number, remark: "No charge", version: $version) { status } }`;
    expect((await korea.officer(reinstate, { number: NUMBER, version: await version() })).errors).toBeUndefined();
    expect(await suspensions('2027-05-25')).toEqual([]);
    expect((await suspend('2027-11-25T12:00:00.000Z')).errors).toBeUndefined();
    expect(await suspensions('2028-12-31')).toEqual([]);
  });

  it('a corrective action is due until it is closed, once, and shows when its day is over', async () => {
    const { data } = await korea.officer<{ recordFinding: { id: string; version: number } }>(FINDING, { tin: TIN });
    const { id } = data?.recordFinding ?? { id: '' };
    const item = { kind: 'CORRECTIVE_ACTION', tin: TIN, on: '2026-12-10', reference: id };
    expect(await due('2026-12-10')).toContainEqual({ ...item, overdue: false });
    korea.clock.set('2026-12-11T12:00:00.000Z');
    expect(await due('2026-12-11')).toContainEqual({ ...item, overdue: true });
    expect((await korea.officer(CLOSE, { id, version: 7 })).errors).toMatchObject([
      { extensions: { code: 'VERSION_CONFLICT' } },
    ]);
    expect((await korea.officer(CLOSE, { id, version: 1 })).data).toMatchObject({ closeFinding: { version: 2 } });
    expect((await korea.officer(CLOSE, { id, version: 2 })).errors).toMatchObject([
      { extensions: { code: 'ILLEGAL_TRANSITION' } },
    ]);
    expect((await due('2026-12-11')).map(({ kind }) => kind)).not.toContain('CORRECTIVE_ACTION');
    const file = await korea.self(TIN, `{ operator(tin: "${TIN}") { findings { outcome closedBy } } }`);
    expect(file.data).toEqual({ operator: { findings: [{ outcome: 'Calibrated', closedBy: 'officer@KR' }] } });
    expect((await korea.officer(FINDING, { tin: krTin(9) })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  it('a decision is due until it is taken, and not while the applicant owes an answer', async () => {
    const application = await bringTo(korea, 'ACCEPTED', input(krTin(2)));
    const item = {
      kind: 'DECISION',
      tin: krTin(2),
      on: application.decideBy,
      reference: application.id,
      overdue: false,
    };
    expect(await due(application.decideBy)).toContainEqual(item);
    await perform(korea, 'return', application);
    expect(await due('2028-01-01')).not.toContainEqual(expect.objectContaining({ kind: 'DECISION' }));
  });

  it('an authorization is held while its renewal is examined, without benefits, and renewed', async () => {
    korea.clock.set('2029-10-01T00:00:00.000Z');
    const hold = { number: NUMBER, with: false, until: '2030-05-31' };
    expect((await korea.officer(HOLD, { ...hold, version: await version() })).errors?.[0]?.message).toContain(
      'renewal',
    );
    const validated = await bringTo(korea, 'VALIDATED', input(TIN, { renews: NUMBER }));
    expect((await due('2030-01-01')).map(({ kind }) => kind)).not.toContain('RENEWAL');
    const held = await korea.officer(HOLD, { ...hold, version: await version() });
    expect(held.data).toMatchObject({ holdAuthorization: { status: 'AUTHORISED', validTo: '2030-05-31' } });
    const status = async () => {
      const { data } = await korea.officer<{ operator: { record: { authorizations: object[] } } }>(
        `{ operator(tin: "${TIN}") { record { authorizations { status validTo } } } }`,
      );
      return data?.operator.record.authorizations;
    };
    korea.clock.set('2030-03-01T00:00:00.000Z');
    expect(await status()).toEqual([{ status: 'SUSPENDED', validTo: '2030-05-31' }]);
    const grant = { type: 'AA', roles: ['EXPORTER'], from: '2030-03-01', to: '2035-02-28' };
    const other = await perform(korea, 'authorise', validated, { ...grant, type: 'AAA' });
    expect(other.errors).toMatchObject([{ extensions: { field: 'type', rule: 'SAME_TYPE' } }]);
    expect((await perform(korea, 'authorise', validated, grant)).data).toMatchObject({ authorise: { number: NUMBER } });
    expect(await status()).toEqual([{ status: 'AUTHORISED', validTo: '2035-02-28' }]);
    expect(await read(korea, validated.id)).toMatchObject({ state: 'AUTHORISED' });
  });
});

describe('a draw of spot checks', () => {
  const TINS = Array.from({ length: 40 }, (_one, index) => krTin(index + 1));
  let korea: RegistryHarness;

  beforeAll(async () => {
    korea = await startKorea();
    const revoked = sampleAuthorization('R', {
      history: [
        { status: 'AUTHORISED', effectiveFrom: '2025-02-28T15:00:00.000Z', ground: null },
        { status: 'SUSPENDED', effectiveFrom: '2026-10-01T00:00:00.000Z', ground: null },
      ],
    });
    const operators = TINS.map((tin, index) =>
      sampleOperator(tin, [], index === 0 ? { authorizations: [revoked] } : {}),
    );
    await korea.registry.importOperators(operators, 'test');
  });
  afterAll(() => korea.stop());

  const draw = (given: object) =>
    korea.officer<{ spotCheckDraw: { candidates: number; drawn: { tin: string; reason: string }[] } }>(DRAW, {
      seed: 'winter',
      count: 5,
      ...given,
    });

  it('gives the same again for the same seed and day, with the reason, and others for another', async () => {
    const first = (await draw({})).data?.spotCheckDraw;
    expect((await draw({ on: '2026-11-24' })).data?.spotCheckDraw).toEqual(first);
    expect(first).toMatchObject({ candidates: 39, drawn: Array.from({ length: 5 }, () => ({})) });
    expect(first?.drawn[0]?.reason).toContain('lot 1 of 39');
    expect((await draw({ seed: 'spring' })).data?.spotCheckDraw.drawn).not.toEqual(first?.drawn);
    expect((await draw({ on: '2026-11-23' })).data?.spotCheckDraw.drawn).not.toEqual(first?.drawn);
  });

  it('falls on nobody who is not authorised that day, and on everybody if asked for all', async () => {
    expect((await draw({ count: 100 })).data?.spotCheckDraw.drawn.map(({ tin }) => tin).toSorted()).toEqual(
      TINS.slice(1).toSorted(),
    );
    expect((await draw({ count: 100, on: '2026-09-30' })).data?.spotCheckDraw.candidates).toBe(40);
    expect((await draw({ on: '2025-02-28' })).data?.spotCheckDraw.candidates).toBe(0);
    expect((await draw({ count: 0 })).errors).toMatchObject([{ extensions: { field: 'count' } }]);
    expect((await draw({ count: 1_001 })).errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
  });
});
