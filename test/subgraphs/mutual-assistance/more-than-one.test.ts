import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { medianOf } from '../../../subgraphs/mutual-assistance/domain/assistance-statistics.ts';
import { JP_TIN, KR_TIN, type RunningAssistance, startAssistance } from './support.ts';

let running: RunningAssistance;

beforeAll(async () => {
  running = await startAssistance();
});

beforeEach(() => running.clock.set('2026-11-24T12:00:00.000Z'));

afterAll(() => running.stop());

describe('several administrations on one vendor', () => {
  it('answer each for itself, and neither learns of the other’s case', async () => {
    running.vendors.push({
      ...{ of: 'EU', id: 'vendor-1', legalName: 'Shop', establishedIn: 'CN', tin: null, registrations: [] },
    });
    const about = {
      subjectTin: null,
      subjectVendorId: 'vendor-1',
      purpose: 'VENDOR_REGISTRATION',
      questions: ['Known?'],
    };
    const china = await running.submitted('EU', {
      ...{ ...about, requested: 'CN', kind: 'VENDOR_VALIDATION', agreement: 'CN-EU-CCMAA-2004' },
    });
    const korea = await running.submitted('EU', {
      ...{ ...about, requested: 'KR', kind: 'RECORDS_AND_DOCUMENTS', agreement: 'EU-KR-CCMAA-1997' },
    });
    const through = async (administration: string) => {
      const { data } = await running.ask<{ _entities: { assistanceRequests: { id: string }[] }[] }>(
        administration,
        `{ _entities(representations: [{ __typename: "ForeignVendor", id: "vendor-1" }]) {
          ... on ForeignVendor { assistanceRequests { id } } } }`,
      );
      return data?._entities[0]?.assistanceRequests.map(({ id }) => id);
    };
    expect(await through('EU')).toEqual([korea.id, china.id]);
    expect(await through('CN')).toEqual([china.id]);
    expect(await through('KR')).toEqual([korea.id]);
    expect(await through('JP')).toEqual([]);
  });

  it('may be asked for a spot check jointly, where the agreement allows one', async () => {
    const given = { requested: 'KR', kind: 'SPOT_CHECK', jointWith: ['EU'] };
    const asked = await running.submitted('EU', { ...given, agreement: 'EU-KR-CCMAA-1997' });
    expect(asked.state).toBe('SUBMITTED');
    const { errors } = await running.submit('JP', { ...given, agreement: 'JP-KR-CMAA-2004' });
    expect(errors?.[0]?.extensions.code).toBe('NO_LEGAL_BASIS');
  });
});

describe('spontaneous information', () => {
  const SEND = `mutation($input: SpontaneousInformationInput!) {
    sendSpontaneousInformation(input: $input) { id version acknowledgedAt } }`;
  const LIST = `query($direction: AssistanceDirection) { spontaneousInformation(direction: $direction) {
    id about subjectTin registrationNumber facts sending { code } receiving { code } acknowledgedAt } }`;
  const ACKNOWLEDGE = `mutation($id: ID!, $version: Int!) {
    acknowledgeSpontaneousInformation(id: $id, version: $version) { acknowledgedAt version } }`;
  const WARNING = {
    ...{ receiving: 'KR', agreement: 'JP-KR-CMAA-2004', about: 'MISUSE_OF_NUMBER', subjectTin: JP_TIN },
    ...{ facts: 'Others ship under this number.', idempotencyKey: 'warning' },
  };
  const send = (administration: string, input: object) =>
    running.ask<{ sendSpontaneousInformation: { id: string } }>(administration, SEND, { input });

  it('reaches the receiving side, which acknowledges it once; a third sees nothing', async () => {
    const sent = await send('JP', WARNING);
    const id = sent.data?.sendSpontaneousInformation.id;
    expect(await send('JP', WARNING)).toEqual(sent);
    const list = async (administration: string, direction: string | null) =>
      (await running.ask<{ spontaneousInformation: object[] }>(administration, LIST, { direction })).data
        ?.spontaneousInformation;
    expect(await list('KR', 'INCOMING')).toMatchObject([{ id, subjectTin: JP_TIN, sending: { code: 'JP' } }]);
    expect(await list('JP', 'OUTGOING')).toHaveLength(1);
    expect(await list('KR', 'OUTGOING')).toEqual([]);
    expect(await list('EU', null)).toEqual([]);
    const acknowledge = async (administration: string, version: number) =>
      (await running.ask(administration, ACKNOWLEDGE, { id, version })).errors?.[0]?.extensions.code ?? 'done';
    expect(await acknowledge('EU', 1)).toBe('NOT_FOUND');
    expect(await acknowledge('JP', 1)).toBe('ILLEGAL_TRANSITION');
    expect(await acknowledge('KR', 1)).toBe('done');
    expect(await acknowledge('KR', 1)).toBe('VERSION_CONFLICT');
    expect(await acknowledge('KR', 2)).toBe('ILLEGAL_TRANSITION');
  });

  it.each([
    ['another’s TIN', { subjectTin: KR_TIN }, 'BAD_USER_INPUT', 'subjectTin'],
    ['nothing', { subjectTin: null }, 'BAD_USER_INPUT', 'subjectTin'],
    ['itself', { receiving: 'JP' }, 'BAD_USER_INPUT', 'receiving'],
    ['an agreement of others', { agreement: 'CN-EU-CCMAA-2004' }, 'NO_LEGAL_BASIS', 'agreement'],
    [
      'another content under the same key',
      { facts: 'Other.', idempotencyKey: 'warning' },
      'BAD_USER_INPUT',
      'idempotencyKey',
    ],
  ])('is refused about, to or on %s', async (_what, given, code, field) => {
    const { errors } = await send('JP', { ...WARNING, idempotencyKey: 'other', ...given });
    expect(errors?.[0]?.extensions).toMatchObject({ code, field });
  });
});

describe('the numbers', () => {
  it('are of the caller’s own cases, by partner, kind and direction', async () => {
    const given = { requested: 'KR', agreement: 'AU-KR-CMAA' };
    const days = ['2026-11-26T12:00:00.000Z', '2026-11-30T12:00:00.000Z'];
    for (const day of days) {
      const { id } = await running.submitted('AU', given);
      running.clock.set(day);
      await running.step('KR', 'refuseAssistanceRequest', { id, version: 1 });
      running.clock.set('2026-11-24T12:00:00.000Z');
    }
    await running.submitted('AU', given);
    running.clock.set('2027-06-01T12:00:00.000Z');
    const numbers = async (administration: string) => {
      const { data } = await running.ask<{ assistanceStatistics: object[] }>(
        administration,
        '{ assistanceStatistics { partner { code } kind direction total open overdue answered medianDays } }',
      );
      return data?.assistanceStatistics;
    };
    const figures = { kind: 'OPERATOR_VALIDATION', total: 3, open: 1, overdue: 1, answered: 2, medianDays: 4 };
    expect(await numbers('AU')).toEqual([{ ...figures, partner: { code: 'KR' }, direction: 'OUTGOING' }]);
    expect(await numbers('KR')).toContainEqual({ ...figures, partner: { code: 'AU' }, direction: 'INCOMING' });
    expect(await numbers('NO')).toEqual([]);
  });

  it('have the middle as median, the mean of two in the middle, and none of nothing', () => {
    expect([medianOf([3, 1, 9]), medianOf([4, 1, 2, 9]), medianOf([])]).toEqual([3, 3, null]);
  });
});
