import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../../schema/contract/caller.ts';
import { callerOf, createParties, type Parties } from '../../../support/parties.ts';
import { createRegistryFeed, type RegistryFeed } from '../support/registry-feed.ts';
import {
  applicationInput,
  apply,
  EU,
  NORWAY,
  startVendorRegistration,
  take,
  type VendorRegistrationHarness,
} from '../support/vendor-registration-harness.ts';

const [CENTRE, OTHER_CENTRE, VENDOR] = ['NL812345670', 'DE1234567', 'CN3302158052'];

const SHOWN = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on EuOperator { representedVendors { id legalName tin establishedIn stakeholder registrations { id } } }
  ... on CnOperator { representedThrough { representative { tin } from until source } } } }`;
const PARTNER = `query ($id: ID!) { foreignVendor(id: $id) {
  legalName representedThrough { representative { tin } from until source } } }`;

interface Represented {
  readonly id: string;
  readonly legalName: string;
  readonly tin: string | null;
}
interface Shown {
  readonly _entities: readonly [
    { readonly representedVendors: readonly Represented[] },
    { readonly representedThrough: readonly object[] },
  ];
}

describe('a supply-chain partner on file at a registry', () => {
  let parties: Parties;
  let union: RegistryFeed;
  let norway: RegistryFeed;
  let harness: VendorRegistrationHarness;
  const clock = () => harness.clock();

  const start = () =>
    startVendorRegistration(undefined, {
      ...{ parties, pullIntervalMs: 60_000 },
      registries: new Map([
        ['EU', union.link],
        ['NO', norway.link],
      ]),
    });

  beforeEach(async () => {
    parties = await createParties();
    union = createRegistryFeed(parties, clock, 'EU', CENTRE);
    norway = createRegistryFeed(parties, clock, 'NO', 'NO974760673');
    harness = await start();
  });
  afterEach(() => harness.stop());

  /** Whom the centre represents, and through whom the Chinese vendor shares in benefits. */
  async function shown(caller: Caller = EU, centre = CENTRE) {
    await harness.pull();
    const { _entities } = await harness.data<Shown>(caller, SHOWN, {
      r: [
        { __typename: 'EuOperator', tin: centre },
        { __typename: 'CnOperator', tin: VENDOR },
      ],
    });
    return { vendors: _entities[0].representedVendors, through: _entities[1].representedThrough };
  }

  function keptAside(): readonly string[] {
    const database = new Sqlite(harness.databaseFile, { readonly: true });
    const rows = database.prepare('SELECT why FROM unbelieved_event ORDER BY source, cursor').all();
    database.close();
    return (rows as { why: string }[]).map(({ why }) => why);
  }

  function ofItself(actor: string): Caller {
    return callerOf('EU', { actor, scopes: ['vendor:self'] });
  }

  it('is a foreign vendor without registrations, and shares in benefits through its representative', async () => {
    await union.tell({ tin: VENDOR, name: 'Ningbo Toys', until: '2026-12-31' });
    await union.tell({ name: 'Li Wei' });
    await union.tell({ name: 'Li Wei', from: '2026-02-01' });
    const { vendors, through } = await shown();
    const person = { legalName: 'Li Wei', tin: null, establishedIn: 'CN', stakeholder: 'E_VENDOR', registrations: [] };
    expect(vendors).toMatchObject([person, person, { ...person, legalName: 'Ningbo Toys', tin: VENDOR }]);
    expect(new Set(vendors.map(({ id }) => id)).size).toBe(3);
    expect(through).toEqual([
      { representative: { tin: CENTRE }, from: '2026-01-01', until: '2026-12-31', source: 'REGISTRY' },
    ]);
    expect(await harness.data(EU, PARTNER, { id: vendors[0]?.id ?? '' })).toEqual({
      foreignVendor: {
        legalName: 'Li Wei',
        representedThrough: [{ representative: { tin: CENTRE }, from: '2026-02-01', until: null, source: 'REGISTRY' }],
      },
    });
  });

  it('shares from its first day to its last, at the administration', async () => {
    const id = 'partner-1';
    await union.tell({ id, tin: VENDOR, from: '2026-12-01' });
    expect(await shown()).toEqual({ vendors: [], through: [] });
    // Midnight in Brussels is an hour before midnight in UTC.
    harness.clock.set('2026-11-30T22:59:59Z');
    expect((await shown()).through).toEqual([]);
    harness.clock.set('2026-11-30T23:00:00Z');
    expect((await shown()).through).toHaveLength(1);
    await union.tell({ id, tin: VENDOR, from: '2026-12-01', until: '2026-12-05' });
    expect((await shown()).through).toMatchObject([{ until: '2026-12-05' }]);
    harness.clock.set('2026-12-05T22:59:59Z');
    expect((await shown()).vendors).toHaveLength(1);
    harness.clock.set('2026-12-05T23:00:00Z');
    expect(await shown()).toEqual({ vendors: [], through: [] });
  });

  it('is known to the administration that has it on file, and to nobody else by any way', async () => {
    await union.tell({ tin: VENDOR });
    await union.tell({});
    const ids = (await shown()).vendors.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    for (const stranger of [NORWAY, callerOf('CN'), callerOf('DE')]) {
      expect(await shown(stranger)).toEqual({ vendors: [], through: [] });
      for (const id of ids) expect(await harness.data(stranger, PARTNER, { id })).toEqual({ foreignVendor: null });
    }
    const other = await apply(harness, NORWAY, applicationInput({ tin: VENDOR, representative: null }));
    expect(ids).not.toContain(other.vendor.id);
    expect((await shown(NORWAY)).through).toEqual([]);
  });

  it('is known of those who act for themselves to its representative and to itself', async () => {
    await union.tell({ tin: VENDOR });
    await union.tell({ id: 'person' });
    expect((await shown(ofItself(CENTRE))).vendors).toHaveLength(2);
    expect((await shown(ofItself(CENTRE))).through).toHaveLength(1);
    expect(await shown(ofItself(VENDOR))).toMatchObject({ vendors: [{ tin: VENDOR }], through: [{}] });
    for (const stranger of [OTHER_CENTRE, 'CN4403960001', 'account-7']) {
      expect(await shown(ofItself(stranger))).toEqual({ vendors: [], through: [] });
    }
    await union.tell({ id: 'person', until: '2026-11-23' });
    expect((await shown(ofItself(CENTRE))).vendors).toHaveLength(1);
  });

  it('is not known to an account that has applied with its TIN and proven nothing', async () => {
    const input = applicationInput({ tin: VENDOR, representative: OTHER_CENTRE });
    const applied = await apply(harness, ofItself('account-7'), input);
    await union.tell({ tin: VENDOR });
    expect((await shown()).vendors).toMatchObject([{ id: applied.vendor.id }]);
    expect(await shown(ofItself('account-7'))).toEqual({ vendors: [], through: [] });
    const own = await harness.data(ofItself('account-7'), PARTNER, { id: applied.vendor.id });
    expect(own).toMatchObject({ foreignVendor: { representedThrough: [] } });
  });

  it('is the registered vendor of its TIN, and no other by its name', async () => {
    const [registered, named] = [
      await apply(harness, EU, applicationInput({ tin: VENDOR, representative: OTHER_CENTRE })),
      await apply(harness, EU, applicationInput({ legalName: 'Li Wei', tin: null })),
    ];
    await union.tell({ tin: VENDOR, name: 'Ningbo Toys' });
    await union.tell({ name: 'Li Wei' });
    const before = await shown();
    expect(before.vendors.find(({ id }) => id === registered.vendor.id)?.legalName).toMatch(/^Vendor/);
    expect(before.vendors.map(({ id }) => id)).not.toContain(named.vendor.id);
    expect(before.through).toHaveLength(1);
    await take(harness, EU, 'approveVendorRegistration', registered);
    expect((await shown()).through).toEqual([
      { representative: { tin: CENTRE }, from: '2026-01-01', until: null, source: 'REGISTRY' },
      { representative: { tin: OTHER_CENTRE }, from: '2026-11-24', until: null, source: 'REGISTRATION' },
    ]);
  });

  it('stays the same vendor when it applies by its TIN, itself or through its representative, and not by its name', async () => {
    const second = 'CN4403960001';
    await union.tell({ tin: VENDOR });
    await union.tell({ tin: second });
    await union.tell({ name: 'Li Wei' });
    const partners = new Map((await shown()).vendors.map(({ tin, id }) => [tin, id]));
    const itself = await apply(harness, ofItself(VENDOR), applicationInput({ tin: VENDOR, representative: CENTRE }));
    expect(itself.vendor.id).toBe(partners.get(VENDOR));
    const input = applicationInput({ tin: second, representative: CENTRE });
    expect((await apply(harness, ofItself(CENTRE), input)).vendor.id).toBe(partners.get(second));
    const named = await apply(harness, EU, applicationInput({ legalName: 'Li Wei', tin: null }));
    expect([...partners.values()]).not.toContain(named.vendor.id);
  });

  it('is kept once, however often and in whatever order pages come, and goes on after a restart where it ended', async () => {
    const id = 'partner-1';
    const first = await union.tell({ id, tin: VENDOR });
    await union.tell({ id, tin: VENDOR, until: '2026-12-31' });
    union.put(first);
    union.put(first);
    expect(await shown()).toMatchObject({ vendors: [{}], through: [{ until: '2026-12-31' }] });
    await harness.stop();
    union.asked.length = 0;
    harness = await start();
    union.put(first);
    await union.tell({ name: 'Li Wei' });
    expect((await shown()).vendors).toHaveLength(2);
    expect((await shown()).through).toMatchObject([{ until: '2026-12-31' }]);
    expect(union.asked[0]).toBe('4');
    expect(keptAside()).toEqual([]);
  });

  it('is neither lost nor doubled where the service falls between taking a page and keeping it', async () => {
    await union.tell({ tin: VENDOR });
    await union.tell({});
    const database = new Sqlite(harness.databaseFile);
    database.exec("CREATE TRIGGER fall BEFORE INSERT ON event_cursor BEGIN SELECT RAISE(ABORT, 'fallen'); END");
    expect((await shown()).vendors).toEqual([]);
    database.exec('DROP TRIGGER fall');
    database.close();
    expect((await shown()).vendors).toHaveLength(2);
    expect((await shown()).vendors).toHaveLength(2);
  });

  it('is what its own registry signed for the hub, of its own operators; the rest still arrives', async () => {
    await union.tell({ name: 'forged by Norway' }, {}, 'registry-no');
    await union.tell({ name: 'forged by the gateway' }, {}, 'gateway');
    await union.tell({ name: 'another kind of statement' }, {}, 'registry-eu', 'aeo-event+jwt');
    await union.tell({ name: 'in the name of Norway' }, { iss: 'urn:aeo:registry:NO' });
    await union.tell({ name: 'for somebody else' }, { aud: 'urn:aeo:administration:EU' });
    await union.tell({ name: 'through an operator of Norway' }, { sub: 'NO974760673' });
    await union.tell({ name: 'established there', establishedIn: 'DE' });
    await union.tell({ name: 'its own TIN', tin: 'DE1234567' });
    await union.tell({ name: 'no TIN', tin: 'CN1' });
    await union.tell({ name: 'ends before it begins', until: '2025-12-31' });
    await union.tell({ name: 'two\nlines' });
    await union.tell({ name: 'unheard of' }, { kind: 'UNHEARD_OF' as never });
    union.put('nonsense\u0000');
    await union.tell({ name: 'true' });
    await norway.tell({ id: 'n', name: 'Norway’s own' });
    expect((await shown()).vendors.map(({ legalName }) => legalName)).toEqual(['true']);
    expect(keptAside()).toHaveLength(13);
    expect((await shown()).vendors).toHaveLength(1);
    expect(keptAside()).toHaveLength(13);
  });

  it('cannot be overwritten by another registry that uses its identifier or its event’s', async () => {
    await norway.tell({ id: 'same', name: 'Norway’s own', tin: VENDOR }, { jti: 'same' });
    await harness.pull();
    await union.tell({ id: 'same', tin: VENDOR }, { jti: 'same' });
    expect((await shown()).through).toMatchObject([{ representative: { tin: CENTRE } }]);
    expect((await shown(NORWAY)).through).toMatchObject([{ representative: { tin: 'NO974760673' } }]);
  });

  it('of a silent registry waits, and that of another arrives', async () => {
    union.isSilent = true;
    await union.tell({ tin: VENDOR });
    await norway.tell({ tin: VENDOR });
    expect((await shown()).through).toEqual([]);
    expect((await shown(NORWAY)).through).toHaveLength(1);
    union.isSilent = false;
    expect((await shown()).through).toHaveLength(1);
  });

  it('is pulled by itself', async () => {
    await harness.stop();
    const registries = new Map([['EU', union.link]]);
    harness = await startVendorRegistration(undefined, { parties, registries, pullIntervalMs: 5 });
    await union.tell({ tin: VENDOR });
    const query = `query { _entities(representations: [{ __typename: "CnOperator", tin: "${VENDOR}" }]) {
      ... on CnOperator { representedThrough { from } } } }`;
    await expect
      .poll(() => harness.data(EU, query))
      .toEqual({ _entities: [{ representedThrough: [{ from: '2026-01-01' }] }] });
  });

  it('is for readers of vendors', async () => {
    const caller = callerOf('EU', { scopes: ['assistance:read'] });
    const { errors } = await harness.ask(caller, SHOWN, { r: [{ __typename: 'CnOperator', tin: VENDOR }] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
