import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECOGNITION_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH } from '../../../schema/contract/subgraph-names.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';

const CENTRE = 'NL812345670';
const VENDOR = 'CN3302158052';

const REGISTER = `mutation ($tin: TIN!, $vendors: [RepresentedVendorInput!]!) {
  registerRepresentedVendors(tin: $tin, vendors: $vendors) { written refused } }`;
const THROUGH_WHOM = `query ($tin: String!) {
  recognitions(questions: [{ tin: $tin, role: E_VENDOR }]) {
    decision { outcome }
    operator { representedThrough {
      representative { tin record { legalName authorizations { status } } } from until source } } } }`;
const REPRESENTED = `query ($tin: TIN!) { operator(tin: $tin) { representedVendors {
  id legalName tin stakeholder registrations { id } representedThrough { representative { tin } } operator { tin } } } }`;

/** Model 4-2: one vendor with a TIN, and two persons who have none. */
const VENDORS = [
  { name: 'Ningbo Toys', establishedIn: 'CN', tin: VENDOR, from: '2026-01-01' },
  { name: 'Li Wei', establishedIn: 'CN', from: '2026-01-01' },
  { name: 'Chen Jing', establishedIn: 'CN', from: '2026-01-01', until: '2026-12-31' },
];

interface Recognitions {
  readonly recognitions: readonly {
    readonly decision: { readonly outcome: string };
    readonly operator: { readonly representedThrough: readonly object[] };
  }[];
}
interface Represented {
  readonly operator: { readonly representedVendors: readonly { readonly id: string; readonly legalName: string }[] };
}

describe('a fulfilment centre in the EU that represents three foreign vendors', () => {
  let federation: TestFederation;
  const clock = createTestClock();

  beforeAll(async () => {
    federation = await startFederation({ clock });
    await importCentre();
    await register(VENDORS);
  });
  afterAll(() => federation.stop());

  /** Writes an authorised fulfilment centre into the registry of the EU. */
  async function importCentre() {
    const [authorised] = demonstrationOperators('EU').filter(
      ({ authorizations }) => authorizations.length === 1 && authorizations[0]?.history.length === 1,
    );
    if (authorised === undefined) throw new TypeError('no operator to go by');
    const centre = {
      ...authorised,
      ...{ tin: CENTRE, legalName: 'Fulfilment Venlo B.V.', tradingNames: [], national: {} },
      roles: [...authorised.roles, 'FULFILMENT_CENTRE' as const],
      authorizations: authorised.authorizations.map((one) => ({ ...one, number: 'NLAEOF0812345670' })),
    };
    expect(await federation.embedded.registries.get('EU')?.importOperators([centre], 'test')).toMatchObject({
      ...{ written: 1, problems: [] },
    });
  }

  async function register(vendors: readonly object[]) {
    const { data, errors } = await federation.askOfficer('EU', REGISTER, { tin: CENTRE, vendors });
    expect(errors).toEqual([]);
    expect(data).toEqual({ registerRepresentedVendors: { written: vendors.length, refused: 0 } });
  }

  async function throughWhom(asking: string) {
    const { data, errors } = await federation.ask<Recognitions>(asking, THROUGH_WHOM, { tin: VENDOR });
    expect(errors).toEqual([]);
    return data.recognitions[0]?.operator.representedThrough;
  }

  async function represented(asking: string) {
    const { data, errors } = await federation.ask<Represented>(asking, REPRESENTED, { tin: CENTRE });
    expect(errors).toEqual([]);
    return data.operator.representedVendors;
  }

  it('lets the EU learn in one question through whom a vendor shares in benefits', async () => {
    await expect
      .poll(() => throughWhom('EU'), { timeout: 10_000 })
      .toEqual([
        {
          representative: {
            tin: CENTRE,
            record: { legalName: 'Fulfilment Venlo B.V.', authorizations: [{ status: 'AUTHORISED' }] },
          },
          ...{ from: '2026-01-01', until: null, source: 'REGISTRY' },
        },
      ]);
  });

  it('has all three among its vendors, persons without a TIN too, before any of them has registered', async () => {
    const vendors = await represented('EU');
    expect(vendors.toSorted((one, other) => one.legalName.localeCompare(other.legalName))).toMatchObject([
      { legalName: 'Chen Jing', tin: null, operator: null, representedThrough: [{ representative: { tin: CENTRE } }] },
      { legalName: 'Li Wei', tin: null, stakeholder: 'E_VENDOR', registrations: [] },
      { legalName: 'Ningbo Toys', tin: VENDOR, operator: { tin: VENDOR }, registrations: [] },
    ]);
  });

  it('is known to nobody else: not to the vendors’ own administration, nor to a partner', async () => {
    for (const asking of ['CN', 'KR', 'JP']) {
      expect(await throughWhom(asking)).toEqual([]);
      expect(await represented(asking)).toEqual([]);
    }
  });

  it('costs one call to the service however many vendors are asked about', async () => {
    const questions = demonstrationOperators('CN').map(({ tin }) => ({ tin, role: 'E_VENDOR' }));
    expect(questions.length).toBeGreaterThan(30);
    const query = `query ($questions: [RecognitionQuestion!]!) { recognitions(questions: $questions) {
      operator { representedThrough { from } } } }`;
    federation.calls.length = 0;
    await federation.ask('EU', query, { questions });
    const called = federation.calls.map(({ subgraph }) => subgraph);
    expect(called.filter((subgraph) => subgraph === VENDOR_REGISTRATION_SUBGRAPH)).toHaveLength(1);
    expect(called).toContain(RECOGNITION_SUBGRAPH);
  });

  it('represents a vendor no longer once the end that its registry states has passed', async () => {
    await register([{ ...VENDORS[0], until: '2026-11-30' }]);
    await expect.poll(() => throughWhom('EU'), { timeout: 10_000 }).toMatchObject([{ until: '2026-11-30' }]);
    clock.set('2026-12-01T12:00:00.000Z');
    expect(await throughWhom('EU')).toEqual([]);
    expect((await represented('EU')).map(({ legalName }) => legalName).toSorted()).toEqual(['Chen Jing', 'Li Wei']);
  });
});
