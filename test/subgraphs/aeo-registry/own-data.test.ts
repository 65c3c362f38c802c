import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../../support/parties.ts';
import { bringTo, input, SUBMIT, validation } from './support/procedure-steps.ts';
import { type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from './support/sample-operators.ts';

const [OWN, OTHER, APPLICANT] = [krTin(1), krTin(2), krTin(3)];
const OWN_DATA = 'query ($tin: TIN!) { ownData(tin: $tin) }';

interface OwnData {
  readonly operator: Readonly<Record<string, unknown>> & { readonly consents: readonly string[] };
  readonly applications: readonly { readonly tin: string }[];
  readonly disclosures: readonly { readonly tin: string; readonly sequence: number }[];
  readonly moreDisclosures: string | null;
}

/** Tables with a TIN of whose rows an operator is not given everything, or whose words stand in the document in another form. */
const LEFT_OUT: Readonly<Record<string, readonly string[] | 'all'>> = {
  operator: ['search_text'],
  application: ['position', 'key_of', 'idempotency_key', 'decide_by'],
  operator_issue: ['key_of', 'idempotency_key'],
  represented_vendor: ['recorded_at', 'recorded_by'],
  // It may know which administration asked, not which person there.
  ledger: ['subject'],
  // What partners told the administration is theirs, and for its officers.
  partner_signal: 'all',
};

/** Two operators of one validator, the one the successor of the other, both representing vendors; every word names whose it is. */
async function fill(korea: RegistryHarness, tin: string, who: string): Promise<void> {
  const must = async (query: string, variables: object) => {
    const { errors } = await korea.officer(query, { tin, ...variables });
    if (errors !== undefined) throw new TypeError(JSON.stringify(errors));
  };
  const [assessed] = sampleAuthorization('').validations;
  if (assessed === undefined) throw new TypeError('no validation');
  const criteria = assessed.criteria.map((one) => ({ ...one, remark: `remark on ${who}` }));
  const validations = [{ ...assessed, method: 'THIRD_PARTY', validatedBy: 'Shared Assurance', criteria } as const];
  await korea.registry.importOperators(
    [
      sampleOperator(tin, ['JP', 'US'], {
        ...{ legalName: `name of ${who}`, tradingNames: [`trade of ${who}`] },
        roles: ['EXPORTER', 'MANUFACTURER', 'FULFILMENT_CENTRE'],
        authorizations: [sampleAuthorization(`number of ${who}`, { validations })],
      }),
    ],
    'test',
  );
  await must(
    'mutation ($tin: TIN!, $e: String!) { setConsent(tin: $tin, destination: "US", given: false, evidence: $e) { tin } }',
    { e: `evidence of ${who}` },
  );
  await must(
    `mutation ($tin: TIN!, $v: [RepresentedVendorInput!]!) { registerRepresentedVendors(tin: $tin, vendors: $v) { written } }`,
    {
      v: [
        { name: 'Vendor of both', establishedIn: 'CN', tin: 'CN3302158052', from: '2026-01-01' },
        { name: `vendor of ${who}`, establishedIn: 'CN', from: '2026-01-01' },
      ],
    },
  );
  await must(
    'mutation ($tin: TIN!, $t: String!, $k: ID!) { raiseIssue(tin: $tin, subject: $t, text: $t, idempotencyKey: $k) { id } }',
    { t: `issue of ${who}`, k: who },
  );
  await must(
    `mutation ($tin: TIN!, $c: String!) { recordDataExchangeAgreement(tin: $tin, agreement: {
      data: [{ kind: $c, heldBy: $c }], channel: $c, from: "2026-01-01", availableForInspection: [$c] }) { tin } }`,
    { c: `channel of ${who}` },
  );
  await must(
    `mutation ($tin: TIN!, $d: String!) { recordFinding(tin: $tin, source: SPOT_CHECK, description: $d,
      correctiveAction: $d, dueOn: "2026-12-31") { id } }`,
    { d: `finding on ${who}` },
  );
  const answered = { answers: [{ question: 'A1', answer: `answer of ${who}` }] };
  await bringTo(korea, 'VALIDATED', input(tin, { legalName: `name of ${who}`, idempotencyKey: who }), {
    recordSelfAssessment: answered,
    recordValidation: {
      input: validation({
        criteria: criteria.map(({ criterion }) => ({ criterion, result: 'NOT_MET', remark: `note on ${who}` })),
      }),
    },
  });
  await korea.entities([tin], 'attestation', callerOf('JP', { subject: `asker about ${who}` }));
}

describe('the data of one operator for itself', () => {
  let korea: RegistryHarness;
  let own: OwnData;

  beforeAll(async () => {
    korea = await startKorea();
    await fill(korea, OWN, 'the own');
    await fill(korea, OTHER, 'the other');
    const succeed =
      'mutation ($a: TIN!, $b: TIN!) { succeedOperator(tin: $a, by: $b, on: "2026-11-01", reason: "Merger") { tin } }';
    expect((await korea.officer(succeed, { a: OTHER, b: OWN })).errors).toBeUndefined();
    own = await dataOf(OWN);
  });
  afterAll(() => korea.stop());

  async function dataOf(tin: string, asking = tin): Promise<OwnData> {
    const { data, errors } = await korea.self<{ ownData: OwnData | null }>(asking, OWN_DATA, { tin });
    if (data?.ownData == null) throw new TypeError(JSON.stringify(errors ?? 'null'));
    return data.ownData;
  }

  it('has everything that any table holds about it', () => {
    const text = JSON.stringify(own);
    for (const word of ['answer of', 'note on', 'remark on']) expect(text).toContain(`${word} the own`);
    const database = new Sqlite(korea.databaseFile, { readonly: true });
    const missing = tablesOf(database).flatMap((table) => {
      const leftOut = LEFT_OUT[table] ?? [];
      if (leftOut === 'all') return [];
      const rows = database.prepare(`SELECT * FROM "${table}" WHERE tin = ?`).all(OWN) as Record<string, unknown>[];
      return rows.flatMap((row) =>
        Object.entries(row)
          .filter(([column]) => !leftOut.includes(column))
          .filter(([, value]) => !wordsOf(value).every((word) => text.includes(JSON.stringify(word))))
          .map(([column, value]) => `${table}.${column}: ${String(value)}`),
      );
    });
    database.close();
    expect(missing).toEqual([]);
  });

  it('is about every kind of thing that a registry holds', () => {
    const database = new Sqlite(korea.databaseFile, { readonly: true });
    const empty = tablesOf(database).filter(
      (table) => database.prepare(`SELECT 1 FROM "${table}" WHERE tin = ? LIMIT 1`).get(OWN) === undefined,
    );
    database.close();
    // Their rows come by other ways; each is read with the rest.
    expect(empty.toSorted()).toEqual(['alias', 'partner_signal', 'self_assessment']);
  });

  it('has nothing of anybody else, not even of one that shares its validator, is succeeded by it or represents the same vendor', async () => {
    const text = JSON.stringify(own);
    expect(text).toContain('of the own');
    expect(text).not.toMatch(/(of|on|about) the other/);
    expect(text).not.toContain(OTHER);
    const other = JSON.stringify(await dataOf(OTHER));
    expect(other).not.toMatch(/(of|on|about) the own/);
    // That it was succeeded, and by whom, is written on its own page.
    expect(other.replaceAll(`"by":"${OWN}"`, '')).not.toContain(OWN);
  });

  it('imported again changes nothing', async () => {
    const { national, ...operator } = own.operator;
    expect(operator.consents).toEqual(['JP']);
    const values = Object.entries(national as Record<string, string>).map(([name, value]) => ({ name, value }));
    const { data, errors } = await korea.officer(
      'mutation ($o: [OperatorImport!]!) { importOperators(operators: $o) { written unchanged refused } }',
      { o: [{ ...operator, national: values }] },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ importOperators: { written: 0, unchanged: 1, refused: 0 } });
  });

  it('is there for the operator and for officers, and of anybody else as if it did not exist', async () => {
    const officers = (await korea.officer<{ ownData: OwnData }>(OWN_DATA, { tin: OWN })).data?.ownData;
    // Which administration asked, not which person there.
    expect(officers?.disclosures).toMatchObject([{ by: 'JP', subject: 'asker about the own' }]);
    const disclosures = officers?.disclosures.map((entry) => ({ ...entry, subject: null }));
    expect({ ...officers, disclosures }).toEqual(own);
    expect(await korea.self(OWN, OWN_DATA, { tin: OTHER })).toEqual(
      await korea.self(OWN, OWN_DATA, { tin: krTin(99) }),
    );
    expect((await korea.self(OWN, OWN_DATA, { tin: OTHER })).data).toEqual({ ownData: null });
    expect((await korea.officer(OWN_DATA, { tin: krTin(99) })).data).toEqual({ ownData: null });
    const without = await korea.token({ scope: 'registry:write' });
    expect((await korea.officer(OWN_DATA, { tin: OWN }, without)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await korea.officer(OWN_DATA, { tin: 'KR1' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', field: 'tin' } },
    ]);
  });

  it('is there for one that has only applied', async () => {
    await korea.self(APPLICANT, SUBMIT, { input: input(APPLICANT) });
    expect(await dataOf(APPLICANT)).toMatchObject({
      ...{ version: '1.0', administration: 'KR', operator: null, register: null },
      applications: [{ tin: APPLICANT, events: [{ action: 'submit' }] }],
    });
  });

  it('says where the disclosures go on after 200', async () => {
    for (let asked = 0; asked < 210; asked += 1) await korea.entities([OWN], 'attestation');
    const { disclosures, moreDisclosures } = await dataOf(OWN);
    expect(disclosures).toHaveLength(200);
    const { data } = await korea.self<{ disclosures: { edges: { node: { sequence: number } }[] } }>(
      OWN,
      'query ($after: Cursor) { disclosures(oldestFirst: true, after: $after) { edges { node { sequence } } } }',
      { after: moreDisclosures },
    );
    expect(data?.disclosures.edges).toHaveLength(11);
    expect(data?.disclosures.edges[0]?.node.sequence).toBeGreaterThan(disclosures.at(-1)?.sequence ?? 0);
  });
});

/** Every table that has a column for the TIN of an operator. */
function tablesOf(database: Sqlite.Database): readonly string[] {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
  return tables
    .map(({ name }) => name)
    .filter((table) => {
      const columns = database.prepare(`PRAGMA table_info("${table}")`).all() as { name: string }[];
      return columns.some(({ name }) => name === 'tin');
    });
}

/** The texts in a cell, those within JSON too. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  if (!/^[[{]/.test(value)) return [value];
  const words: string[] = [];
  JSON.parse(value, (_key, inner: unknown) => {
    if (typeof inner === 'string') words.push(inner);
    return inner;
  });
  return words;
}
