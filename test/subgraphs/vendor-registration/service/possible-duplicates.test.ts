import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../../support/parties.ts';
import {
  applicationInput,
  apply,
  EU,
  NORWAY,
  startVendorRegistration,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

let harness: VendorRegistrationHarness;
beforeAll(async () => {
  harness = await startVendorRegistration();
});
afterAll(() => harness.stop());

const READ = `query($id: ID!) {
  foreignVendor(id: $id) { registrations { possibleDuplicates { matches vendor { id legalName } } } }
}`;

interface Answer {
  foreignVendor: { registrations: { possibleDuplicates: object[] | null }[] };
}

async function duplicatesOf(id: string, caller = EU) {
  const { foreignVendor } = await harness.data<Answer>(caller, READ, { id });
  return foreignVendor.registrations.map(({ possibleDuplicates }) => possibleDuplicates);
}

describe('vendors that may be the same', () => {
  it('are offered with what they have in common, and stay two', async () => {
    const address = '1 Harbour Road, Ningbo';
    const first = await apply(
      harness,
      EU,
      applicationInput({ legalName: 'Lantern Trading Co., Ltd.', contactEmail: 'a@lantern.example', address }),
    );
    const second = await apply(
      harness,
      EU,
      applicationInput({
        legalName: 'LANTERN TRADING',
        contactEmail: 'A@lantern.example',
        address: '1, Harbour-Road Ningbo',
      }),
    );
    const norwegian = await apply(
      harness,
      NORWAY,
      applicationInput({ legalName: 'Lantern Trading', contactEmail: 'a@lantern.example', representative: null }),
    );
    expect(second.vendor.id).not.toBe(first.vendor.id);
    expect(await duplicatesOf(first.vendor.id)).toEqual([
      [
        {
          matches: ['ADDRESS', 'EMAIL', 'NAME'],
          vendor: { id: second.vendor.id, legalName: 'LANTERN TRADING' },
        },
      ],
    ]);
    expect(await duplicatesOf(norwegian.vendor.id, NORWAY)).toEqual([[]]);
    const self = callerOf('EU', { actor: first.vendor.id, scopes: ['vendor:self'] });
    expect(await duplicatesOf(first.vendor.id, self)).toEqual([null]);
  });
});
