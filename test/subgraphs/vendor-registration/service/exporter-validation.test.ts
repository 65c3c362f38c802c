import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../../../schema/contract/caller.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../../../schema/trust/caller-assertion.ts';
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
  harness = await startVendorRegistration();
});
afterAll(() => harness.stop());
beforeEach(() => {
  harness.assistance.behaviour = 'TAKES';
  harness.assistance.received.length = 0;
});

const ACTION = 'requestExporterValidation';

async function statusOf(vendorId: string) {
  const { foreignVendor } = await harness.data<{
    foreignVendor: { registrations: { status: string; version: number }[] };
  }>(EU, 'query($id: ID!) { foreignVendor(id: $id) { registrations { status version } } }', { id: vendorId });
  return foreignVendor.registrations[0];
}

describe('a request for the exporter’s validation', () => {
  it('goes to the home administration on the agreement in force, in the caller’s name, and the registration waits', async () => {
    const applied = await apply(harness, EU, applicationInput({ representative: 'DE1234567' }));
    const waiting = await take(harness, EU, ACTION, applied);
    expect(waiting).toMatchObject({ status: 'AWAITING_VALIDATION', version: 2, number: null });
    const [received] = harness.assistance.received;
    expect(received?.caller).toEqual(EU);
    expect(received?.input).toMatchObject({
      requested: 'CN',
      kind: 'VENDOR_VALIDATION',
      agreement: 'CN-EU-CCMAA-2004',
      purpose: 'VENDOR_REGISTRATION',
      subjectVendorId: applied.vendor.id,
      criteria: ['A_DEMONSTRATED_COMPLIANCE'],
      idempotencyKey: `registration:${applied.id}:1`,
    });
    expect(received?.input['reason']).toContain('Import One-Stop Shop');
    expect(received?.input['facts']).toContain('e-vendor');
    expect(received?.input['facts']).toContain('model 4-1');
    expect(received?.input['facts']).toContain('DE1234567');
  });

  it('names the reference in the history to officers, and to the vendor itself nothing of the case', async () => {
    const input = applicationInput();
    const waiting = await take(harness, EU, ACTION, await apply(harness, EU, input));
    const lastStepFor = async (caller: Caller) => {
      const { foreignVendor } = await harness.data<{ foreignVendor: { registrations: { history: object[] }[] } }>(
        caller,
        'query($id: ID!) { foreignVendor(id: $id) { registrations { history { to remark assistanceReference } } } }',
        { id: waiting.vendor.id },
      );
      return foreignVendor.registrations[0]?.history.at(-1);
    };
    expect(await lastStepFor(EU)).toEqual({
      to: 'AWAITING_VALIDATION',
      remark: null,
      assistanceReference: expect.stringMatching(/^EU-CN-2026-\d{6}$/),
    });
    const itself = { ...EU, actor: String(input['tin']), scopes: ['vendor:self'] as const };
    expect(await lastStepFor(itself)).toEqual({ to: 'AWAITING_VALIDATION', remark: null, assistanceReference: null });
  });

  it('of a vendor without a TIN goes to where it is established', async () => {
    await take(harness, EU, ACTION, await apply(harness, EU, applicationInput({ tin: null, establishedIn: 'JP' })));
    expect(harness.assistance.received[0]?.input).toMatchObject({ requested: 'JP', agreement: 'EU-JP-CCMAA-2008' });
  });

  it.each([
    ['no agreement allows it', { tin: null, establishedIn: 'BR' }],
    ['nobody is known there', { tin: null, establishedIn: 'AQ' }],
  ])('is NO_LEGAL_BASIS where %s, and nobody is asked', async (_what, change) => {
    const applied = await apply(harness, EU, applicationInput(change));
    const { errors } = await step(harness, EU, ACTION, applied);
    expect(errors?.[0]?.extensions.code).toBe('NO_LEGAL_BASIS');
    expect(harness.assistance.received).toEqual([]);
    expect(await statusOf(applied.vendor.id)).toEqual({ status: 'APPLIED', version: 1 });
  });

  it.each([
    ['NO_LEGAL_BASIS', 'NO_LEGAL_BASIS'],
    ['SILENT', 'INTERNAL'],
    ['NONSENSE', 'INTERNAL'],
  ] as const)(
    'that the other service answers with %s changes nothing, and can be repeated',
    async (behaviour, code) => {
      const applied = await apply(harness, EU);
      harness.assistance.behaviour = behaviour;
      const { errors } = await step(harness, EU, ACTION, applied);
      expect(errors?.[0]?.extensions.code).toBe(code);
      expect(await statusOf(applied.vendor.id)).toEqual({ status: 'APPLIED', version: 1 });
      harness.assistance.behaviour = 'TAKES';
      expect(await take(harness, EU, ACTION, applied)).toMatchObject({ status: 'AWAITING_VALIDATION' });
      const keys = harness.assistance.received.map(({ input }) => JSON.stringify(input));
      expect(new Set(keys).size).toBe(1);
    },
  );

  it('asks version and life cycle before anybody is asked', async () => {
    const applied = await apply(harness, EU);
    const stale = await step(harness, EU, ACTION, { ...applied, version: 7 });
    expect(stale.errors?.[0]?.extensions.code).toBe('VERSION_CONFLICT');
    const active = await take(harness, EU, 'approveVendorRegistration', applied);
    const late = await step(harness, EU, ACTION, active);
    expect(late.errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(harness.assistance.received).toEqual([]);
  });

  it('names at least one criterion', async () => {
    const { id } = await apply(harness, EU);
    const { errors } = await harness.ask(
      EU,
      'mutation($id: ID!) { requestExporterValidation(registrationId: $id, criteria: [], version: 1) { id } }',
      { id },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'criteria' });
  });
});

describe('mutual assistance', () => {
  async function askBack(administration: string, id: string) {
    const body = JSON.stringify({
      query:
        'query($id: ID!) { foreignVendor(id: $id) { id legalName establishedIn tin registrations { id status } } }',
      variables: { id },
    });
    const assertion = await signCallerAssertion(
      harness.parties.signer(MUTUAL_ASSISTANCE_SUBGRAPH),
      callerOf(administration),
      { subgraph: VENDOR_REGISTRATION_SUBGRAPH, body },
      harness.clock(),
    );
    const text = await harness.link.request({
      headers: { [CALLER_ASSERTION_HEADER]: assertion },
      body,
      timeoutMs: 5_000,
    });
    return JSON.parse(text) as unknown;
  }

  it('reads the vendor for the same caller, and for no other', async () => {
    const input = applicationInput();
    const { id, vendor } = await apply(harness, EU, input);
    expect(await askBack('EU', vendor.id)).toEqual({
      data: {
        foreignVendor: {
          id: vendor.id,
          legalName: input['legalName'],
          establishedIn: 'CN',
          tin: input['tin'],
          registrations: [{ id, status: 'APPLIED' }],
        },
      },
    });
    expect(await askBack('CN', vendor.id)).toEqual({ data: { foreignVendor: null } });
  });

  it('is believed where recognition is not', async () => {
    const body = JSON.stringify({ query: '{ collectionSchemes { name } }' });
    const assertion = await signCallerAssertion(
      harness.parties.signer('recognition'),
      EU,
      { subgraph: VENDOR_REGISTRATION_SUBGRAPH, body },
      harness.clock(),
    );
    const text = await harness.link.request({
      headers: { [CALLER_ASSERTION_HEADER]: assertion },
      body,
      timeoutMs: 5_000,
    });
    expect(text).toContain('UNAUTHENTICATED');
  });
});
