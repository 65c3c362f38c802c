import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../../schema/contract/feed-event.ts';
import {
  HUB_AUDIENCE,
  REGISTRY_EVENT_TYPE,
  supplyChainPartnerStatedSchema,
} from '../../../schema/contract/registry-event.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../../schema/trust/caller-assertion.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { callerOf } from '../../support/parties.ts';
import { type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleOperator } from './support/sample-operators.ts';

const [CENTRE, EXPORTER] = [krTin(1), krTin(2)];
const TOYS = { name: 'Ningbo Toys', establishedIn: 'CN', tin: 'CN3302158052', from: '2026-01-01' };
const PERSON = { name: 'Li Wei', establishedIn: 'CN', from: '2026-02-01', until: '2026-12-31' };
const REGISTER = `mutation ($tin: TIN!, $vendors: [RepresentedVendorInput!]!) {
  registerRepresentedVendors(tin: $tin, vendors: $vendors) { written unchanged refused problems { field rule } } }`;

describe('what a registry tells the hub', () => {
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
    const centre = sampleOperator(CENTRE, [], { roles: ['FULFILMENT_CENTRE'] });
    await korea.registry.importOperators([centre, sampleOperator(EXPORTER, [])], 'test');
  });
  afterEach(() => korea.stop());

  const register = (vendors: readonly object[], tin = CENTRE) => korea.officer(REGISTER, { tin, vendors });

  /** The page that a party is given; undefined: it is not believed. */
  async function page(party: string, after: string | null = null, administration = 'KR') {
    const signer = korea.parties.signer(party);
    const assertion = await signCallerAssertion(
      signer,
      callerOf(administration),
      { subgraph: 'registry-kr', body: after ?? '' },
      korea.clock(),
    );
    return korea.registry.feed?.read(assertion, after);
  }

  async function told(after: string | null = null) {
    const events = (await page(VENDOR_REGISTRATION_SUBGRAPH, after)) ?? [];
    return Promise.all(
      events.map(async ({ event }) => {
        const verdict = await verifyStatement(event, korea.parties.trust, {
          ...{ type: REGISTRY_EVENT_TYPE, roles: ['REGISTRY'], audience: HUB_AUDIENCE, now: korea.clock() },
        });
        if (!verdict.ok) throw new TypeError(verdict.why);
        return supplyChainPartnerStatedSchema.parse(verdict.claims);
      }),
    );
  }

  it('is each vendor that a centre is stated to represent, signed for the hub, in the order of statement', async () => {
    await register([TOYS, { ...PERSON, name: ' Li Wei ' }, { ...TOYS, tin: 'CN1' }]);
    const events = await told();
    expect(events).toMatchObject([
      {
        ...{ iss: 'urn:aeo:registry:KR', aud: 'urn:aeo:hub', sub: CENTRE, kind: 'SUPPLY_CHAIN_PARTNER_STATED' },
        vendor: { ...TOYS, until: null },
      },
      { sub: CENTRE, vendor: { ...PERSON, tin: null } },
    ]);
    expect(new Set(events.map(({ jti }) => jti)).size).toBe(2);
  });

  it('is a change under the same identifier, and nothing where nothing has changed', async () => {
    await register([TOYS]);
    expect((await register([TOYS])).data).toMatchObject({ registerRepresentedVendors: { written: 0, unchanged: 1 } });
    await register([
      { ...TOYS, until: '2027-06-30' },
      { ...TOYS, until: '2027-05-31' },
    ]);
    const events = await told();
    expect(events.map(({ vendor }) => vendor.until)).toEqual([null, '2027-06-30', '2027-05-31']);
    expect(new Set(events.map(({ vendor }) => vendor.id)).size).toBe(1);
  });

  it('is nothing of a call that is refused, nor of a change that is not written', async () => {
    await register([TOYS], EXPORTER);
    const database = new Sqlite(korea.databaseFile);
    database.exec("CREATE TRIGGER fall BEFORE INSERT ON outgoing_event BEGIN SELECT RAISE(ABORT, 'fallen'); END");
    expect((await register([TOYS])).errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    database.exec('DROP TRIGGER fall');
    database.close();
    expect(await told()).toEqual([]);
    expect((await register([TOYS])).data).toMatchObject({ registerRepresentedVendors: { written: 1 } });
    expect(await told()).toHaveLength(1);
  });

  it('is read behind a cursor, and again where the reader has lost it', async () => {
    await register([TOYS, PERSON]);
    const all = await page(VENDOR_REGISTRATION_SUBGRAPH);
    expect(all?.map(({ cursor }) => cursor)).toEqual(['1', '2']);
    expect(await page(VENDOR_REGISTRATION_SUBGRAPH, '1')).toEqual(all?.slice(1));
    expect(await page(VENDOR_REGISTRATION_SUBGRAPH, '2')).toEqual([]);
    expect(await page(VENDOR_REGISTRATION_SUBGRAPH, 'nonsense')).toEqual([]);
    expect(await page(VENDOR_REGISTRATION_SUBGRAPH)).toEqual(all);
  });

  it('is in pages, a thousand vendors after another', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({ ...PERSON, name: `Vendor ${at}` }));
    expect((await register(many)).data).toMatchObject({ registerRepresentedVendors: { written: 1_000 } });
    let after: string | null = null;
    let count = 0;
    for (;;) {
      const events: readonly FeedEvent[] = (await page(VENDOR_REGISTRATION_SUBGRAPH, after)) ?? [];
      if (events.length === 0) break;
      count += events.length;
      after = events.at(-1)?.cursor ?? null;
    }
    expect(count).toBe(1_000);
  });

  it('is told to the services of the hub, each what it has use for, and to nobody else', async () => {
    await register([TOYS]);
    expect(await page(RECOGNITION_SUBGRAPH)).toEqual([]);
    for (const party of [MUTUAL_ASSISTANCE_SUBGRAPH, 'gateway', 'registry-kr', 'registry-jp']) {
      expect(await page(party)).toBeUndefined();
    }
    expect(await korea.registry.feed?.read('nonsense', null)).toBeUndefined();
  });

  it('has no vendor whose name another could not keep', async () => {
    const { data } = await register([
      { ...PERSON, name: 'two\nlines' },
      { ...PERSON, establishedIn: 'cn' },
    ]);
    expect(data).toMatchObject({
      registerRepresentedVendors: { written: 1, problems: [{ field: 'name', rule: 'NO_CONTROL_CHARACTERS' }] },
    });
    expect(await told()).toMatchObject([{ vendor: { establishedIn: 'CN' } }]);
  });
});
