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
  harness = await startVendorRegistration('2026-07-15T12:00:00.000Z');
  registration = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU));
  harness.clock.set('2026-10-15T12:00:00.000Z');
});
afterAll(() => harness.stop());

const FIELDS = `period version consignments assessedTax remitted outstanding status overdue
  versions { version assessedTax correctionReason } payments { amount paidOn reference recordedBy }
  differences { measure declared checked difference }`;
const FILE = `mutation($id: ID!, $input: RemittanceReturnInput!) { told: fileRemittanceReturn(registrationId: $id, input: $input) { ${FIELDS} } }`;
const CORRECT = `mutation($id: ID!, $input: RemittanceReturnInput!, $version: Int!, $reason: String!) {
  told: correctRemittanceReturn(registrationId: $id, input: $input, version: $version, reason: $reason) { ${FIELDS} } }`;
const PAY = `mutation($id: ID!, $input: PaymentInput!) { told: recordPayment(registrationId: $id, input: $input) { ${FIELDS} } }`;
const CHECK = `query($checks: [VendorCheckInput!]!) { checkVendorRegistrations(checks: $checks) { check { outcome } problem { code } } }`;

function input(change: Readonly<Record<string, unknown>> = {}) {
  return {
    period: '2026-07',
    consignments: 2,
    assessedDuty: '6',
    assessedTax: '20',
    collected: '26',
    remitted: '10',
    idempotencyKey: 'july',
    ...change,
  };
}

function payment(amount: string, key: string, change: Readonly<Record<string, unknown>> = {}) {
  return { period: '2026-07', amount, paidOn: '2026-08-20', reference: 'bank 7', idempotencyKey: key, ...change };
}

interface Told {
  readonly told: Readonly<Record<string, unknown>>;
}

async function told(query: string, variables: Readonly<Record<string, unknown>>, caller = EU) {
  return (await harness.data<Told>(caller, query, { id: registration.id, ...variables })).told;
}

async function refusal(query: string, variables: Readonly<Record<string, unknown>>, caller = EU) {
  const { errors } = await harness.ask(caller, query, { id: registration.id, ...variables });
  return errors?.[0]?.extensions;
}

describe('the life of a return', () => {
  it('is not paid and not corrected before it is filed', async () => {
    expect(await refusal(PAY, { input: payment('1', 'early') })).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const early = { input: input(), version: 0, reason: 'r' };
    expect(await refusal(CORRECT, early)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('is paid in parts, each once by its key, and never beyond what is outstanding', async () => {
    expect(await told(FILE, { input: input() })).toMatchObject({ version: 1, outstanding: '16.00', overdue: true });
    expect(await told(PAY, { input: payment('6.01', 'one') })).toMatchObject({ outstanding: '9.99', status: 'FILED' });
    expect(await told(PAY, { input: payment('6.01', 'one') })).toMatchObject({ outstanding: '9.99' });
    expect(await refusal(PAY, { input: payment('10', 'two') })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'amount',
    });
    expect(await refusal(PAY, { input: payment('6.02', 'one') })).toMatchObject({ field: 'idempotencyKey' });
    expect(await told(PAY, { input: payment('9.99', 'two') })).toMatchObject({
      remitted: '26.00',
      outstanding: '0.00',
      status: 'PAID',
      overdue: false,
      payments: [
        { amount: '6.01', paidOn: '2026-08-20', reference: 'bank 7', recordedBy: 'officer@EU' },
        { amount: '9.99', paidOn: '2026-08-20', reference: 'bank 7', recordedBy: 'officer@EU' },
      ],
    });
  });

  it.each([
    ['nothing', { amount: '0' }, 'amount'],
    ['a day to come', { paidOn: '2026-10-16' }, 'paidOn'],
    ['no period', { period: '2026-Q3' }, 'period'],
    ['an empty key', { idempotencyKey: '' }, 'idempotencyKey'],
  ])('takes no payment of %s', async (_what, change, field) => {
    const refused = await refusal(PAY, { input: payment('1', 'bad', change) });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is corrected by a version of its own, as of the version that was read', async () => {
    const change = { input: input({ assessedTax: '25', idempotencyKey: 'fix' }), version: 1, reason: 'one forgotten' };
    const corrected = await told(CORRECT, change);
    expect(corrected).toMatchObject({
      version: 2,
      outstanding: '5.00',
      status: 'FILED',
      versions: [
        { version: 1, assessedTax: '20', correctionReason: null },
        { version: 2, assessedTax: '25', correctionReason: 'one forgotten' },
      ],
    });
    expect(await told(CORRECT, change)).toEqual(corrected);
    expect(await refusal(CORRECT, { ...change, input: input({ idempotencyKey: 'late' }) })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await refusal(CORRECT, { ...change, reason: ' ' })).toMatchObject({ field: 'reason' });
  });

  it('is set against what was checked at import, for its destination alone', async () => {
    const consignment = {
      items: [{ hsCode: '850440', quantity: 1, intrinsicValue: '100' }],
      currency: 'EUR',
      mode: 'AIR',
      arrivesOn: '2026-08-03',
      destinationCountry: 'DE',
    };
    const { number } = registration;
    const rows = ['A', 'A', 'B', null].map((reference) => ({ number, consignment: { ...consignment, reference } }));
    await harness.data(EU, CHECK, {
      checks: [...rows, { number, consignment: { ...consignment, arrivesOn: '2026-07-31' } }],
    });
    const august = input({ period: '2026-08', assessedDuty: '6', assessedTax: '39.14', idempotencyKey: 'august' });
    expect(await told(FILE, { input: august })).toMatchObject({
      differences: [
        { measure: 'CONSIGNMENTS', declared: '2', checked: '3', difference: '1' },
        { measure: 'DUTY', declared: '6.00', checked: '9.00', difference: '3.00' },
        { measure: 'TAX', declared: '39.14', checked: '58.71', difference: '19.57' },
      ],
    });
    const self = callerOf('EU', { actor: 'DE1234567', scopes: ['vendor:self'] });
    expect(await told(FILE, { input: input({ period: '2026-09', idempotencyKey: 'september' }) }, self)).toMatchObject({
      differences: null,
    });
  });

  it('is nobody’s business elsewhere, nor is a payment the vendor’s to record', async () => {
    expect(await refusal(PAY, { input: payment('1', 'k') }, NORWAY)).toMatchObject({ code: 'NOT_FOUND' });
    const change = { input: input(), version: 1, reason: 'r' };
    expect(await refusal(CORRECT, change, NORWAY)).toMatchObject({ code: 'NOT_FOUND' });
    const self = callerOf('EU', { actor: 'DE1234567', scopes: ['vendor:self'] });
    expect(await refusal(PAY, { input: payment('1', 'k') }, self)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
