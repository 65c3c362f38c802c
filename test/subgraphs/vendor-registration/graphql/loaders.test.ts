import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationReader } from '../../../../subgraphs/vendor-registration/domain/registration-ports.ts';
import { createLoaders } from '../../../../subgraphs/vendor-registration/graphql/vendor-registration-context.ts';
import {
  type OpenedStore,
  openRegistrationStore,
} from '../../../../subgraphs/vendor-registration/store/registration-store.ts';

let opened: OpenedStore;
const IDS = Array.from({ length: 100 }, (_, at) => String(at));

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-'));
  opened = await openRegistrationStore({ kind: 'sqlite', directory, synchronous: 'NORMAL' }, 'loaders');
  await opened.store.write(async (writer) => {
    for (const [at, id] of IDS.entries()) {
      await writer.insertVendor({
        id: `v${id}`,
        destination: 'EU',
        legalName: `Vendor ${id}`,
        establishedIn: 'CN',
        tin: null,
        stakeholder: 'E_VENDOR',
        contactEmail: 'a@b.example',
        address: null,
        account: null,
      });
      await writer.insertRegistration(
        {
          id: `r${id}`,
          destination: 'EU',
          vendorId: `v${id}`,
          scheme: 'EU-IOSS',
          number: null,
          businessModel: 'SELF_RUN',
          capacity: 'VENDOR',
          status: 'APPLIED',
          representative: `DE${at % 10}`,
          version: 1,
          position: at + 1,
          changedAt: '2026-11-24T12:00:00.000Z',
        },
        { idempotencyKey: id, hash: id },
      );
    }
  });
});
afterAll(() => opened.database.close());

/** The real reader, with a count of what it is asked. */
function countingReader(): { read: RegistrationReader; calls: string[] } {
  const calls: string[] = [];
  const read = new Proxy(opened.store.read, {
    get(target, name: keyof RegistrationReader) {
      calls.push(name);
      return target[name];
    },
  });
  return { read, calls };
}

describe('a request', () => {
  it('reads a hundred vendors with their registrations in two queries', async () => {
    const { read, calls } = countingReader();
    const loaders = createLoaders(read, { administration: 'EU' });
    const vendors = await Promise.all(IDS.map((id) => loaders.vendor.load(`v${id}`)));
    const registrations = await Promise.all(IDS.map((id) => loaders.registrationsOfVendor.load(`v${id}`)));
    expect(vendors.map((vendor) => vendor?.legalName)).toEqual(IDS.map((id) => `Vendor ${id}`));
    expect(registrations.map(([registration]) => registration?.id)).toEqual(IDS.map((id) => `r${id}`));
    expect(calls).toEqual(['vendors', 'registrationsOfVendors']);
  });

  it('reads whom ten operators represent in two queries', async () => {
    const { read, calls } = countingReader();
    const loaders = createLoaders(read, { administration: 'EU' });
    const tins = Array.from({ length: 10 }, (_, at) => `DE${at}`);
    const vendors = await Promise.all(tins.map((tin) => loaders.representedVendors.load(tin)));
    expect(vendors.map((found) => found.length)).toEqual(tins.map(() => 10));
    expect(calls).toEqual(['registrationsRepresentedBy', 'vendors']);
  });
});
