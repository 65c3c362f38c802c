import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ISSUE_ACTIONS,
  ISSUE_LIFECYCLE,
  ISSUE_STATES,
} from '../../../../subgraphs/aeo-registry/domain/operator-issue.ts';
import { type RegistryHarness, startKorea } from '../support/registry-harness.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';

const [CENTRE, EXPORTER] = [krTin(1), krTin(2)];
const REGISTER = `mutation ($tin: TIN!, $vendors: [RepresentedVendorInput!]!) {
  registerRepresentedVendors(tin: $tin, vendors: $vendors) { read written unchanged refused problems { index field rule } } }`;
const VENDORS = `{ operator(tin: "${CENTRE}") { representedVendors { name establishedIn tin from until } } }`;
const RAISE = `mutation ($tin: TIN!, $text: String!, $key: ID!) {
  raiseIssue(tin: $tin, subject: "Advance data", text: $text, idempotencyKey: $key) { id state version } }`;
const STEP = (name: string) => `mutation ($id: ID!, $version: Int!) {
  ${name}(id: $id, text: "In short", version: $version) { state version entries { action by } } }`;
const STEPS = { reply: 'replyToIssue', answer: 'answerIssue', resolve: 'resolveIssue' } as const;
const CELLS = ISSUE_STATES.flatMap((state) => ISSUE_ACTIONS.map((action) => [state, action] as const));

