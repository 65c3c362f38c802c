import { afterAll, beforeAll, expect, it } from 'vitest';
import { callerOf } from '../../../support/parties.ts';
import {
  applicationInput,
  apply,
  EU,
  NORWAY,
  startVendorRegistration,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

const REMINDERS = `{ remittanceReminders {
  registration { id } owed { return { period dueOn } daysOverdue } exclusionGround { missedReturns source } } }`;
const FILE = `mutation($id: ID!, $period: String!, $key: ID!) { fileRemittanceReturn(registrationId: $id, input: { period: $period,
  consignments: 0, assessedDuty: "0", assessedTax: "0", collected: "0", remitted: "0", idempotencyKey: $key }) { status } }`;

interface Told {
  readonly remittanceReminders: readonly { readonly registration: { readonly id: string } }[];
}

const input = applicationInput();
const itself = callerOf('EU', { actor: String(input['tin']), scopes: ['vendor:self'] });
let harness: VendorRegistrationHarness;
let one: string;
let other: string;
beforeAll(async () => {
  harness = await startVendorRegistration('2026-05-10T12:00:00.000Z');
  one = (await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU, input))).id;
  other = (await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU))).id;
  await apply(harness, EU);
  harness.clock.set('2026-07-31T12:00:00.000Z');
  await harness.data(EU, FILE, { id: other, period: '2026-05', key: 'may' });
});
afterAll(() => harness.stop());

async function remindersFor(caller: typeof EU) {
  return (await harness.data<Told>(caller, REMINDERS)).remittanceReminders;
}

it('an officer is reminded of what its vendors owe, by registration, the earliest due day first', async () => {
  expect(await remindersFor(EU)).toEqual([
    {
      registration: { id: one },
      owed: [
        { return: { period: '2026-05', dueOn: '2026-06-30' }, daysOverdue: 31 },
        { return: { period: '2026-06', dueOn: '2026-07-31' }, daysOverdue: 0 },
      ],
      exclusionGround: null,
    },
    {
      registration: { id: other },
      owed: [{ return: { period: '2026-06', dueOn: '2026-07-31' }, daysOverdue: 0 }],
      exclusionGround: null,
    },
  ]);
});

it('a vendor is reminded of its own alone, and another destination of nothing', async () => {
  expect((await remindersFor(itself)).map(({ registration }) => registration.id)).toEqual([one]);
  expect(await remindersFor(NORWAY)).toEqual([]);
  const { errors } = await harness.ask(callerOf('EU', { scopes: ['recognition:ask'] }), REMINDERS);
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

it('three missed returns running are shown as a ground, and exclude nobody by themselves', async () => {
  harness.clock.set('2026-09-01T12:00:00.000Z');
  expect(await remindersFor(itself)).toMatchObject([{ exclusionGround: { missedReturns: 3 } }]);
  const listed = await harness.data<{ vendorRegistrations: { edges: { node: object }[] } }>(
    itself,
    '{ vendorRegistrations { edges { node { id status } } } }',
  );
  expect(listed.vendorRegistrations.edges).toEqual([{ node: { id: one, status: 'ACTIVE' } }]);
});
