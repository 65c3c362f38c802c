import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let harness: VendorRegistrationHarness;
beforeAll(async () => {
  harness = await startVendorRegistration();
});
afterAll(() => harness.stop());

const REGISTER = 'mutation($tin: TIN!) { told: registerIntermediary(tin: $tin) { tin number registeredAt } }';
const OF_NUMBER =
  'query($number: ID!) { vendorRegistration(number: $number) { capacity intermediary { tin number } } }';
const CHECK = `query($number: ID!, $consignment: ConsignmentInput!) {
  checkVendorRegistration(number: $number, consignment: $consignment) { outcome reasons } }`;

interface Told {
  readonly told: { readonly tin: string; readonly number: string; readonly registeredAt: string };
}

async function register(tin: string) {
  return (await harness.data<Told>(EU, REGISTER, { tin })).told;
}

describe('an intermediary', () => {
  it('has a number of its own, by the state where it is established; asked again, also at once, the same', async () => {
    const [one, same] = await Promise.all([register('DE1234567'), register('DE1234567')]);
    expect(one).toEqual({ tin: 'DE1234567', number: 'IN2760000001', registeredAt: '2026-11-24T12:00:00.000Z' });
    expect(same).toEqual(one);
    expect((await register('FR7654321')).number).toBe('IN2500000002');
  });

  it('is named beside the number of each vendor that it represents, whose sequence is another', async () => {
    await register('DE1234567');
    const active = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU));
    expect(active.number).toMatch(/^IM276\d{7}$/);
    expect(await harness.data(EU, OF_NUMBER, { number: active.number })).toEqual({
      vendorRegistration: { capacity: 'INTERMEDIARY', intermediary: { tin: 'DE1234567', number: 'IN2760000001' } },
    });
  });

  it('that has no number yet is null beside it', async () => {
    const input = applicationInput({ representative: 'PL737972214300000' });
    const active = await take(harness, EU, 'approveVendorRegistration', await apply(harness, EU, input));
    expect(await harness.data(EU, OF_NUMBER, { number: active.number })).toMatchObject({
      vendorRegistration: { intermediary: null },
    });
  });

  it('cannot use its own number for a consignment', async () => {
    const { number } = await register('DE1234567');
    const consignment = {
      items: [{ hsCode: '850440', quantity: 1, intrinsicValue: '100' }],
      ...{ currency: 'EUR', mode: 'AIR', arrivesOn: '2026-11-24', destinationCountry: 'DE' },
    };
    expect(await harness.data(EU, CHECK, { number, consignment })).toEqual({
      checkVendorRegistration: { outcome: 'NOT_VALID', reasons: ['INTERMEDIARY_NUMBER'] },
    });
  });

  it.each([
    ['of another administration', EU, 'CN4403960001', 'BAD_USER_INPUT'],
    ['of nobody', EU, 'DE-', 'TIN_MALFORMED'],
    ['under a scheme that numbers none', NORWAY, 'NO123456785', 'BAD_USER_INPUT'],
    ['of a caller that may only read', callerOf('EU', { scopes: ['vendor:read'] }), 'DE1234567', 'FORBIDDEN'],
    [
      'of a vendor that acts for itself',
      callerOf('EU', { actor: 'DE1234567', scopes: ['vendor:self'] }),
      'DE1234567',
      'FORBIDDEN',
    ],
  ])('%s is refused', async (_what, caller, tin, code) => {
    const { errors } = await harness.ask(caller, REGISTER, { tin });
    expect(errors?.[0]?.extensions.code).toBe(code);
  });
});
