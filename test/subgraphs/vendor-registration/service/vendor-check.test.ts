import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrationAudience } from '../../../../schema/contract/attestation.ts';
import { verifyStatement } from '../../../../schema/trust/verify-statement.ts';
import {
  VENDOR_CHECK_RECEIPT_TYPE,
  VENDOR_REGISTRATION_ISSUER,
} from '../../../../subgraphs/vendor-registration/domain/vendor-check-receipt.ts';
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

const CHECK = `query($number: ID!, $consignment: ConsignmentInput!) {
  checkVendorRegistration(number: $number, consignment: $consignment) {
    outcome reasons duty tax consultationNumber receipt registration { id }
  }
}`;

interface Check {
  checkVendorRegistration: {
    outcome: string;
    reasons: string[];
    duty: string | null;
    tax: string | null;
    consultationNumber: string;
    receipt: string;
    registration: { id: string } | null;
  };
}

function consignment(value: string, change: Readonly<Record<string, unknown>> = {}) {
  return {
    items: [{ hsCode: '850440', quantity: 1, intrinsicValue: value }],
    currency: 'EUR',
    mode: 'AIR',
    arrivesOn: '2026-11-24',
    destinationCountry: 'DE',
    ...change,
  };
}

async function check(value: string, number: string | null = registration.number, caller = EU) {
  return (await harness.data<Check>(caller, CHECK, { number, consignment: consignment(value) }))
    .checkVendorRegistration;
}

describe('a check at import', () => {
  it('of EUR 149 is valid, with duty and tax; of EUR 151 it is not', async () => {
    expect(await check('149')).toMatchObject({
      outcome: 'VALID',
      reasons: [],
      duty: '3.00',
      tax: '28.88',
      registration: { id: registration.id },
    });
    expect(await check('150.00')).toMatchObject({ outcome: 'VALID' });
    expect(await check('151')).toMatchObject({ outcome: 'NOT_VALID', reasons: ['ABOVE_THRESHOLD'], tax: null });
  });

  it('has a receipt that anybody can verify with the pinned keys, long afterwards too', async () => {
    const answer = await check('149');
    const verdict = await verifyStatement(answer.receipt, harness.parties.trust, {
      type: VENDOR_CHECK_RECEIPT_TYPE,
      roles: ['VENDOR_REGISTRATION'],
      issuer: VENDOR_REGISTRATION_ISSUER,
      audience: administrationAudience('EU'),
      now: new Date('2031-01-01T00:00:00Z'),
      ignoreExpiry: true,
    });
    expect(verdict).toMatchObject({
      ok: true,
      claims: {
        sub: registration.number,
        jti: answer.consultationNumber,
        iat: Date.parse('2026-11-24T12:00:00Z') / 1000,
        purpose: EU.purpose,
        requestId: EU.requestId,
        consignment: consignment('149'),
        scheme: 'EU-IOSS-2026-07-01',
        outcome: 'VALID',
        reasons: [],
        duty: '3.00',
        tax: '28.88',
      },
    });
  });

  it('is no receipt of recognition and no word of a registry', async () => {
    const { receipt } = await check('149');
    const demand = { type: VENDOR_CHECK_RECEIPT_TYPE, now: harness.clock() };
    expect(await verifyStatement(receipt, harness.parties.trust, { ...demand, roles: ['REGISTRY'] })).toMatchObject({
      ok: false,
    });
    const other = { ...demand, type: 'aeo-attestation+jwt', roles: ['VENDOR_REGISTRATION'] } as const;
    expect(await verifyStatement(receipt, harness.parties.trust, other)).toMatchObject({ ok: false });
  });

  it('is kept, with the very receipt that is given', async () => {
    const answer = await check('151', 'IM2769999999');
    const database = new Database(harness.databaseFile, { readonly: true });
    const row = database
      .prepare('SELECT * FROM vendor_check WHERE consultation_number = ?')
      .get(answer.consultationNumber);
    database.close();
    expect(row).toMatchObject({
      destination: 'EU',
      registration_number: 'IM2769999999',
      asked_by: EU.subject,
      outcome: 'NOT_VALID',
      receipt: answer.receipt,
    });
  });

  it('of another currency is undetermined', async () => {
    const { checkVendorRegistration } = await harness.data<Check>(EU, CHECK, {
      number: registration.number,
      consignment: consignment('10', { currency: 'CNY' }),
    });
    expect(checkVendorRegistration).toMatchObject({ outcome: 'UNDETERMINED', reasons: ['CURRENCY_NOT_CONVERTIBLE'] });
  });

  it('of a number of another destination is as of one that nobody has', async () => {
    const foreign = await take(harness, NORWAY, 'approveVendorRegistration', await apply(harness, NORWAY));
    const ask = (number: string | null) =>
      harness.data<Check>(callerOf('NZ'), CHECK, {
        number,
        consignment: consignment('10', { currency: 'NZD', destinationCountry: null }),
      });
    const known = (await ask(`0${foreign.number}`)).checkVendorRegistration;
    const unknown = (await ask('09999999')).checkVendorRegistration;
    const told = ({ outcome, reasons, registration: found }: typeof known) => ({ outcome, reasons, found });
    expect(told(known)).toEqual({ outcome: 'NOT_VALID', reasons: ['NUMBER_UNKNOWN'], found: null });
    expect(told(unknown)).toEqual(told(known));
  });

  it.each([
    ['no scheme on that day', callerOf('BR'), {}, 'consignment.arrivesOn'],
    ['a day before the scheme', EU, { arrivesOn: '2021-06-30' }, 'consignment.arrivesOn'],
    ['no member state', EU, { destinationCountry: null }, 'consignment.destinationCountry'],
    ['no items', EU, { items: [] }, 'consignment.items'],
  ])('with %s is refused, naming the field', async (_what, caller, change, field) => {
    const variables = { number: registration.number, consignment: consignment('10', change) };
    const { errors } = await harness.ask(caller, CHECK, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field, rule: expect.any(String) });
  });
});
