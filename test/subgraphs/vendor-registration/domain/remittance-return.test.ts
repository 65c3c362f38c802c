import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import { publishedSchemes } from '../../../../subgraphs/vendor-registration/domain/published-scheme.ts';
import type {
  FiledReturn,
  Payment,
  RegistrationEvent,
} from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import type { RegistrationStatus } from '../../../../subgraphs/vendor-registration/domain/registration-lifecycle.ts';
import { findPeriod, periodOf } from '../../../../subgraphs/vendor-registration/domain/remittance-period.ts';
import {
  checkReturn,
  type ReturnSetting,
  returnsOf,
} from '../../../../subgraphs/vendor-registration/domain/remittance-return.ts';
import { returnDueOn } from '../../../../subgraphs/vendor-registration/domain/return-due-on.ts';
import { historyOf } from '../support/history.ts';

const SCHEMES = publishedSchemes(COLLECTION_SCHEMES);

function history(...steps: readonly (readonly [day: string, to: RegistrationStatus])[]): readonly RegistrationEvent[] {
  return historyOf(...steps.map(([day, to]) => [`${day}T10:00:00.000Z`, to] as const));
}

function setting(given: Partial<ReturnSetting> = {}): ReturnSetting {
  return {
    schemes: SCHEMES,
    scheme: 'EU-IOSS',
    history: history(['2026-07-10', 'APPLIED'], ['2026-07-20', 'ACTIVE']),
    timeZone: 'Europe/Brussels',
    today: '2026-11-24',
    ...given,
  };
}

const STATED = {
  period: '2026-08',
  consignments: 3,
  assessedDuty: '9',
  assessedTax: '28.50',
  collected: '37.50',
  remitted: '30',
  idempotencyKey: 'k',
};

function filed(period: string, remitted: string): FiledReturn {
  const { idempotencyKey: _key, ...amounts } = STATED;
  return {
    id: 'f',
    destination: 'EU',
    registrationId: 'r',
    ...amounts,
    period,
    version: 1,
    remitted,
    correctionReason: null,
    filedAt: '',
    filedBy: 'o',
  };
}

function told(filedRows: readonly FiledReturn[], given: ReturnSetting, payments: readonly Payment[] = []) {
  return returnsOf('r', { filed: filedRows, payments }, given).map((one) => ({ ...one, period: one.period.name }));
}

function paid(amount: string): Payment {
  return {
    id: amount,
    destination: 'EU',
    registrationId: 'r',
    period: '2026-08',
    sequence: 1,
    amount,
    paidOn: '2026-10-01',
    reference: null,
    recordedAt: '',
    recordedBy: 'o',
  };
}

describe('return periods', () => {
  it.each([
    ['2026-07-01', 1, { name: '2026-07', firstDay: '2026-07-01', lastDay: '2026-07-31' }],
    ['2024-02-29', 1, { name: '2024-02', firstDay: '2024-02-01', lastDay: '2024-02-29' }],
    ['2026-09-30', 3, { name: '2026-Q3', firstDay: '2026-07-01', lastDay: '2026-09-30' }],
    ['2026-06-30', 6, { name: '2026-H1', firstDay: '2026-01-01', lastDay: '2026-06-30' }],
    ['2026-06-30', 12, { name: '2026', firstDay: '2026-01-01', lastDay: '2026-12-31' }],
  ])('%s lies in its period of %i months', (day, months, period) => {
    expect(periodOf(day, months)).toEqual(period);
    expect(findPeriod(period.name, months)).toEqual(period);
  });

  it.each([
    ['2026-7', 1],
    ['2026-13', 1],
    ['2026-00', 1],
    ['2026-Q3', 1],
    ['2026-07', 3],
    ['2026-Q0', 3],
    ['2026-Q5', 3],
    ['2026-Q03', 3],
    ['', 1],
    ['2026-07-01', 1],
  ])('%s is no period of %i months', (name, months) => {
    expect(findPeriod(name, months)).toBeUndefined();
  });
});

describe('the due day', () => {
  it.each([
    ['EU-IOSS', '2026-07-31', '2026-08-31'],
    ['EU-IOSS', '2027-01-31', '2027-02-28'],
    ['NO-VOEC', '2026-09-30', '2026-10-20'],
    ['NO-VOEC', '2026-12-31', '2027-01-20'],
    ['AU-LVIG', '2026-09-30', '2026-10-28'],
    ['AU-LVIG', '2026-12-31', '2027-02-28'],
    ['NZ-LVIG', '2026-03-31', '2026-05-07'],
    ['NZ-LVIG', '2026-06-30', '2026-07-28'],
    ['GB-LOW-VALUE', '2026-09-30', '2026-11-07'],
    ['CH-MAIL-ORDER', '2026-09-30', '2026-11-29'],
    ['SG-OVR', '2026-09-30', '2026-10-31'],
  ])('of %s for a period that ends on %s is %s', (scheme, ends, due) => {
    const row = SCHEMES.findLast((candidate) => candidate.scheme === scheme);
    if (row === undefined) throw new TypeError(`no scheme ${scheme}`);
    expect(returnDueOn(row.returnDueRule, ends)).toBe(due);
  });

  it('of an exception later in the year is in that year', () => {
    const rule = {
      kind: 'DAY_OF_MONTH_AFTER',
      day: 28,
      exceptions: [{ periodEnds: '11-30', dueOn: '01-15' }],
    } as const;
    expect(returnDueOn(rule, '2026-11-30')).toBe('2027-01-15');
  });
});

