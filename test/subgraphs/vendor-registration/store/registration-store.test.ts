import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseLocation } from '../../../../subgraphs/runtime/database.ts';
import type { Registration, Vendor } from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import type { RegistrationPageQuery } from '../../../../subgraphs/vendor-registration/domain/registration-ports.ts';
import { nameKey } from '../../../../subgraphs/vendor-registration/domain/same-vendor.ts';
import type { SupplyChainPartner } from '../../../../subgraphs/vendor-registration/domain/supply-chain-partner.ts';
import {
  type OpenedStore,
  openRegistrationStore,
} from '../../../../subgraphs/vendor-registration/store/registration-store.ts';
import { historyOf } from '../support/history.ts';

const postgresUrl = process.env['TEST_DATABASE_URL'];
const schemaName = `vendor_registration_${randomUUID().slice(0, 8)}`;

const LOCATIONS: readonly (readonly [string, DatabaseLocation])[] = [
  ['SQLite', { kind: 'sqlite', directory: mkdtempSync(join(tmpdir(), 'aeo-')), synchronous: 'NORMAL' }],
  ...(postgresUrl === undefined ? [] : [['PostgreSQL', { kind: 'postgres', url: postgresUrl }] as const]),
];

afterAll(async () => {
  if (postgresUrl === undefined) return;
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(schemaName)} CASCADE`);
  await client.end();
});

function vendorOf(id: string, change: Partial<Vendor> = {}): Vendor {
  return {
    id,
    destination: 'EU',
    legalName: `Größe ${id}`,
    establishedIn: 'CN',
    tin: null,
    stakeholder: 'E_VENDOR',
    contactEmail: 'a@b.example',
    address: null,
    account: null,
    ...change,
  };
}

function registrationOf(
  id: string,
  vendorId: string,
  position: number,
  change: Partial<Registration> = {},
): Registration {
  return {
    id,
    destination: 'EU',
    vendorId,
    scheme: 'EU-IOSS',
    number: null,
    businessModel: 'SELF_RUN',
    capacity: 'VENDOR',
    status: 'APPLIED',
    representative: null,
    version: 1,
    position,
    changedAt: '2026-11-24T12:00:00.000Z',
    ...change,
  };
}

const EVERYTHING: RegistrationPageQuery = {
  destination: 'EU',
  status: null,
  businessModel: null,
  capacity: null,
  representative: null,
  actor: null,
  order: 'NEWEST',
  after: null,
  limit: 200,
};

describe.each(LOCATIONS)('the store on %s', (_engine, location) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openRegistrationStore(location, schemaName);
    const { store } = opened;
    await store.write(async (writer) => {
      await writer.insertVendor(vendorOf('v1', { tin: 'CN4400000001' }));
      await writer.insertVendor(vendorOf('v2'));
      await writer.insertVendor(vendorOf('v3', { destination: 'NO' }));
      const source = (key: string) => ({ idempotencyKey: key, hash: `hash-${key}` });
      await writer.insertRegistration(registrationOf('r1', 'v1', 1, { status: 'DEREGISTERED' }), source('a'));
      await writer.insertRegistration(registrationOf('r2', 'v1', 2, { representative: 'DE1' }), source('b'));
      await writer.insertRegistration(registrationOf('r3', 'v2', 3, { number: '77' }), source('c'));
      await writer.insertRegistration(registrationOf('r4', 'v3', 4, { destination: 'NO', number: '77' }), source('c'));
    });
  });
  afterAll(() => opened.database.close());

  it('gives back what was kept, within one destination', async () => {
    const { read } = opened.store;
    expect(await read.vendors('EU', ['v1', 'v3', 'none'])).toEqual([vendorOf('v1', { tin: 'CN4400000001' })]);
    expect(await read.registrations('EU', ['r2', 'r4'])).toEqual([
      registrationOf('r2', 'v1', 2, { representative: 'DE1' }),
    ]);
    expect(await read.registrationsByNumber('EU', ['77', '99'])).toMatchObject([{ id: 'r3' }]);
    expect(await read.registrationsByNumber('NO', ['77'])).toMatchObject([{ id: 'r4' }]);
    expect(await read.registrationByKey('EU', 'c')).toMatchObject({ registration: { id: 'r3' }, hash: 'hash-c' });
    expect(await read.registrationByKey('EU', 'none')).toBeUndefined();
  });

  it('finds similar vendors by TIN, or by name and country', async () => {
    const { read } = opened.store;
    const like = { tin: 'CN4400000001', nameKey: nameKey('GRÖSSE V2'), establishedIn: 'CN' };
    expect((await read.similarVendors('EU', like)).map(({ id }) => id)).toEqual(['v1']);
    const byName = { tin: null, nameKey: nameKey('größe  V2'), establishedIn: 'CN' };
    expect((await read.similarVendors('EU', byName)).map(({ id }) => id)).toEqual(['v2']);
    expect(await read.similarVendors('NO', byName)).toEqual([]);
  });

  it('lists newest first, a page at a time', async () => {
    const { read } = opened.store;
    const ids = async (change: Partial<RegistrationPageQuery>) =>
      (await read.registrationPage({ ...EVERYTHING, limit: 2, ...change })).map(({ id }) => id);
    expect(await ids({})).toEqual(['r3', 'r2']);
    expect(await ids({ after: { position: 2, changedAt: '' } })).toEqual(['r1']);
    expect(await ids({ status: 'DEREGISTERED' })).toEqual(['r1']);
    expect((await read.registrationsOfVendors('EU', ['v1', 'v3'])).map(({ id }) => id)).toEqual(['r2', 'r1']);
    expect((await read.registrationsRepresentedBy('EU', ['DE1', 'DE2'])).map(({ id }) => id)).toEqual(['r2']);
    expect(await read.nextPosition()).toBe(5);
  });

  it('lists by the latest step, and for one that acts for itself', async () => {
    const { read } = opened.store;
    const ids = async (change: Partial<RegistrationPageQuery>) =>
      (await read.registrationPage({ ...EVERYTHING, ...change })).map(({ id }) => id);
    const place = { position: 3, changedAt: '2026-11-24T12:00:00.000Z' };
    expect(await ids({ order: 'RECENTLY_CHANGED' })).toEqual(['r3', 'r2', 'r1']);
    expect(await ids({ order: 'RECENTLY_CHANGED', after: place })).toEqual(['r2', 'r1']);
    expect(await ids({ order: 'OLDEST', after: { ...place, position: 1 } })).toEqual(['r2', 'r3']);
    expect(await ids({ actor: 'CN4400000001' })).toEqual(['r2', 'r1']);
    expect(await ids({ actor: 'DE1' })).toEqual(['r2']);
    expect(await ids({ businessModel: 'PLATFORM' })).toEqual([]);
  });

  it('finds vendors of the destination that have something in common, until they no longer do', async () => {
    const { store } = opened;
    expect(await store.read.possibleDuplicates('EU', ['v1', 'v3'])).toEqual([
      { vendorId: 'v1', otherId: 'v2', kind: 'EMAIL' },
    ]);
    expect(await store.read.possibleDuplicates('NO', ['v1', 'v3'])).toEqual([]);
    await store.write((writer) => writer.updateVendor(vendorOf('v2', { contactEmail: 'c@d.example' })));
    expect(await store.read.possibleDuplicates('EU', ['v1'])).toEqual([]);
  });

  it('changes a registration in the version that was read, and in no other', async () => {
    const { store } = opened;
    const change = { status: 'ACTIVE', number: '78', changedAt: '2026-11-25T12:00:00.000Z' } as const;
    expect(await store.write((writer) => writer.changeRegistration('r2', 2, change))).toBe(false);
    expect(await store.write((writer) => writer.changeRegistration('r2', 1, change))).toBe(true);
    expect(await store.read.registrations('EU', ['r2'])).toMatchObject([
      { version: 2, status: 'ACTIVE', number: '78' },
    ]);
  });

  it('never keeps a number or a key twice at one destination', async () => {
    const { store } = opened;
    const source = { idempotencyKey: 'd', hash: 'x' };
    const twice = [
      store.write((writer) => writer.insertRegistration(registrationOf('r5', 'v2', 5, { number: '77' }), source)),
      store.write((writer) =>
        writer.insertRegistration(registrationOf('r6', 'v2', 6), { ...source, idempotencyKey: 'a' }),
      ),
    ];
    for (const attempt of twice) await expect(attempt).rejects.toThrow();
    expect(await store.read.registrations('EU', ['r5', 'r6'])).toEqual([]);
  });

  it('keeps history, returns, checks and sequences', async () => {
    const { store } = opened;
    const [applied] = historyOf(['2026-11-24T12:00:00.000Z', 'APPLIED']);
    if (applied === undefined) throw new TypeError('no event');
    const event = { ...applied, registrationId: 'r1' };
    const filed = {
      id: 'f1',
      destination: 'EU',
      registrationId: 'r1',
      period: '2026-07',
      version: 1,
      consignments: 1,
      assessedDuty: '3',
      assessedTax: '999999999999999.0000000001',
      collected: '0',
      remitted: '0',
      correctionReason: null,
      filedAt: '2026-11-24T12:00:00.000Z',
      filedBy: 'o',
    };
    const check = {
      consultationNumber: 'c1',
      destination: 'EU',
      askedAt: 'x',
      askedOn: '2026-11-24',
      askedBy: 'o',
      registrationNumber: 'n',
      registrationId: 'r1',
      arrivesOn: '2026-11-25',
      consignmentReference: null,
      outcome: 'VALID',
      duty: '3.00',
      tax: null,
      receipt: 'jws',
    };
    const payment = {
      id: 'p1',
      destination: 'EU',
      registrationId: 'r1',
      period: '2026-07',
      sequence: 1,
      amount: '0.01',
      paidOn: '2026-11-24',
      reference: null,
      recordedAt: 'x',
      recordedBy: 'o',
    };
    const rate = {
      base: 'EUR',
      quote: 'USD',
      rate: '1.0850',
      validFrom: '2026-11-01',
      validTo: '2026-11-30',
      source: 's',
    };
    expect(await store.read.nextNumber('EU-IOSS')).toBe(1);
    await store.write(async (writer) => {
      await writer.insertEvent({ ...event, version: 2, remark: 'b' }, 'AU');
      await writer.insertEvent({ ...event, version: 1 }, 'AU');
      await writer.insertReturn(filed, { idempotencyKey: 'k', hash: 'h' });
      await writer.insertChecks([check, { ...check, consultationNumber: 'c2', outcome: 'NOT_VALID' }]);
      await writer.insertPayment(payment, { idempotencyKey: 'k', hash: 'h' });
      await writer.insertRates('EU', [rate], { importedAt: 'x', importedBy: 'o' });
      await writer.setNextNumber('EU-IOSS', 2);
      await writer.setNextNumber('EU-IOSS', 3);
    });
    expect((await store.read.events(['r1', 'r2'])).map(({ version, remark }) => [version, remark])).toEqual([
      [1, null],
      [2, 'b'],
    ]);
    expect(await store.read.filedReturns(['r1'])).toEqual([filed]);
    expect(await store.read.filedReturnByKey('EU', 'k')).toEqual({ filed, hash: 'h' });
    expect(await store.read.checkReceipt('EU', 'c1')).toBe('jws');
    expect(await store.read.checkReceipt('NO', 'c1')).toBeUndefined();
    expect(await store.read.checkedConsignments(['r1', 'r2'])).toEqual([
      { registrationId: 'r1', arrivesOn: '2026-11-25', consignmentReference: null, duty: '3.00', tax: null },
    ]);
    expect(await store.read.daysOfUse('EU', ['n'], '2026-11-24')).toEqual([
      { number: 'n', day: '2026-11-24', checks: 2, notValid: 1 },
    ]);
    expect(await store.read.daysOfUse('NO', ['n'], '2026-11-24')).toEqual([]);
    expect(await store.read.payments(['r1'])).toEqual([payment]);
    expect(await store.read.paymentByKey('EU', 'k')).toEqual({ payment, hash: 'h' });
    expect(await store.read.paymentByKey('NO', 'k')).toBeUndefined();
    expect(await store.read.conversionRates('EU', '2026-11-30', '2026-12-31')).toEqual([rate]);
    expect(await store.read.conversionRates('EU', '2026-12-01', '2026-12-31')).toEqual([]);
    expect(await store.read.conversionRates('NO', '2026-11-30', '2026-12-31')).toEqual([]);
    expect(await store.read.nextNumber('EU-IOSS')).toBe(3);
    await expect(
      store.write((writer) => writer.insertReturn({ ...filed, id: 'f2' }, { idempotencyKey: 'l', hash: 'h' })),
    ).rejects.toThrow();
  });

  it('keeps supply-chain partners, each in the place of what was there, by administration, representative and vendor', async () => {
    const { store } = opened;
    const partner: SupplyChainPartner = {
      ...{
        administration: 'EU',
        id: 'p1',
        representative: 'DE1',
        vendorId: 'v2',
        name: 'Größe v2',
        establishedIn: 'CN',
      },
      ...{ tin: null, from: '2026-01-01', until: null },
    };
    const later = { ...partner, id: 'p2', from: '2026-02-01', until: '2026-12-31' };
    const abroad = { ...partner, administration: 'NO', vendorId: 'v3' };
    await store.write((writer) => writer.putPartners([partner, abroad]));
    await store.write((writer) => writer.putPartners([{ ...partner, name: 'Other', until: '2026-03-31' }, later]));
    await store.write((writer) => writer.insertRegistryEvents('EU', [{ id: 'e1', event: 'jws' }]));
    const changed = { ...partner, name: 'Other', until: '2026-03-31' };
    expect(await store.read.partners('EU', ['p1', 'p2', 'p3'])).toEqual([later, changed]);
    expect(await store.read.partnersRepresentedBy('EU', ['DE1'])).toEqual([later, changed]);
    expect(await store.read.partnersRepresentedBy('NO', ['DE1'])).toEqual([abroad]);
    expect(await store.read.partnersOfVendors('EU', ['v1', 'v2', 'v3'])).toEqual([later, changed]);
    expect(await store.read.vendorsOfTins('EU', ['CN4400000001'])).toMatchObject([{ id: 'v1' }]);
    expect(await store.read.vendorsOfTins('NO', ['CN4400000001'])).toEqual([]);
    expect(await store.read.keptRegistryEvents('EU', ['e1', 'e2'])).toEqual(new Set(['e1']));
    expect(await store.read.keptRegistryEvents('NO', ['e1'])).toEqual(new Set());
    const again = store.write((writer) => writer.insertRegistryEvents('EU', [{ id: 'e1', event: 'jws' }]));
    await expect(again).rejects.toThrow();
  });

  it('takes everything of a transaction back where one step fails', async () => {
    const { store } = opened;
    const attempt = store.write(async (writer) => {
      await writer.insertVendor(vendorOf('v9'));
      throw new Error('stop');
    });
    await expect(attempt).rejects.toThrow('stop');
    expect(await store.read.vendors('EU', ['v9'])).toEqual([]);
  });

  it('opens again with all that it kept', async () => {
    await opened.database.close();
    opened = await openRegistrationStore(location, schemaName);
    expect(await opened.store.read.vendors('EU', ['v1'])).toHaveLength(1);
  });
});
