import { describe, expect, it } from 'vitest';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { getSchemeRow, publishedSchemes } from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import type { FiledReturn, Registration } from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import { inOrderOfDueDay, reminderOf } from '../../../../subgraphs/vendor-registration/domain/remittance-reminder.ts';
import { returnsOf } from '../../../../subgraphs/vendor-registration/domain/remittance-return.ts';
import { historyOf } from '../support/history.ts';

const SCHEMES = publishedSchemes(COLLECTION_SCHEMES);

const REGISTRATION: Registration = {
  ...{
    id: 'r',
    destination: 'EU',
    vendorId: 'v',
    scheme: 'EU-IOSS',
    number: 'IM2760000001',
    businessModel: 'SELF_RUN',
  },
  ...{ capacity: 'VENDOR', status: 'ACTIVE', representative: null, version: 2, position: 1, changedAt: '' },
};

/** Filed in full, and paid but for what is left. */
function filed(period: string, left = '0'): FiledReturn {
  return {
    ...{ id: period, destination: 'EU', registrationId: 'r', period, version: 1, consignments: 1, assessedDuty: '0' },
    ...{ assessedTax: left, collected: '0', remitted: '0', correctionReason: null, filedAt: '', filedBy: 'o' },
  };
}

/** ACTIVE since 10 May 2026. */
function reminderOn(today: string, kept: readonly FiledReturn[], registration = REGISTRATION) {
  const { scheme } = registration;
  const history = historyOf(['2026-05-01T10:00:00.000Z', 'APPLIED'], ['2026-05-10T10:00:00.000Z', 'ACTIVE']);
  const setting = { schemes: SCHEMES, scheme, history, timeZone: 'Europe/Brussels', today };
  const returns = returnsOf('r', { filed: kept, payments: [] }, setting);
  return reminderOf(registration, returns, getSchemeRow(SCHEMES, scheme, today), today);
}

function owedOn(today: string, kept: readonly FiledReturn[] = []) {
  return reminderOn(today, kept)?.owed.map(({ told, daysOverdue }) => [told.period.name, daysOverdue]) ?? [];
}

describe('a return', () => {
  it.each([
    ['15 days before its day', '2026-06-15', []],
    ['14 days before its day', '2026-06-16', [['2026-05', 0]]],
    ['on its day', '2026-06-30', [['2026-05', 0]]],
    ['the day after', '2026-07-01', [['2026-05', 1]]],
    [
      'across a change of the clocks',
      '2026-10-26',
      [
        ['2026-05', 118],
        ['2026-06', 87],
        ['2026-07', 56],
        ['2026-08', 26],
        ['2026-09', 0],
      ],
    ],
  ])('%s is reminded of with the days that it is overdue', (_when, today, owed) => {
    expect(owedOn(today)).toEqual(owed);
  });

  it('that is filed and paid is not reminded of; one of which something is left is', () => {
    expect(owedOn('2026-07-05', [filed('2026-05')])).toEqual([]);
    expect(owedOn('2026-07-05', [filed('2026-05', '0.01')])).toEqual([['2026-05', 5]]);
  });
});

describe('persistent failure', () => {
  it('is two returns running no ground for exclusion, and three one, with the rule and its source', () => {
    expect(reminderOn('2026-08-31', [])?.exclusionGround).toBeNull();
    expect(reminderOn('2026-09-01', [])?.exclusionGround).toEqual({
      missedReturns: 3,
      rule: 'Persistent failure: 3 missed returns running (EU-IOSS-2026-07-01)',
      source: expect.stringContaining('gov.uk'),
    });
  });

  it('is broken by a return that is filed, also late and unpaid', () => {
    expect(reminderOn('2026-10-01', [filed('2026-06', '5')])?.exclusionGround).toBeNull();
    expect(reminderOn('2026-11-01', [filed('2026-06', '5')])?.exclusionGround).toMatchObject({ missedReturns: 3 });
    expect(reminderOn('2026-11-01', [filed('2026-09')])?.exclusionGround).toBeNull();
  });

  it('is no ground where the registration has ended, nor where the scheme has no such rule', () => {
    expect(reminderOn('2026-11-01', [], { ...REGISTRATION, status: 'DEREGISTERED' })).toMatchObject({
      exclusionGround: null,
    });
    const norwegian = { ...REGISTRATION, scheme: 'NO-VOEC', destination: 'NO' } as const;
    expect(reminderOn('2028-11-01', [], norwegian)).toMatchObject({ exclusionGround: null });
  });
});

it('reminders are ordered by their first due day, those of one day by application', () => {
  const of = (position: number, today: string, kept: readonly FiledReturn[] = []) => {
    const reminder = reminderOn(today, kept, { ...REGISTRATION, id: `r${position}`, position });
    return reminder === undefined ? [] : [reminder];
  };
  const reminders = [...of(3, '2026-08-01'), ...of(1, '2026-08-20', [filed('2026-05')]), ...of(2, '2026-08-02')];
  expect(inOrderOfDueDay(reminders).map(({ registration }) => registration.id)).toEqual(['r2', 'r3', 'r1']);
});
