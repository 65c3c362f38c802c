import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../../support/parties.ts';
import {
  apply,
  EU,
  NORWAY,
  type RegistrationAnswer,
  startVendorRegistration,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

let harness: VendorRegistrationHarness;
let registration: RegistrationAnswer;
beforeAll(async () => {
  harness = await startVendorRegistration();
  registration = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU));
});
afterAll(() => harness.stop());

const CHECK = `query($checks: [VendorCheckInput!]!) {
  checkVendorRegistrations(checks: $checks) {
    number
    check { outcome reasons duty tax receipt exchangeRate { rate source } registration { id } }
    problem { code field rule message }
  }
}`;
const IMPORT = 'mutation($rates: [ExchangeRateInput!]!) { importExchangeRates(rates: $rates) { imported unchanged } }';

interface Rows {
  checkVendorRegistrations: {
    number: string;
    check: { outcome: string; reasons: string[]; receipt: string } | null;
    problem: { code: string; field: string | null; message: string } | null;
  }[];
}

function row(value: string, change: Readonly<Record<string, unknown>> = {}, number = registration.number) {
  return {
    number,
    consignment: {
      items: [{ hsCode: '850440', quantity: 1, intrinsicValue: value }],
      currency: 'EUR',
      mode: 'AIR',
      arrivesOn: '2026-11-24',
      destinationCountry: 'DE',
      ...change,
    },
  };
}

async function check(...checks: readonly object[]) {
  return (await harness.data<Rows>(EU, CHECK, { checks })).checkVendorRegistrations;
}

describe('a batch of checks', () => {
  it('gives each row its own answer or its own problem, in order', async () => {
    const rows = await check(
      row('149'),
      row('10', { arrivesOn: '2028-07-01' }),
      row('151'),
      row('10', { destinationCountry: null }),
      row('10', {}, 'IM2769999999'),
      row('10', { currency: 'USD' }),
      row('10', {}, '\u0000'),
    );
    expect(rows.map(({ check: made, problem }) => made?.outcome ?? problem?.field)).toEqual([
      'VALID',
      'consignment.arrivesOn',
      'NOT_VALID',
      'consignment.destinationCountry',
      'NOT_VALID',
      'UNDETERMINED',
      'number',
    ]);
    expect(rows.map(({ number }) => number).slice(0, 4)).toEqual(Array.from({ length: 4 }, () => registration.number));
  });

  it('never reads a day whose rules are not known yet as "not valid"', async () => {
    const [answer] = await check(row('10', { arrivesOn: '2028-07-01' }));
    expect(answer?.check).toBeNull();
    expect(answer?.problem).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('says nothing about the number'),
    });
  });

  it('of a thousand is answered and kept whole; of one more, or of none, it is refused', async () => {
    const thousand = Array.from({ length: 1_000 }, (_, at) => row(String(100 + (at % 100))));
    const rows = await check(...thousand);
    expect(rows.filter(({ check: made }) => made?.outcome === 'VALID')).toHaveLength(510);
    expect(new Set(rows.map(({ check: made }) => made?.receipt)).size).toBe(1_000);
    const more = await harness.ask(EU, CHECK, { checks: [...thousand, row('1')] });
    expect(more.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    const none = await harness.ask(EU, CHECK, { checks: [] });
    expect(none.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'checks' });
  });
});