describe('the file of an operator', () => {
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
    await korea.registry.importOperators(
      [
        sampleOperator(CENTRE, [], { roles: ['WAREHOUSE_OPERATOR', 'FULFILMENT_CENTRE'] }),
        sampleOperator(EXPORTER, []),
      ],
      'test',
    );
  });
  afterEach(() => korea.stop());

  it('has the foreign vendors that a fulfilment centre represents, registered in bulk, with start and end', async () => {
    const vendors = [
      { name: ' Ningbo Toys ', establishedIn: 'CN', tin: 'CN3302158052', from: '2026-01-01' },
      { name: 'Li Wei', establishedIn: 'CN', from: '2026-02-01', until: '2026-12-31' },
      { name: 'Seoul Shop', establishedIn: 'KR', from: '2026-01-01' },
      { name: '', establishedIn: 'CN', tin: 'CN1', from: '2026-03-01', until: '2026-02-01' },
    ];
    const first = await korea.officer(REGISTER, { tin: CENTRE, vendors });
    expect(first.data).toEqual({
      registerRepresentedVendors: {
        ...{ read: 4, written: 2, unchanged: 0, refused: 2 },
        problems: [
          { index: 2, field: 'establishedIn', rule: 'FOREIGN' },
          { index: 3, field: 'name', rule: 'LENGTH' },
          { index: 3, field: 'tin', rule: 'TIN_MALFORMED' },
          { index: 3, field: 'until', rule: 'NOT_BEFORE_FROM' },
        ],
      },
    });
    const ended = { ...vendors[0], until: '2027-06-30' };
    const again = await korea.officer(REGISTER, { tin: CENTRE, vendors: [vendors[1], ended] });
    expect(again.data).toMatchObject({ registerRepresentedVendors: { written: 1, unchanged: 1, refused: 0 } });
    expect((await korea.officer(VENDORS)).data).toEqual({
      operator: {
        representedVendors: [
          { name: 'Ningbo Toys', establishedIn: 'CN', tin: 'CN3302158052', from: '2026-01-01', until: '2027-06-30' },
          { name: 'Li Wei', establishedIn: 'CN', tin: null, from: '2026-02-01', until: '2026-12-31' },
        ],
      },
    });
  });

  it('has vendors only of those who can represent them', async () => {
    const vendors = [{ name: 'Li Wei', establishedIn: 'CN', from: '2026-02-01' }];
    const exporter = await korea.officer(REGISTER, { tin: EXPORTER, vendors });
    expect(exporter.errors).toMatchObject([{ extensions: { field: 'tin', rule: 'FULFILMENT_CENTRE' } }]);
    const nobody = await korea.officer(REGISTER, { tin: krTin(9), vendors });
    expect(nobody.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const many = Array.from({ length: 1_001 }, () => vendors[0]);
    expect((await korea.officer(REGISTER, { tin: CENTRE, vendors: many })).errors).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED' } },
    ]);
  });

  it('names the account manager, and has the data-exchange agreement with what it earns', async () => {
    const assigned = await korea.officer(
      `mutation { assignAccountManager(tin: "${CENTRE}", name: "Kim Ji-woo", contact: "+82 42 481 7800") { accountManager } }`,
    );
    expect(assigned.data).toEqual({ assignAccountManager: { accountManager: 'Kim Ji-woo' } });
    const nobody = await korea.officer(`mutation { assignAccountManager(tin: "${CENTRE}", contact: "x") { tin } }`);
    expect(nobody.errors).toMatchObject([{ extensions: { field: 'contact', rule: 'OF_SOMEBODY' } }]);
    const next = `mutation { assignAccountManager(tin: "${CENTRE}", name: "Park Min-seo") { version } }`;
    expect((await korea.officer(next)).data).toEqual((await korea.officer(next)).data);
    const seen = `{ operator(tin: "${CENTRE}") { accountManager accountManagers { name contact recordedAt recordedBy } } }`;
    const written = { recordedAt: '2026-11-24T12:00:00.000Z', recordedBy: 'officer@KR' };
    expect((await korea.self(CENTRE, seen)).data).toEqual({
      operator: {
        accountManager: 'Park Min-seo',
        accountManagers: [
          { name: 'Kim Ji-woo', contact: '+82 42 481 7800', ...written },
          { name: 'Park Min-seo', contact: null, ...written },
        ],
      },
    });
    const record = (benefit: string) =>
      korea.officer(`mutation { recordDataExchangeAgreement(tin: "${CENTRE}", agreement: { businessModel: FULFILMENT_DOMESTIC,
        data: [{ kind: "order", heldBy: "platform" }], channel: "AS4", from: "2026-12-01", benefits: ["${benefit}"],
        availableForInspection: ["stock records"] }) { dataExchangeAgreements { sequence channel benefits data { kind heldBy } } } }`);
    expect((await record('ECOMMERCE_Z')).errors).toMatchObject([{ extensions: { rule: 'KNOWN_BENEFIT' } }]);
    expect((await record('ECOMMERCE_D')).data).toEqual({
      recordDataExchangeAgreement: {
        dataExchangeAgreements: [
          { sequence: 1, channel: 'AS4', benefits: ['ECOMMERCE_D'], data: [{ kind: 'order', heldBy: 'platform' }] },
        ],
      },
    });
  });

  it('has the issues that it raised, once a key, received by nobody else', async () => {
    const raise = (text: string) =>
      korea.self<{ raiseIssue: { id: string } }>(CENTRE, RAISE, { tin: CENTRE, text, key: 'k' });
    const [one, two] = [await raise('The channel is down.'), await raise('The channel is down.')];
    expect(one.data?.raiseIssue.id).toBe(two.data?.raiseIssue.id);
    expect((await raise('Another')).errors).toMatchObject([{ extensions: { field: 'idempotencyKey' } }]);
    const foreign = await korea.self(CENTRE, RAISE, { tin: EXPORTER, text: 'x', key: 'l' });
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const reply = { id: one.data?.raiseIssue.id, version: 1 };
    expect((await korea.self(EXPORTER, STEP('replyToIssue'), reply)).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await korea.self(CENTRE, STEP('resolveIssue'), reply)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it.each(CELLS)(
    'has an issue that is %s: %s moves it as the table says, or changes nothing',
    async (state, action) => {
      const raised = await korea.officer<{ raiseIssue: { id: string } }>(RAISE, { tin: CENTRE, text: 't', key: 'k' });
      const id = raised.data?.raiseIssue.id;
      let version = 1;
      if (state !== 'RAISED') {
        await korea.officer(STEP(state === 'ANSWERED' ? 'answerIssue' : 'resolveIssue'), { id, version });
        version = 2;
      }
      const { data, errors } = await korea.officer<Record<string, { state: string }>>(STEP(STEPS[action]), {
        id,
        version,
      });
      const next = ISSUE_LIFECYCLE[state][action];
      if (next === null) expect(errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
      else expect(data?.[STEPS[action]]).toMatchObject({ state: next, version: version + 1 });
      const stale = await korea.officer(STEP('answerIssue'), { id, version: 99 });
      expect(stale.errors).toMatchObject([{ extensions: { code: 'VERSION_CONFLICT' } }]);
    },
  );
});
