import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  REGISTRATION_ACTIONS,
  REGISTRATION_STATUSES,
  REGISTRATION_TRANSITIONS,
  type RegistrationAction,
  type RegistrationStatus,
} from '../../../../subgraphs/vendor-registration/domain/registration-lifecycle.ts';
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
beforeAll(async () => {
  harness = await startVendorRegistration();
});
afterAll(() => harness.stop());

const WAY_TO = {
  APPLIED: [],
  INFORMATION_REQUESTED: ['requestVendorInformation'],
  AWAITING_VALIDATION: ['requestExporterValidation'],
  ACTIVE: ['approveVendorRegistration'],
  SUSPENDED: ['approveVendorRegistration', 'suspendVendorRegistration'],
  REFUSED: ['refuseVendorRegistration'],
  DEREGISTERED: ['deregisterVendor'],
} as const satisfies Record<RegistrationStatus, readonly RegistrationAction[]>;

async function bringTo(status: RegistrationStatus): Promise<RegistrationAnswer> {
  let registration = await apply(harness, EU);
  for (const action of WAY_TO[status]) registration = await take(harness, EU, action, registration);
  expect(registration.status).toBe(status);
  return registration;
}

const APPLY = `mutation($input: VendorApplicationInput!) { applyForVendorRegistration(input: $input) { id status } }`;

describe('the life cycle over the endpoint', () => {
  const cells = REGISTRATION_STATUSES.flatMap((status) => REGISTRATION_ACTIONS.map((action) => ({ status, action })));

  it.each(cells)('$action while $status keeps the table', async ({ status, action }) => {
    const before = await bringTo(status);
    const { data, errors } = await step(harness, EU, action, before);
    const next = REGISTRATION_TRANSITIONS[status][action];
    if (next === null) {
      expect(errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
      return;
    }
    expect(errors).toBeUndefined();
    expect(data?.changed).toMatchObject({ status: next, version: before.version + 1 });
  });

  it('keeps every step with officer, time and reason', async () => {
    const suspended = await bringTo('SUSPENDED');
    const { vendorRegistration } = await harness.data<{ vendorRegistration: object }>(
      EU,
      'query($number: ID!) { vendorRegistration(number: $number) { history { at by from to remark } } }',
      { number: suspended.number },
    );
    const at = '2026-11-24T12:00:00.000Z';
    expect(vendorRegistration).toEqual({
      history: [
        { at, by: 'officer@EU', from: null, to: 'APPLIED', remark: null },
        { at, by: 'officer@EU', from: 'APPLIED', to: 'ACTIVE', remark: null },
        { at, by: 'officer@EU', from: 'ACTIVE', to: 'SUSPENDED', remark: 'reason' },
      ],
    });
  });

  it('a step shows what it has changed, also after another step of the same request', async () => {
    const registration = await apply(harness, EU);
    const data = await harness.data<Record<string, { history: { to: string }[] }>>(
      EU,
      `mutation($id: ID!) {
        one: approveVendorRegistration(registrationId: $id, version: 1) { history { to } }
        two: suspendVendorRegistration(registrationId: $id, version: 2, remark: "r") { history { to } }
      }`,
      { id: registration.id },
    );
    expect(data['two']?.history.map(({ to }) => to)).toEqual(['APPLIED', 'ACTIVE', 'SUSPENDED']);
  });
});

describe('an approval', () => {
  it('gives the number of the representative’s member state, and a reinstated registration keeps it', async () => {
    const applied = await apply(harness, EU, applicationInput({ representative: 'DE1234567' }));
    const active = await take(harness, EU, 'approveVendorRegistration', applied);
    expect(active.number).toMatch(/^IM276\d{7}$/);
    const suspended = await take(harness, EU, 'suspendVendorRegistration', active);
    const again = await take(harness, EU, 'reinstateVendorRegistration', suspended);
    expect(again).toMatchObject({ number: active.number, status: 'ACTIVE', version: 4 });
  });

  it('gives every vendor its own number, however many are approved at once', async () => {
    const applied = await Promise.all(Array.from({ length: 20 }, () => apply(harness, EU)));
    const active = await Promise.all(applied.map((one) => take(harness, EU, 'approveVendorRegistration', one)));
    expect(new Set(active.map(({ number }) => number?.slice(5))).size).toBe(20);
  });

  it('of one version succeeds once; the others are VERSION_CONFLICT', async () => {
    const applied = await apply(harness, EU);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => step(harness, EU, 'approveVendorRegistration', applied)),
    );
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
    expect(codes).toEqual(Array.from({ length: 4 }, () => 'VERSION_CONFLICT'));
  });
});

