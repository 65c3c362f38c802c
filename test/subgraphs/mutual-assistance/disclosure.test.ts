import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../support/parties.ts';
import { KR_TIN, type RequestView, type RunningAssistance, STEP_NAMES, startAssistance } from './support.ts';

let running: RunningAssistance;
let request: RequestView;

const VENDOR = {
  ...{ of: 'JP', id: 'vendor-1', legalName: '한국상점', establishedIn: 'KR', tin: KR_TIN },
  registrations: [
    { id: 'registration-new', status: 'REFUSED' },
    { id: 'registration-open', status: 'AWAITING_VALIDATION' },
    { id: 'registration-old', status: 'APPLIED' },
  ],
};

const ENTITIES = `query($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on KrOperator { assistanceRequests { id } }
  ... on ForeignVendor { assistanceRequests { id } }
  ... on VendorRegistration { exporterValidation { id } }
  ... on AssistanceRequest { reference } } }`;

const REPRESENTATIONS = [
  { __typename: 'KrOperator', tin: KR_TIN },
  { __typename: 'KrOperator', tin: 'KR1234567891' },
  { __typename: 'ForeignVendor', id: 'vendor-1' },
  { __typename: 'VendorRegistration', id: 'registration-open' },
  { __typename: 'VendorRegistration', id: 'registration-old' },
];

beforeAll(async () => {
  running = await startAssistance();
  running.vendors.push(VENDOR, { ...VENDOR, of: 'EU', id: 'vendor-of-eu' });
  request = await running.submitted('JP', {
    ...{ kind: 'VENDOR_VALIDATION', purpose: 'VENDOR_REGISTRATION' },
    ...{ subjectTin: null, subjectVendorId: 'vendor-1', idempotencyKey: 'registration:registration-open:1' },
  });
});

afterAll(() => running.stop());

function subjectFor(administration: string) {
  return running.ask(
    administration,
    `query($id: ID!) { assistanceRequest(id: $id) {
      subject { ... on VendorSubject { legalName establishedIn tin vendor { id } } } } }`,
    { id: request.id },
  );
}

function entitiesFor(administration: string) {
  return running.ask(administration, ENTITIES, {
    representations: [...REPRESENTATIONS, { __typename: 'AssistanceRequest', id: request.id }],
  });
}

describe('a request about a vendor', () => {
  it('shows the vendor as it stood; the vendor itself only to the requesting side', async () => {
    const subject = { legalName: '한국상점', establishedIn: 'KR', tin: KR_TIN };
    expect((await subjectFor('JP')).data).toEqual({
      assistanceRequest: { subject: { ...subject, vendor: { id: 'vendor-1' } } },
    });
    expect((await subjectFor('KR')).data).toEqual({ assistanceRequest: { subject: { ...subject, vendor: null } } });
  });

  it('is linked from operator, vendor and the registration that waits for it', async () => {
    const { data, errors } = await entitiesFor('JP');
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toEqual([
      { assistanceRequests: [{ id: request.id }] },
      { assistanceRequests: [] },
      { assistanceRequests: [{ id: request.id }] },
      { exporterValidation: { id: request.id } },
      { exporterValidation: null },
      { reference: request.reference },
    ]);
  });

  it('supports no registration of the requested side', async () => {
    const { data } = await entitiesFor('KR');
    expect(data?.['_entities']).toMatchObject([
      { assistanceRequests: [{ id: request.id }] },
      {},
      { assistanceRequests: [{ id: request.id }] },
      { exporterValidation: null },
      { exporterValidation: null },
      { reference: request.reference },
    ]);
  });

  it('cannot be made about another administration’s vendor, nor while vendor registration is silent', async () => {
    const given = { kind: 'VENDOR_VALIDATION', subjectTin: null };
    const others = await running.submit('JP', { ...given, subjectVendorId: 'vendor-of-eu' });
    expect(others.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'subjectVendorId' });
    running.vendorLink.silent = true;
    const silent = await running.submit('JP', { ...given, subjectVendorId: 'vendor-1' });
    running.vendorLink.silent = false;
    expect(silent.errors?.[0]?.extensions.code).toBe('INTERNAL');
  });

  it('is given again to a retry even while vendor registration is silent', async () => {
    running.vendorLink.silent = true;
    const again = await running.submit('JP', {
      ...{ kind: 'VENDOR_VALIDATION', purpose: 'VENDOR_REGISTRATION' },
      ...{ subjectTin: null, subjectVendorId: 'vendor-1', idempotencyKey: 'registration:registration-open:1' },
    });
    running.vendorLink.silent = false;
    expect(again.data?.submitAssistanceRequest.id).toBe(request.id);
  });
});

