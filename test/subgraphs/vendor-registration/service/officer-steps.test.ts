import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTION_SCHEMES } from '../../../../schema/reference/collection-schemes.ts';
import {
  applicationInput,
  apply,
  EU,
  NORWAY,
  type RegistrationAnswer,
  startVendorRegistration,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

let harness: VendorRegistrationHarness;
beforeAll(async () => {
  harness = await startVendorRegistration();
});
afterAll(() => harness.stop());

const APPLY = 'mutation($input: VendorApplicationInput!) { applyForVendorRegistration(input: $input) { id status } }';
const DEREGISTER = `mutation($id: ID!, $kind: DeregistrationKind, $version: Int!, $appeal: String) {
  deregisterVendor(registrationId: $id, remark: "r", version: $version, kind: $kind, appealNote: $appeal) {
    history { to deregistration quarantineUntil appealNote }
  }
}`;

interface Told {
  readonly history: readonly Readonly<Record<string, unknown>>[];
}

async function deregister(registration: RegistrationAnswer, kind: string | null, appeal: string | null = null) {
  const { id, version } = registration;
  const { deregisterVendor } = await harness.data<{ deregisterVendor: Told }>(EU, DEREGISTER, {
    id,
    version,
    kind,
    appeal,
  });
  return deregisterVendor.history.at(-1);
}

async function historyAt(registrationId: string, vendorId: string, fields: string, caller = EU) {
  const { foreignVendor } = await harness.data<{ foreignVendor: { registrations: ({ id: string } & Told)[] } }>(
    caller,
    `query($id: ID!) { foreignVendor(id: $id) { registrations { id history { ${fields} } } } }`,
    { id: vendorId },
  );
  return foreignVendor.registrations.find(({ id }) => id === registrationId)?.history;
}

describe('an officer’s question', () => {
  it('and its answer stand in the history, each with its side', async () => {
    const asked = await take(harness, EU, 'requestVendorInformation', await apply(harness, EU));
    const answered = await take(harness, EU, 'supplyVendorInformation', asked);
    expect(answered.status).toBe('APPLIED');
    const history = await historyAt(answered.id, answered.vendor.id, 'from to remark side');
    expect(history?.slice(1)).toEqual([
      { from: 'APPLIED', to: 'INFORMATION_REQUESTED', remark: 'question', side: 'DESTINATION' },
      { from: 'INFORMATION_REQUESTED', to: 'APPLIED', remark: 'answer', side: 'DESTINATION' },
    ]);
  });

  it('without words is BAD_USER_INPUT naming the argument', async () => {
    const { id } = await apply(harness, EU);
    const query =
      'mutation($id: ID!) { requestVendorInformation(registrationId: $id, question: " ", version: 1) { id } }';
    const { errors } = await harness.ask(EU, query, { id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'question' });
  });
});

describe('a deregistration', () => {
  it('for persistent failure keeps an IOSS vendor out for two years, the last day included', async () => {
    const input = applicationInput();
    const active = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU, input));
    expect(await deregister(active, 'PERSISTENT_FAILURE')).toEqual({
      to: 'DEREGISTERED',
      deregistration: 'PERSISTENT_FAILURE',
      quarantineUntil: '2028-11-24',
      appealNote: expect.stringContaining('article 4'),
    });
    const again = { input: { ...input, idempotencyKey: 'in quarantine' } };
    const { errors } = await harness.ask(EU, APPLY, again);
    expect(errors?.[0]?.extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(errors?.[0]?.message).toContain('2028-11-24');
  });

  it('at its own wish lets it apply again at once, and is appealed against by nobody', async () => {
    const input = applicationInput();
    const active = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU, input));
    expect(await deregister(active, 'OWN_WISH')).toMatchObject({ quarantineUntil: null, appealNote: null });
    expect(await apply(harness, EU, { ...input, idempotencyKey: 'again' })).toMatchObject({ status: 'APPLIED' });
  });

  it('shows the officer’s own appeal note, and no kind where none is stated', async () => {
    const told = await deregister(await apply(harness, EU), null, 'Within 30 days at the tax court.');
    expect(told).toMatchObject({ deregistration: null, appealNote: 'Within 30 days at the tax court.' });
  });

  it('for persistent failure of a vendor that was never approved is BAD_USER_INPUT', async () => {
    const { id, version } = await apply(harness, EU);
    const { errors } = await harness.ask(EU, DEREGISTER, { id, version, kind: 'PERSISTENT_FAILURE' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'kind' });
  });
});

describe('whoever applies', () => {
  it.each([
    [{}, 'INTERMEDIARY'],
    [{ stakeholder: 'E_PLATFORM' }, 'PLATFORM'],
    [{ representative: null, establishedIn: 'NO', tin: null }, 'VENDOR'],
    [{ capacity: 'PLATFORM' }, 'PLATFORM'],
  ])('at the EU with %j does so as %s, liability with its rule beside it', async (change, capacity) => {
    const { id, vendor } = await apply(harness, EU, applicationInput(change));
    const { foreignVendor } = await harness.data<{ foreignVendor: { registrations: object[] } }>(
      EU,
      'query($id: ID!) { foreignVendor(id: $id) { registrations { id capacity liability { liable rule } } } }',
      { id: vendor.id },
    );
    expect(foreignVendor.registrations).toEqual([
      { id, capacity, liability: { liable: expect.any(String), rule: expect.stringContaining('note, IV') } },
    ]);
  });

  it.each([
    ['a redeliverer, whom IOSS does not know', EU, { capacity: 'REDELIVERER' }, 'capacity'],
    [
      'an intermediary, whom VOEC does not know',
      NORWAY,
      { capacity: 'INTERMEDIARY', representative: null },
      'capacity',
    ],
    ['an unrepresented Chinese vendor of IOSS', EU, { representative: null }, 'representative'],
  ])('as %s is refused, naming the field', async (_what, caller, change, field) => {
    const { errors } = await harness.ask(caller, APPLY, { input: applicationInput(change) });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('a rule of the scheme', () => {
  it('approves a complete application at once, and the event names it', async () => {
    const autoApproval = { rule: 'Registered on application', source: 'a test' };
    const schemes = COLLECTION_SCHEMES.map((row) => (row.destination === 'NO' ? { ...row, autoApproval } : row));
    const automatic = await startVendorRegistration(undefined, { schemes });
    const registration = await apply(automatic, NORWAY);
    expect(registration).toMatchObject({ status: 'ACTIVE', version: 2, number: expect.stringMatching(/^\d{7}$/) });
    const { vendorRegistration } = await automatic.data<{ vendorRegistration: Told }>(
      NORWAY,
      'query($n: ID!) { vendorRegistration(number: $n) { history { to rule } } }',
      { n: registration.number },
    );
    expect(vendorRegistration.history).toEqual([
      { to: 'APPLIED', rule: null },
      { to: 'ACTIVE', rule: 'Registered on application (a test)' },
    ]);
    await automatic.stop();
  });

  it('is stated by no source of any scheme yet, so that an officer decides everywhere', () => {
    expect(COLLECTION_SCHEMES.filter(({ autoApproval }) => autoApproval !== null)).toEqual([]);
  });
});
