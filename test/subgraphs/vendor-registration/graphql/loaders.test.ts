import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../subgraphs/runtime/clock.ts';
import type { RegistrationReader } from '../../../../subgraphs/vendor-registration/domain/registration-ports.ts';
import { createLoaders } from '../../../../subgraphs/vendor-registration/graphql/vendor-registration-context.ts';
import {
  type OpenedStore,
  openRegistrationStore,
} from '../../../../subgraphs/vendor-registration/store/registration-store.ts';
import { historyOf } from '../support/history.ts';

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
        tin: `CN${id}`,
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
          status: at < 50 ? 'ACTIVE' : 'APPLIED',
          representative: `DE${at % 10}`,
          version: 1,
          position: at + 1,
          changedAt: '2026-11-24T12:00:00.000Z',
        },
        { idempotencyKey: id, hash: id },
      );
      const [event] = historyOf(['2026-11-24T12:00:00.000Z', 'ACTIVE', { registrationId: `r${id}` }]);
      if (event !== undefined) await writer.insertEvent(event, 'EU');
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
    const loaders = createLoaders({ store: { ...opened.store, read }, clock: systemClock }, { administration: 'EU' });
    const vendors = await Promise.all(IDS.map((id) => loaders.vendor.load(`v${id}`)));
    const registrations = await Promise.all(IDS.map((id) => loaders.registrationsOfVendor.load(`v${id}`)));
    expect(vendors.map((vendor) => vendor?.legalName)).toEqual(IDS.map((id) => `Vendor ${id}`));
    expect(registrations.map(([registration]) => registration?.id)).toEqual(IDS.map((id) => `r${id}`));
    expect(calls).toEqual(['vendors', 'registrationsOfVendors']);
  });

  it('reads whom ten operators represent in three queries', async () => {
    const { read, calls } = countingReader();
    const loaders = createLoaders({ store: { ...opened.store, read }, clock: systemClock }, { administration: 'EU' });
    const tins = Array.from({ length: 10 }, (_, at) => `DE${at}`);
    const vendors = await Promise.all(tins.map((tin) => loaders.representedVendors.load(tin)));
    expect(vendors.map((found) => found.length)).toEqual(tins.map(() => 10));
    expect(calls).toEqual(['registrationsRepresentedBy', 'partnersRepresentedBy', 'vendors']);
  });

  it('reads through whom a hundred vendors share in benefits in four queries', async () => {
    const { read, calls } = countingReader();
    const loaders = createLoaders({ store: { ...opened.store, read }, clock: systemClock }, { administration: 'EU' });
    const found = await Promise.all(
      IDS.map(async (id) => {
        const [vendor] = await loaders.vendorsOfTin.load(`CN${id}`);
        return vendor === undefined ? undefined : loaders.representations.load(vendor);
      }),
    );
    expect(found.map((one) => one?.map(({ representative }) => representative))).toEqual(
      IDS.map((_id, at) => (at < 50 ? [`DE${at % 10}`] : [])),
    );
    expect(calls).toEqual(['vendorsOfTins', 'partnersOfVendors', 'registrationsOfVendors', 'events']);
  });
});
