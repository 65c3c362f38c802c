import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../../support/parties.ts';
import {
  applicationInput,
  apply,
  EU,
  startVendorRegistration,
  step,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

let harness: VendorRegistrationHarness;
beforeAll(async () => {
  harness = await startVendorRegistration('2026-07-15T12:00:00.000Z');
});
afterAll(() => harness.stop());

/** Whom the destination's issuer lets act for itself. */
function self(actor: string) {
  return callerOf('EU', { actor, subject: `vendor:${actor}`, scopes: ['vendor:self'], purpose: 'VENDOR_REGISTRATION' });
}

const READ = `query($id: ID!) { foreignVendor(id: $id) { id legalName registrations { id status returns { period } } } }`;
const LIST = '{ vendorRegistrations { edges { node { id } } } }';
const FILE = `mutation($id: ID!) { fileRemittanceReturn(registrationId: $id, input: { period: "2026-07", consignments: 0,
  assessedDuty: "0", assessedTax: "0", collected: "0", remitted: "0", idempotencyKey: "k" }) { status } }`;

describe('a vendor that acts for itself', () => {
  const input = applicationInput({ representative: 'FR7654321' });
  const tin = String(input['tin']);
  const vendor = self(tin);
  const representative = self('FR7654321');
  const strangers = [self('CN4499999999'), self('DE1234567'), self('an account')];

  it('applies, answers, files and reads, and so does its representative', async () => {
    const applied = await apply(harness, vendor, input);
    const asked = await take(harness, EU, 'requestVendorInformation', applied);
    const answered = await take(harness, representative, 'supplyVendorInformation', asked);
    const active = await take(harness, EU, 'approveVendorRegistration', answered);
    harness.clock.set('2026-08-02T12:00:00.000Z');
    expect(await harness.data(vendor, FILE, { id: active.id })).toEqual({ fileRemittanceReturn: { status: 'PAID' } });
    for (const own of [vendor, representative, self(active.vendor.id)]) {
      expect(await harness.data(own, READ, { id: active.vendor.id })).toMatchObject({
        foreignVendor: { registrations: [{ id: active.id, returns: [{ period: '2026-07' }] }] },
      });
      expect(await harness.data(own, LIST)).toEqual({ vendorRegistrations: { edges: [{ node: { id: active.id } }] } });
    }
  });

  it('is not found by anybody else that acts for itself, whatever is tried', async () => {
    const { id, vendor: known } = await apply(harness, EU);
    for (const stranger of strangers.slice(0, 1).concat(strangers.slice(2))) {
      expect(await harness.data(stranger, READ, { id: known.id })).toEqual({ foreignVendor: null });
      expect(await harness.data(stranger, LIST)).toEqual({ vendorRegistrations: { edges: [] } });
      for (const action of ['supplyVendorInformation', 'deregisterVendor']) {
        const told = await step(harness, stranger, action, { id, version: 1 });
        expect(told).toEqual(await step(harness, stranger, action, { id: 'none', version: 1 }));
        expect(told.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      }
      expect((await harness.ask(stranger, FILE, { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      const entity = await harness.ask(
        stranger,
        `query($id: String!) { _entities(representations: [{ __typename: "VendorRegistration", id: $id }]) {
          ... on VendorRegistration { id status vendor { legalName } } } }`,
        { id },
      );
      expect(entity.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('decides nothing: the steps of an officer are FORBIDDEN', async () => {
    const applied = await apply(harness, EU, applicationInput({ tin: 'CN4411111111' }));
    for (const action of ['approveVendorRegistration', 'refuseVendorRegistration', 'suspendVendorRegistration']) {
      const { errors } = await step(harness, self('CN4411111111'), action, applied);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('leaves at its own wish or at the end of its business, and not for failure', async () => {
    const applied = await apply(harness, EU, applicationInput({ tin: 'CN4422222222' }));
    const leave = (kind: string | null) =>
      harness.ask<{ deregisterVendor: { status: string } }>(
        self('CN4422222222'),
        `mutation($id: ID!, $kind: DeregistrationKind) {
          deregisterVendor(registrationId: $id, remark: "r", version: 1, kind: $kind) { status } }`,
        { id: applied.id, kind },
      );
    for (const kind of ['PERSISTENT_FAILURE', null]) {
      expect((await leave(kind)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'kind' });
    }
    expect((await leave('OWN_WISH')).data?.deregisterVendor.status).toBe('DEREGISTERED');
  });

  it('that states the TIN of another becomes a vendor of its own and learns nothing of the other', async () => {
    const other = await apply(harness, EU, applicationInput({ tin: 'CN4433333333' }));
    const account = self('account-7');
    const own = await apply(harness, account, applicationInput({ tin: 'CN4433333333' }));
    expect(own.vendor.id).not.toBe(other.vendor.id);
    expect(await harness.data(account, READ, { id: other.vendor.id })).toEqual({ foreignVendor: null });
    expect(await harness.data(account, LIST)).toEqual({ vendorRegistrations: { edges: [{ node: { id: own.id } }] } });
  });

  it('checks no consignment', async () => {
    const { errors } = await harness.ask(
      vendor,
      '{ checkVendorRegistration(number: "x", consignment: { items: [], currency: "EUR", mode: AIR, arrivesOn: "2026-07-24" }) { outcome } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a token', () => {
  it('that names an actor permits nothing of an officer’s, and one that names none nothing of an actor’s', async () => {
    const overloaded = callerOf('EU', { actor: 'x', scopes: ['vendor:self', 'vendor:read', 'vendor:write'] });
    const { id, vendor } = await apply(harness, EU);
    expect(await harness.data(overloaded, READ, { id: vendor.id })).toEqual({ foreignVendor: null });
    expect(
      (await step(harness, overloaded, 'approveVendorRegistration', { id, version: 1 })).errors?.[0],
    ).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    const nameless = callerOf('EU', { scopes: ['vendor:self'] });
    expect((await harness.ask(nameless, LIST)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
