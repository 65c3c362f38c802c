import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUSINESS_MODELS } from '../../../../schema/contract/vocabulary.ts';
import { SCHEME_REGISTRANTS } from '../../../../schema/reference/collection-schemes.ts';
import type { Registration } from '../../../../subgraphs/vendor-registration/domain/registration.ts';
import { REGISTRATION_STATUSES } from '../../../../subgraphs/vendor-registration/domain/registration-lifecycle.ts';
import {
  REGISTRATION_ORDERS,
  type RegistrationPageQuery,
} from '../../../../subgraphs/vendor-registration/domain/registration-ports.ts';
import { registrationPageStatement } from '../../../../subgraphs/vendor-registration/store/registration-page.ts';
import {
  type OpenedStore,
  openRegistrationStore,
} from '../../../../subgraphs/vendor-registration/store/registration-store.ts';

const ROWS = 10_000;
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

let opened: OpenedStore;
let registrations: readonly Registration[];

/** Every tenth is of another destination; many share the instant of their latest step. */
function generated(position: number): Registration {
  const pick = <T>(words: readonly T[], step: number) => words[(position * step) % words.length] as T;
  return {
    id: `r${position}`,
    destination: position % 10 === 0 ? 'NO' : 'EU',
    vendorId: `v${position % 10 === 0 ? 'NO' : 'EU'}${position % 7}`,
    scheme: 'EU-IOSS',
    number: null,
    businessModel: pick(BUSINESS_MODELS, 5),
    capacity: pick(SCHEME_REGISTRANTS, 3),
    status: pick(REGISTRATION_STATUSES, 3),
    representative: `DE${position % 50}`,
    version: 1,
    position,
    changedAt: new Date(Date.UTC(2026, 0, 1 + ((position * 7919) % 300))).toISOString(),
  };
}

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-'));
  opened = await openRegistrationStore({ kind: 'sqlite', directory, synchronous: 'NORMAL' }, 'pages');
  registrations = Array.from({ length: ROWS }, (_, at) => generated(at + 1));
  await opened.store.write(async (writer) => {
    for (const destination of ['EU', 'NO']) {
      for (let at = 0; at < 7; at += 1) {
        await writer.insertVendor({
          id: `v${destination}${at}`,
          destination,
          legalName: `Vendor ${at}`,
          establishedIn: 'CN',
          tin: `CN440000000${at}`,
          stakeholder: 'E_VENDOR',
          contactEmail: 'a@b.example',
          address: null,
          account: null,
        });
      }
    }
    for (const one of registrations) {
      await writer.insertRegistration(one, { idempotencyKey: one.id, hash: '' });
    }
  });
});
afterAll(() => opened.database.close());

async function readAll(change: Partial<RegistrationPageQuery>): Promise<readonly string[]> {
  const seen: string[] = [];
  let after: RegistrationPageQuery['after'] = null;
  for (;;) {
    const page: readonly Registration[] = await opened.store.read.registrationPage({ ...EVERYTHING, ...change, after });
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (last === undefined) return seen;
    after = last;
  }
}

const COMPARE = {
  NEWEST: (a: Registration, b: Registration) => b.position - a.position,
  OLDEST: (a: Registration, b: Registration) => a.position - b.position,
  RECENTLY_CHANGED: (a: Registration, b: Registration) =>
    a.changedAt === b.changedAt ? b.position - a.position : a.changedAt < b.changedAt ? 1 : -1,
} as const;

describe('ten thousand registrations', () => {
  it.each(REGISTRATION_ORDERS)('are paged by %s, each once, in a total order', async (order) => {
    const expected = registrations.filter(({ destination }) => destination === 'EU').sort(COMPARE[order]);
    expect(await readAll({ order })).toEqual(expected.map(({ id }) => id));
  });

  it.each([
    [{ status: 'ACTIVE' }],
    [{ businessModel: 'PLATFORM' }],
    [{ capacity: 'INTERMEDIARY' }],
    [{ representative: 'DE7' }],
    [{ status: 'SUSPENDED', capacity: 'VENDOR', order: 'RECENTLY_CHANGED' }],
  ] as const)('are filtered by %j', async (change) => {
    const { order = 'NEWEST', ...filter }: Partial<RegistrationPageQuery> = change;
    const expected = registrations
      .filter((one) => one.destination === 'EU')
      .filter((one) => Object.entries(filter).every(([column, value]) => one[column as keyof Registration] === value))
      .sort(COMPARE[order]);
    expect(expected.length).toBeGreaterThan(0);
    expect(await readAll(change)).toEqual(expected.map(({ id }) => id));
  });

  it('are those of one that acts for itself, where it does', async () => {
    const own = registrations
      .filter(({ destination, vendorId }) => destination === 'EU' && vendorId === 'vEU3')
      .sort(COMPARE.NEWEST);
    expect(await readAll({ actor: 'CN4400000003' })).toEqual(own.map(({ id }) => id));
    expect(await readAll({ actor: 'DE7' })).toEqual(await readAll({ representative: 'DE7' }));
    expect(await readAll({ actor: 'nobody' })).toEqual([]);
  });

  it.each([
    ['registration_page', {}],
    ['registration_page', { order: 'OLDEST' }],
    ['registration_page_by_status', { status: 'ACTIVE' }],
    ['registration_page_by_model', { businessModel: 'PLATFORM' }],
    ['registration_page_by_capacity', { capacity: 'INTERMEDIARY' }],
    ['registration_page_by_representative', { representative: 'DE7' }],
    ['registration_page_by_change', { order: 'RECENTLY_CHANGED' }],
  ] as const)('are read along %s with %j, and never sorted', async (index, change) => {
    for (const after of [null, { position: 5_000, changedAt: '2026-06-01T00:00:00.000Z' }]) {
      const statement = registrationPageStatement(opened.database.read, { ...EVERYTHING, ...change, after });
      const [sql, parameters] = statement.getQueryAndParameters();
      const plan: { detail: string }[] = await opened.database.read.query(`EXPLAIN QUERY PLAN ${sql}`, parameters);
      const details = plan.map(({ detail }) => detail).join('; ');
      expect(details).toMatch(new RegExp(`USING INDEX ${index} \\(`));
      expect(details).not.toContain('TEMP B-TREE');
      if (process.env['SHOW_PLANS'] !== undefined) process.stdout.write(`${JSON.stringify(change)} ${details}\n`);
    }
  });
});