describe('official rates of exchange', () => {
  const rate = (change: Readonly<Record<string, unknown>> = {}) => ({
    base: 'EUR',
    quote: 'CNY',
    rate: '8.00',
    validFrom: '2026-11-01',
    validTo: '2026-11-30',
    source: 'Customs rates, November 2026',
    ...change,
  });
  const load = (rates: readonly object[], caller = EU) =>
    harness.ask<{ importExchangeRates: object }>(caller, IMPORT, { rates });

  it('are imported once, and never changed', async () => {
    expect((await load([rate()])).data).toEqual({ importExchangeRates: { imported: 1, unchanged: 0 } });
    const again = await load([rate(), rate({ validFrom: '2026-12-01', validTo: '2026-12-31', rate: '7.5' })]);
    expect(again.data).toEqual({ importExchangeRates: { imported: 1, unchanged: 1 } });
    const other = await load([rate({ base: 'EUR', quote: 'GBP' }), rate({ rate: '8.01' })]);
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'rates.1' });
    // All or none.
    const pound = { currency: 'GBP' };
    expect((await check(row('10', pound)))[0]?.check?.reasons).toEqual(['CURRENCY_NOT_CONVERTIBLE']);
  });

  it('decide the threshold and the tax as of the day of arrival', async () => {
    const yuan = (value: string, arrivesOn: string) => row(value, { currency: 'CNY', arrivesOn });
    const rows = await check(
      yuan('1200', '2026-11-30'),
      yuan('1200.01', '2026-11-30'),
      yuan('1200', '2026-12-01'),
      yuan('1200', '2027-01-01'),
    );
    expect(rows.map(({ check: made }) => made)).toMatchObject([
      // 19 % of 150 + 3.
      {
        outcome: 'VALID',
        duty: '3.00',
        tax: '29.07',
        exchangeRate: { rate: '8', source: 'Customs rates, November 2026' },
      },
      { outcome: 'NOT_VALID', reasons: ['ABOVE_THRESHOLD'] },
      { outcome: 'NOT_VALID', reasons: ['ABOVE_THRESHOLD'] },
      { outcome: 'UNDETERMINED', reasons: ['CURRENCY_NOT_CONVERTIBLE'], exchangeRate: null },
    ]);
  });

  it('of one destination are no other’s', async () => {
    expect((await load([rate({ rate: '9' })], NORWAY)).data).toEqual({
      importExchangeRates: { imported: 1, unchanged: 0 },
    });
  });

  it.each([
    ['a rate of 0', { rate: '0' }, 'rates.0.rate'],
    ['a negative rate', { rate: '-1' }, 'rates.0.rate'],
    ['an end before the start', { validTo: '2026-10-31' }, 'rates.0.validTo'],
    ['one currency twice', { quote: 'EUR' }, 'rates.0.quote'],
    ['no source', { source: ' ' }, 'rates.0.source'],
  ])('with %s are refused, naming the row', async (_what, change, field) => {
    expect((await load([rate(change)])).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('need vendor:write', async () => {
    const reader = callerOf('EU', { scopes: ['vendor:read'] });
    expect((await load([rate()], reader)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('the goods’ class of rate', () => {
  it('decides the Swiss threshold', async () => {
    const swiss = callerOf('CH');
    const goods = (value: string, taxClass: string | null) => ({
      number: 'CHE-000.000.001 MWST',
      consignment: {
        ...row(value).consignment,
        items: [{ hsCode: '490199', quantity: 1, intrinsicValue: value, taxClass }],
        currency: 'CHF',
        destinationCountry: null,
      },
    });
    const checks = [
      goods('193', 'REDUCED_1'),
      goods('193.01', 'REDUCED_1'),
      goods('62', null),
      goods('62.01', 'STANDARD'),
    ];
    const rows = (await harness.data<Rows>(swiss, CHECK, { checks })).checkVendorRegistrations;
    expect(rows.map(({ check: made }) => made?.reasons.includes('ABOVE_THRESHOLD'))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('a number in use', () => {
  it('is counted by day for its destination, and a burst stands out', async () => {
    const own = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU));
    const checks = (count: number) => Array.from({ length: count }, () => row('10', {}, own.number));
    for (let day = 1; day <= 8; day += 1) {
      harness.clock.set(`2026-12-0${day}T12:00:00.000Z`);
      await check(...checks(day === 8 ? 30 : 2));
    }
    const query = `query($n: ID!, $days: Int) { vendorRegistration(number: $n) { usage(days: $days) { day checks notValid usualChecks unusual } } }`;
    const read = async (days: number, caller = EU) =>
      harness.ask<{ vendorRegistration: { usage: object[] | null } | null }>(caller, query, { n: own.number, days });
    expect((await read(2)).data?.vendorRegistration?.usage).toEqual([
      { day: '2026-12-07', checks: 2, notValid: 0, usualChecks: null, unusual: false },
      { day: '2026-12-08', checks: 30, notValid: 0, usualChecks: 2, unusual: true },
    ]);
    expect((await read(0)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'days' });
    expect((await read(2, NORWAY)).data).toEqual({ vendorRegistration: null });
    const self = callerOf('EU', { actor: 'DE1234567', scopes: ['vendor:self'] });
    expect((await read(2, self)).data).toEqual({ vendorRegistration: { usage: null } });
  });
});