describe('a third administration', () => {
  it('gets null, as for an identifier of nothing', async () => {
    const query = 'query($id: ID!) { assistanceRequest(id: $id) { id } }';
    const real = await running.ask('EU', query, { id: request.id });
    const none = await running.ask('EU', query, { id: 'none' });
    expect(real).toEqual({ data: { assistanceRequest: null } });
    expect(none).toEqual(real);
  });

  it('finds nothing in the list, in no direction and state, and cannot use its cursor', async () => {
    const lists = await running.ask(
      'EU',
      `{ a: assistanceRequests { edges { node { id } } } b: assistanceRequests(direction: INCOMING) { edges { node { id } } }
         c: assistanceRequests(direction: OUTGOING, state: SUBMITTED) { edges { node { id } } } }`,
    );
    expect(lists.data).toEqual({ a: { edges: [] }, b: { edges: [] }, c: { edges: [] } });
    const query = 'query($after: Cursor) { assistanceRequests(after: $after) { edges { node { id } } } }';
    const [real, none] = await Promise.all(
      [request.id, 'none'].map((id) => running.ask('EU', query, { after: Buffer.from(id).toString('base64url') })),
    );
    expect(real?.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    expect(real).toEqual(none);
  });

  it('finds nothing through operator, vendor, registration or key', async () => {
    const { data, errors } = await entitiesFor('EU');
    expect(data?.['_entities']).toEqual([
      { assistanceRequests: [] },
      { assistanceRequests: [] },
      { assistanceRequests: [] },
      { exporterValidation: null },
      { exporterValidation: null },
      null,
    ]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });

  it.each(STEP_NAMES)('cannot %s: NOT_FOUND, as for an identifier of nothing', async (action) => {
    const real = await running.step('EU', action, { id: request.id, version: 1 });
    const none = await running.step('EU', action, { id: 'none', version: 1 });
    expect(real.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(real).toEqual(none);
  });
});

describe('a caller without the scope assistance:read', () => {
  it('reads no request by any way, and is told the scope', async () => {
    const caller = callerOf('JP', { scopes: ['operator:read'] });
    const answers = await Promise.all([
      running.askAs(caller, 'query($id: ID!) { assistanceRequest(id: $id) { id } }', { id: request.id }),
      running.askAs(caller, '{ assistanceRequests { edges { node { id } } } }'),
      ...[...REPRESENTATIONS, { __typename: 'AssistanceRequest', id: request.id }].map((representation) =>
        running.askAs(caller, ENTITIES, { representations: [representation] }),
      ),
    ]);
    for (const { errors } of answers) {
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(errors?.[0]?.message).toContain('assistance:read');
    }
  });

  it('still reads the agreements, which are public', async () => {
    const { data } = await running.askAs<{ assistanceAgreements: { id: string }[] }>(
      callerOf('BR', { scopes: [] }),
      '{ assistanceAgreements(party: "KR") { id parties { code } kinds source } }',
    );
    expect(data?.assistanceAgreements.map(({ id }) => id)).toContain('JP-KR-CMAA-2004');
    expect(data?.assistanceAgreements.map(({ id }) => id)).not.toContain('CN-EU-CCMAA-2004');
  });
});
