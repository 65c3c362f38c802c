import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../../support/parties.ts';
import {
  applicationInput,
  apply,
  EU,
  NORWAY,
  type RegistrationAnswer,
  startVendorRegistration,
  step,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

let harness: VendorRegistrationHarness;
let registration: RegistrationAnswer;
const input = applicationInput({ representative: 'DE1234567' });
beforeAll(async () => {
  harness = await startVendorRegistration();
  registration = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU, input));
});
afterAll(() => harness.stop());

const ENTITIES = `query($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on ForeignVendor { id legalName establishedIn tin stakeholder operator { tin } registrations { id } }
    ... on VendorRegistration { id number status version scheme { name } vendor { id } history { to } returns { period } }
    ... on EuOperator { operatorTin: tin representedVendors { legalName } }
    ... on CnOperator { operatorTin: tin representedVendors { legalName } }
  }
}`;

/** What a stranger is told about a thing, with its identifier blotted out. */
async function toldTo(caller: typeof EU, query: string, variables: Record<string, string>) {
  const text = JSON.stringify(await harness.ask(caller, query, variables));
  return Object.values(variables).reduce((told, value) => told.replaceAll(value, '*'), text);
}

describe('another destination', () => {
  const strangers = [NORWAY, callerOf('CN'), callerOf('DE')];
  const reads: readonly (readonly [string, string])[] = [
    ['foreignVendor', 'query($id: ID!) { foreignVendor(id: $id) { id legalName registrations { id } } }'],
    ['vendorRegistration', 'query($id: ID!) { vendorRegistration(number: $id) { id number } }'],
    [
      'a reference to a vendor',
      'query($id: String!) { _entities(representations: [{ __typename: "ForeignVendor", id: $id }]) { ... on ForeignVendor { id legalName establishedIn tin operator { tin } } } }',
    ],
    [
      'the registrations of a reference',
      'query($id: String!) { _entities(representations: [{ __typename: "ForeignVendor", id: $id }]) { ... on ForeignVendor { id registrations { id } } } }',
    ],
    [
      'a reference to a registration',
      'query($id: String!) { _entities(representations: [{ __typename: "VendorRegistration", id: $id }]) { ... on VendorRegistration { id status vendor { id } history { to } returns { period } scheme { name } representative { tin } } } }',
    ],
  ];

  it.each(reads)('is told by %s what it is told of a thing that does not exist', async (_what, query) => {
    for (const caller of strangers) {
      for (const real of [registration.id, registration.vendor.id, String(registration.number)]) {
        const told = await toldTo(caller, query, { id: real });
        expect(told).toBe(await toldTo(caller, query, { id: '00000000-0000-4000-8000-000000000000' }));
        expect(told).not.toContain(String(input['legalName']));
      }
    }
  });

  it.each([
    'requestExporterValidation',
    'approveVendorRegistration',
    'refuseVendorRegistration',
    'suspendVendorRegistration',
    'deregisterVendor',
  ])('cannot %s, and is told NOT_FOUND', async (action) => {
    for (const caller of strangers) {
      const real = await step(harness, caller, action, registration);
      expect(real).toEqual(await step(harness, caller, action, { id: 'none', version: 1 }));
      expect(real.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('cannot file its returns', async () => {
    const { errors } = await harness.ask(
      NORWAY,
      `mutation($id: ID!) { fileRemittanceReturn(registrationId: $id, input: { period: "2026-Q3", consignments: 0,
        assessedDuty: "0", assessedTax: "0", collected: "0", remitted: "0", idempotencyKey: "k" }) { status } }`,
      { id: registration.id },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('sees an empty list, by whatever filter', async () => {
    for (const filter of ['', '(destination: "EU")', '(status: ACTIVE)', '(destination: "NO")']) {
      const answer = await harness.data(
        NORWAY,
        `{ vendorRegistrations${filter} { edges { node { id } } pageInfo { hasNextPage } } }`,
      );
      expect(answer).toEqual({ vendorRegistrations: { edges: [], pageInfo: { hasNextPage: false } } });
    }
  });

  it('is not shown whom an operator represents', async () => {
    const variables = { representations: [{ __typename: 'EuOperator', tin: 'DE1234567' }] };
    expect(await harness.data(NORWAY, ENTITIES, variables)).toEqual({
      _entities: [{ __typename: 'EuOperator', operatorTin: 'DE1234567', representedVendors: [] }],
    });
  });

  it('registers the same vendor as one of its own, neither seeing the other’s', async () => {
    const other = await apply(harness, NORWAY, { ...input, representative: null });
    expect(other.vendor.id).not.toBe(registration.vendor.id);
    const query = 'query($id: ID!) { foreignVendor(id: $id) { registrations { id } } }';
    expect(await harness.data(NORWAY, query, { id: other.vendor.id })).toEqual({
      foreignVendor: { registrations: [{ id: other.id }] },
    });
    expect(await harness.data(EU, query, { id: registration.vendor.id })).toEqual({
      foreignVendor: { registrations: [{ id: registration.id }] },
    });
  });
});

describe('the destination itself', () => {
  it('reaches everything by reference, each in its own row, whatever stands beside it', async () => {
    const { data, errors } = await harness.ask<{ _entities: unknown[] }>(EU, ENTITIES, {
      representations: [
        { __typename: 'ForeignVendor', id: 'none' },
        { __typename: 'ForeignVendor', id: registration.vendor.id },
        { __typename: 'VendorRegistration', id: registration.id },
        { __typename: 'EuOperator', tin: 'DE1234567' },
        { __typename: 'CnOperator', tin: 'CN4400000001' },
      ],
    });
    expect(errors?.map(({ path, extensions }) => [path?.slice(0, 2), extensions.code])).toContainEqual([
      ['_entities', 0],
      'NOT_FOUND',
    ]);
    expect(data?._entities).toEqual([
      null,
      {
        __typename: 'ForeignVendor',
        id: registration.vendor.id,
        legalName: input['legalName'],
        establishedIn: 'CN',
        tin: input['tin'],
        stakeholder: 'E_VENDOR',
        operator: { tin: input['tin'] },
        registrations: [{ id: registration.id }],
      },
      {
        __typename: 'VendorRegistration',
        id: registration.id,
        number: registration.number,
        status: 'ACTIVE',
        version: 2,
        scheme: { name: 'Import One-Stop Shop' },
        vendor: { id: registration.vendor.id },
        history: [{ to: 'APPLIED' }, { to: 'ACTIVE' }],
        returns: [],
      },
      { __typename: 'EuOperator', operatorTin: 'DE1234567', representedVendors: [{ legalName: input['legalName'] }] },
      { __typename: 'CnOperator', operatorTin: 'CN4400000001', representedVendors: [] },
    ]);
  });

  it('is not shown a vendor whose registration has ended among those that an operator represents', async () => {
    const applied = await apply(harness, EU, applicationInput({ representative: 'FR7654321' }));
    await take(harness, EU, 'refuseVendorRegistration', applied);
    const variables = { representations: [{ __typename: 'EuOperator', tin: 'FR7654321' }] };
    expect(await harness.data(EU, ENTITIES, variables)).toEqual({
      _entities: [{ __typename: 'EuOperator', operatorTin: 'FR7654321', representedVendors: [] }],
    });
  });

  it('without the scope is told so by a reference, and nothing else', async () => {
    const caller = callerOf('EU', { scopes: ['assistance:read'] });
    const variables = { representations: [{ __typename: 'ForeignVendor', id: registration.vendor.id }] };
    const { data, errors } = await harness.ask<object>(caller, ENTITIES, variables);
    expect(data).toEqual({ _entities: [null] });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
  });
});
