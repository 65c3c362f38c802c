import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  apply,
  EU,
  type RegistrationAnswer,
  startVendorRegistration,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

let harness: VendorRegistrationHarness;
let registration: RegistrationAnswer;
beforeAll(async () => {
  harness = await startVendorRegistration('2026-07-15T12:00:00.000Z');
  registration = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU));
  harness.clock.set('2026-10-15T12:00:00.000Z');
});
afterAll(() => harness.stop());

const FILE = `mutation($id: ID!, $input: RemittanceReturnInput!) {
  fileRemittanceReturn(registrationId: $id, input: $input) {
    period consignments assessedDuty assessedTax collected remitted outstanding dueOn status
  }
}`;

function input(change: Readonly<Record<string, unknown>> = {}) {
  return {
    period: '2026-07',
    consignments: 12,
    assessedDuty: '36',
    assessedTax: '210.4',
    collected: '246.4',
    remitted: '200',
    idempotencyKey: 'july',
    ...change,
  };
}

const JULY = {
  period: '2026-07',
  consignments: 12,
  assessedDuty: '36.00',
  assessedTax: '210.40',
  collected: '246.40',
  remitted: '200.00',
  outstanding: '46.40',
  dueOn: '2026-08-31',
  status: 'FILED',
};

describe('a remittance return', () => {
  it('is filed once, and the same again under its key', async () => {
    const first = await harness.data(EU, FILE, { id: registration.id, input: input() });
    expect(first).toEqual({ fileRemittanceReturn: JULY });
    expect(await harness.data(EU, FILE, { id: registration.id, input: input() })).toEqual(first);
  });

  it.each([
    ['the key with other content', { remitted: '201' }, 'BAD_USER_INPUT', 'idempotencyKey'],
    ['the period again', { idempotencyKey: 'again' }, 'ILLEGAL_TRANSITION', undefined],
    ['a period that runs', { period: '2026-10', idempotencyKey: 'x' }, 'BAD_USER_INPUT', 'period'],
    ['a period before', { period: '2026-06', idempotencyKey: 'x' }, 'BAD_USER_INPUT', 'period'],
    ['too much remitted', { period: '2026-08', remitted: '246.41', idempotencyKey: 'x' }, 'BAD_USER_INPUT', 'remitted'],
  ])('with %s is refused', async (_what, change, code, field) => {
    const { errors } = await harness.ask(EU, FILE, { id: registration.id, input: input(change) });
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.extensions.field).toBe(field);
  });

  it('stands among those that are due', async () => {
    await harness.data(EU, FILE, {
      id: registration.id,
      input: input({ period: '2026-08', remitted: '246.4', idempotencyKey: 'august' }),
    });
    const { vendorRegistration } = await harness.data<{ vendorRegistration: { returns: object[] } }>(
      EU,
      'query($n: ID!) { vendorRegistration(number: $n) { returns { period status outstanding dueOn } } }',
      { n: registration.number },
    );
    expect(vendorRegistration.returns).toEqual([
      { period: '2026-07', status: 'FILED', outstanding: '46.40', dueOn: '2026-08-31' },
      { period: '2026-08', status: 'PAID', outstanding: '0.00', dueOn: '2026-09-30' },
      { period: '2026-09', status: 'OPEN', outstanding: '0.00', dueOn: '2026-10-31' },
    ]);
  });
});