describe('an application', () => {
  it('sent again under its key gives the same registration, with other content BAD_USER_INPUT', async () => {
    const input = applicationInput();
    const first = await apply(harness, EU, input);
    await take(harness, EU, 'approveVendorRegistration', first);
    const second = await apply(harness, EU, { ...input, legalName: `  ${String(input['legalName'])} ` });
    expect(second).toMatchObject({ id: first.id, status: 'ACTIVE' });
    const other = await harness.ask(EU, APPLY, { input: { ...input, businessModel: 'PLATFORM' } });
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idempotencyKey' });
  });

  it('sent many times at once makes one registration', async () => {
    const input = applicationInput();
    const answers = await Promise.all(Array.from({ length: 5 }, () => apply(harness, EU, input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('of a vendor with an open registration is ILLEGAL_TRANSITION naming it', async () => {
    const input = applicationInput();
    const first = await apply(harness, EU, input);
    const { errors } = await harness.ask(EU, APPLY, { input: { ...input, idempotencyKey: 'another-1' } });
    expect(errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(errors?.[0]?.message).toContain(first.id);
  });

  it('after the registration has ended is a new one of the same vendor, newest first', async () => {
    const input = applicationInput({ tin: null });
    const first = await apply(harness, EU, input);
    const ended = await take(harness, EU, 'deregisterVendor', first);
    const second = await apply(harness, EU, { ...input, idempotencyKey: 'another-2' });
    expect(second.vendor).toEqual(first.vendor);
    const { foreignVendor } = await harness.data<{ foreignVendor: object }>(
      EU,
      'query($id: ID!) { foreignVendor(id: $id) { legalName registrations { id status } } }',
      { id: first.vendor.id },
    );
    expect(foreignVendor).toEqual({
      legalName: input['legalName'],
      registrations: [
        { id: second.id, status: 'APPLIED' },
        { id: ended.id, status: 'DEREGISTERED' },
      ],
    });
  });

  it.each([
    ['where no scheme is in force', callerOf('BR'), { representative: null }, 'BAD_USER_INPUT', 'destination'],
    ['of a vendor established at home', NORWAY, { establishedIn: 'NO' }, 'BAD_USER_INPUT', 'establishedIn'],
    ['with a malformed TIN', EU, { tin: 'CN1' }, 'TIN_MALFORMED', 'tin'],
    ['with a wrong check digit', EU, { tin: 'KR1234567890' }, 'TIN_CHECKSUM', 'tin'],
    ['with a TIN of nobody', EU, { tin: 'UK123' }, 'TERRITORY_UNKNOWN', 'tin'],
    ['with a representative elsewhere', EU, { representative: 'CN4400000001' }, 'BAD_USER_INPUT', 'representative'],
    ['without an e-mail address', EU, { contactEmail: 'x' }, 'BAD_USER_INPUT', 'contactEmail'],
  ])('%s is refused, naming the field', async (_what, caller, change, code, field) => {
    const { errors } = await harness.ask(caller, APPLY, { input: applicationInput(change) });
    expect(errors?.[0]?.extensions).toMatchObject({ code, field, rule: expect.any(String) });
  });

  it('is refused before a scheme begins and taken from its first day on, by the destination’s calendar', async () => {
    const early = await startVendorRegistration('2021-06-30T21:59:59.000Z');
    const input = applicationInput();
    const { errors } = await early.ask(EU, APPLY, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'destination' });
    early.clock.set('2021-06-30T22:00:00.000Z');
    expect(await apply(early, EU, input)).toMatchObject({ status: 'APPLIED' });
    await early.stop();
  });
});

describe('the scopes', () => {
  const none = callerOf('EU', { scopes: ['recognition:ask'] });
  it.each([
    ['foreignVendor', '{ foreignVendor(id: "x") { id } }', 'vendor:read'],
    ['vendorRegistration', '{ vendorRegistration(number: "x") { id } }', 'vendor:read'],
    ['vendorRegistrations', '{ vendorRegistrations { edges { cursor } } }', 'vendor:read'],
    [
      'checkVendorRegistration',
      '{ checkVendorRegistration(number: "x", consignment: { items: [], currency: "EUR", mode: AIR, arrivesOn: "2026-11-24" }) { outcome } }',
      'vendor:read',
    ],
    ['approval', 'mutation { approveVendorRegistration(registrationId: "x", version: 1) { id } }', 'vendor:write'],
    [
      'deregistration',
      'mutation { deregisterVendor(registrationId: "x", remark: "r", version: 1) { id } }',
      'vendor:write',
    ],
  ])('of %s are demanded by name', async (_what, query, scope) => {
    const { errors } = await harness.ask(none, query);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(errors?.[0]?.message).toContain(scope);
  });

  it('of an exporter validation are both its own and that of assistance', async () => {
    const registration = await apply(harness, EU);
    const half = callerOf('EU', { scopes: ['vendor:read', 'vendor:write'] });
    const { errors } = await step(harness, half, 'requestExporterValidation', registration);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(errors?.[0]?.message).toContain('assistance:write');
  });

  it('schemes are open to every caller', async () => {
    const { collectionSchemes } = await harness.data<{ collectionSchemes: { destination: { code: string } }[] }>(
      none,
      '{ collectionSchemes { destination { code } name returnMonths taxRates { destinationCountry class rate inForceFrom } } }',
    );
    expect(new Set(collectionSchemes.map(({ destination }) => destination.code))).toEqual(
      new Set(['AU', 'CH', 'EU', 'GB', 'NO', 'NZ', 'SG']),
    );
  });
});

describe('the list of registrations', () => {
  const LIST = `query($first: Int, $after: Cursor, $status: RegistrationStatus, $destination: ID) {
    vendorRegistrations(first: $first, after: $after, status: $status, destination: $destination) {
      edges { cursor node { id } } pageInfo { hasNextPage endCursor }
    }
  }`;
  interface Page {
    vendorRegistrations: {
      edges: { cursor: string; node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  }
  const SINGAPORE = callerOf('SG');

  it('pages newest first, each once, while others are added', async () => {
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1) made.unshift((await apply(harness, SINGAPORE)).id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await harness.data<Page>(SINGAPORE, LIST, { first: 2, after });
      seen.push(...page.vendorRegistrations.edges.map(({ node }) => node.id));
      after = page.vendorRegistrations.pageInfo.hasNextPage ? page.vendorRegistrations.pageInfo.endCursor : null;
      await apply(harness, SINGAPORE);
    } while (after !== null);
    expect(seen).toEqual(made);
  });

  it('is filtered by status', async () => {
    const page = await harness.data<Page>(SINGAPORE, LIST, { status: 'ACTIVE' });
    expect(page.vendorRegistrations).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it.each([
    [{ first: 0 }, 'BAD_USER_INPUT', 'first'],
    [{ first: 201 }, 'LIMIT_EXCEEDED', 'first'],
    [{ after: 'nonsense' }, 'BAD_USER_INPUT', 'after'],
  ])('refuses %j', async (variables, code, field) => {
    const { errors } = await harness.ask(SINGAPORE, LIST, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code, field });
  });
});