describe('the returns of a registration', () => {
  it('are one for each period that has ended since its approval', () => {
    expect(told([filed('2026-08', '30'), filed('2026-09', '37.50')], setting())).toMatchObject([
      { period: '2026-07', dueOn: '2026-08-31', status: 'OVERDUE', consignments: 0, assessedTax: '0.00' },
      { period: '2026-08', dueOn: '2026-09-30', status: 'FILED', outstanding: '7.50', assessedDuty: '9.00' },
      { period: '2026-09', dueOn: '2026-10-31', status: 'PAID', outstanding: '0.00' },
      { period: '2026-10', dueOn: '2026-11-30', status: 'OPEN', outstanding: '0.00' },
    ]);
  });

  it('turn from OPEN to OVERDUE on the day after the due day', () => {
    const last = (today: string) => told([], setting({ today })).at(-1);
    expect(last('2026-08-31')).toMatchObject({ period: '2026-07', status: 'OPEN' });
    expect(told([], setting({ today: '2026-09-01' }))[0]).toMatchObject({ status: 'OVERDUE' });
  });

  it('leave out periods in which it was not ACTIVE for a day', () => {
    const steps = history(
      ['2026-05-01', 'ACTIVE'],
      ['2026-06-10', 'SUSPENDED'],
      ['2026-08-05', 'ACTIVE'],
      ['2026-08-06', 'DEREGISTERED'],
    );
    expect(told([], setting({ history: steps })).map(({ period }) => period)).toEqual([
      '2026-05',
      '2026-06',
      '2026-08',
    ]);
    expect(told([], setting({ history: history(['2026-05-01', 'APPLIED']) }))).toEqual([]);
  });

  it('total exactly what their parts make', () => {
    const cents = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(cents, cents, cents, (duty, tax, share) => {
        const remitted = share % (duty + tax + 1);
        const row = { ...filed('2026-08', text(remitted)), assessedDuty: text(duty), assessedTax: text(tax) };
        const one = told([row], setting()).find(({ period }) => period === '2026-08');
        expect(one?.outstanding).toBe(text(duty + tax - remitted));
        expect(one?.status).toBe(remitted === duty + tax ? 'PAID' : 'FILED');
      }),
      { numRuns: 100 },
    );
  });
});

function text(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

describe('a return that is paid in parts', () => {
  it('is settled exactly when its parts make the whole, in whatever parts', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1_000_000_00 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 100_000 }), (amounts, first) => {
        const total = amounts.reduce((sum, amount) => sum + amount, first);
        const row = { ...filed('2026-08', text(first)), assessedDuty: '0', assessedTax: text(total) };
        const payments = amounts.map((amount) => paid(text(amount)));
        const one = (rows: readonly Payment[]) => told([row], setting(), rows).find(({ version }) => version === 1);
        expect(one(payments)).toMatchObject({
          outstanding: '0.00',
          remitted: text(total),
          status: 'PAID',
          overdue: false,
        });
        expect(one(payments.slice(1))).toMatchObject({
          outstanding: text(amounts[0] ?? 0),
          status: 'FILED',
          overdue: true,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('shows its latest version, keeps the others, and may come out paid too much', () => {
    const corrected = { ...filed('2026-08', '30'), version: 2, assessedTax: '20', correctionReason: 'counted twice' };
    const [, august] = told([corrected, filed('2026-08', '30')], setting(), [paid('7.5')]);
    expect(august).toMatchObject({ version: 2, assessedTax: '20.00', outstanding: '-8.50', status: 'PAID' });
    expect(august?.versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('is overdue from the day after the due day, filed or not', () => {
    const overdue = (today: string, rows: readonly FiledReturn[]) =>
      told(rows, setting({ today })).find(({ period }) => period === '2026-08')?.overdue;
    expect(overdue('2026-09-30', [])).toBe(false);
    expect(overdue('2026-10-01', [])).toBe(true);
    expect(overdue('2026-10-01', [filed('2026-08', '30')])).toBe(true);
    expect(overdue('2026-10-01', [filed('2026-08', '37.50')])).toBe(false);
  });
});

describe('a return that is filed', () => {
  it('is taken as it is stated', () => {
    expect(checkReturn(STATED, setting())).toEqual({ ok: true, value: STATED });
    expect(checkReturn({ ...STATED, remitted: '37.5' }, setting()).ok).toBe(true);
  });

  it.each([
    ['a period that has not ended', { period: '2026-11' }, 'period'],
    ['a period before the approval', { period: '2026-06' }, 'period'],
    ['a quarter, where returns are monthly', { period: '2026-Q3' }, 'period'],
    ['more remitted than assessed', { remitted: '37.51' }, 'remitted'],
    ['a negative amount', { collected: '-0.01' }, 'collected'],
    ['a negative count', { consignments: -1 }, 'consignments'],
    ['an empty key', { idempotencyKey: ' ' }, 'idempotencyKey'],
  ])('is refused with %s', (_what, change, field) => {
    expect(checkReturn({ ...STATED, ...change }, setting())).toMatchObject({
      ok: false,
      refusal: { code: 'BAD_USER_INPUT', field },
    });
  });
});
