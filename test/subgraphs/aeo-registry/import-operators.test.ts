import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperatorImport } from '../../../schema/contract/operator-import.ts';
import type { ImportReport } from '../../../subgraphs/aeo-registry/service/import-operators.ts';
import { type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleAuthorization, sampleOperator } from './support/sample-operators.ts';

const IMPORT = `mutation ($operators: [OperatorImport!]!, $dryRun: Boolean, $allOrNothing: Boolean) {
  importOperators(operators: $operators, dryRun: $dryRun, allOrNothing: $allOrNothing) {
    read written unchanged refused problems { index field rule message } } }`;
const READ = `query ($tin: TIN!) { operator(tin: $tin) { version consents { destination given }
  record { legalName authorizations { number type status validations { performedOn } } } } }`;

const good = sampleOperator(krTin(1), ['JP']);

/** The argument of the mutation that says what the row says. */
function argumentOf(row: OperatorImport): Record<string, unknown> {
  return {
    ...row,
    consents: row.consents.map(({ destination }) => destination),
    national: Object.entries(row.national).map(([name, value]) => ({ name, value })),
  };
}

describe('an import of operators', () => {
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
  });
  afterEach(() => korea.stop());

  async function send(rows: readonly Record<string, unknown>[], options: object = {}) {
    const { data, errors } = await korea.officer<{ importOperators: ImportReport }>(IMPORT, {
      operators: rows,
      ...options,
    });
    return { report: data?.importOperators, errors };
  }

  async function read(tin: string): Promise<unknown> {
    return (await korea.officer<{ operator: unknown }>(READ, { tin })).data?.operator;
  }

  it('writes what is new, leaves what is known, and updates what differs with a new version', async () => {
    expect(await korea.registry.isEmpty()).toBe(true);
    expect((await send([argumentOf(good)])).report).toMatchObject({ read: 1, written: 1, problems: [] });
    expect(await korea.registry.isEmpty()).toBe(false);
    expect((await send([argumentOf(good)])).report).toMatchObject({ read: 1, written: 0, unchanged: 1, problems: [] });
    expect(await read(good.tin)).toMatchObject({ version: 1 });
    const renamed = { ...good, legalName: 'Another name' };
    expect((await send([argumentOf(renamed)])).report).toMatchObject({ written: 1, unchanged: 0 });
    expect(await read(good.tin)).toMatchObject({ version: 2, record: { legalName: 'Another name' } });
  });

  it('only adds to the history', async () => {
    await send([argumentOf(good)]);
    const [authorization] = good.authorizations;
    const suspended = { status: 'SUSPENDED', effectiveFrom: '2026-05-01T00:00:00.000Z', ground: 'g' } as const;
    const withHistory = (...history: readonly object[]) =>
      argumentOf({
        ...good,
        authorizations: [{ ...sampleAuthorization(`AEO-${good.tin}`), history: history as never }],
      });
    const decided = authorization?.history[0] ?? suspended;
    expect((await send([withHistory(decided, suspended)])).report).toMatchObject({ written: 1 });
    expect(await read(good.tin)).toMatchObject({ record: { authorizations: [{ status: 'SUSPENDED' }] } });
    expect((await send([withHistory(decided)])).report).toMatchObject({ unchanged: 1 });
    expect(await read(good.tin)).toMatchObject({ record: { authorizations: [{ status: 'SUSPENDED' }] } });
    const rewritten = { ...suspended, status: 'REVOKED', effectiveFrom: '2026-04-01T00:00:00.000Z' };
    expect((await send([withHistory(decided, rewritten)])).report).toMatchObject({
      refused: 1,
      problems: [{ field: 'authorizations[0].history[1]', rule: 'HISTORY_APPENDED_ONLY' }],
    });
  });

  it('never revives a consent that was withdrawn, and says so, while the rest of the row is taken', async () => {
    await send([argumentOf(good)]);
    await korea.officer(
      `mutation { setConsent(tin: "${good.tin}", destination: "JP", given: false, evidence: "Letter") { tin } }`,
    );
    korea.clock.set('2026-11-25T12:00:00.000Z');
    const renamed = { ...good, legalName: 'Another name' };
    expect((await send([argumentOf(renamed)])).report).toMatchObject({
      written: 1,
      refused: 0,
      problems: [{ index: 0, field: 'consents[0]', rule: 'CONSENT_WITHDRAWN_SINCE' }],
    });
    expect(await korea.registry.importOperators([good], 'test')).toMatchObject({ written: 1 });
    expect(await read(good.tin)).toMatchObject({ consents: [{ destination: 'JP', given: false }] });
  });

  it('keeps what the registry knows beside the row: consents and other authorizations', async () => {
    await send([argumentOf(good)]);
    const other = { ...good, consents: [], authorizations: [sampleAuthorization('AEO-OTHER')] };
    expect((await send([argumentOf(other)])).report).toMatchObject({ written: 1 });
    expect(await read(good.tin)).toMatchObject({
      consents: [{ destination: 'JP', given: true }],
      record: { authorizations: [{ number: `AEO-${good.tin}` }, { number: 'AEO-OTHER' }] },
    });
  });

  it('names index, field and rule of what is bad, and takes the other rows', async () => {
    const { report } = await send([
      argumentOf(good),
      { ...argumentOf(good), tin: 'KR1', legalName: ' ' },
      { ...argumentOf(good), tin: 'JP1180301018771' },
      argumentOf(good),
      argumentOf(sampleOperator(krTin(2), ['KR'], { national: { colour: 'red' }, roles: [] })),
      argumentOf(sampleOperator(krTin(3), [], { authorizations: [sampleAuthorization(`AEO-${good.tin}`)] })),
      argumentOf(
        sampleOperator(krTin(4), [], {
          authorizations: [
            sampleAuthorization('X', { type: 'ZZZ', validFrom: '2030-01-01', validTo: '2029-01-01' }),
            sampleAuthorization('Y', {
              history: [{ status: 'SUSPENDED', effectiveFrom: '2025-01-01T00:00:00.000Z', ground: null }],
            }),
          ],
        }),
      ),
      argumentOf(sampleOperator(krTin(5), [])),
    ]);
    expect(report).toMatchObject({ read: 8, written: 2, unchanged: 0, refused: 6 });
    const problems = report?.problems.map(({ index, field, rule }) => `${index} ${field} ${rule}`);
    expect(problems).toEqual([
      '1 tin TIN_MALFORMED',
      '1 legalName LENGTH',
      '2 tin OWN_TIN',
      '3 tin ONCE_IN_IMPORT',
      `3 authorizations[0].number ONCE_IN_IMPORT`,
      '4 roles LENGTH',
      '4 consents[0].destination PARTNER',
      '4 national.colour KNOWN_FIELD',
      '5 authorizations[0].number ONCE_IN_IMPORT',
      '6 authorizations[0].type KNOWN_TYPE',
      '6 authorizations[0].validTo VALID_FROM_NOT_AFTER_VALID_TO',
      '6 authorizations[1].history[0] STARTS_WITH_AUTHORISED',
    ]);
    const taken = await send([
      argumentOf(sampleOperator(krTin(6), [], { authorizations: [sampleAuthorization(`AEO-${good.tin}`)] })),
    ]);
    expect(taken.report).toMatchObject({ problems: [{ rule: 'HELD_BY_ANOTHER' }] });
  });

  it('checks dates and instants that come from elsewhere than GraphQL', async () => {
    const report = await korea.registry.importOperators(
      [
        sampleOperator(krTin(1), [], {
          authorizations: [
            sampleAuthorization('X', {
              validFrom: '2025-02-30',
              history: [
                { status: 'AUTHORISED', effectiveFrom: '2025-01-01T00:00:00Z', ground: null },
                { status: 'SUSPENDED', effectiveFrom: '2024-01-01T00:00:00+09:00', ground: null },
              ],
            }),
          ],
        }),
      ],
      'test',
    );
    expect(report.problems.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'authorizations[0].validFrom FORMAT',
      'authorizations[0].history[1] IN_ORDER',
    ]);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    expect((await send([argumentOf(good)], { dryRun: true })).report).toMatchObject({ written: 1, refused: 0 });
    expect(await korea.registry.isEmpty()).toBe(true);
  });

  it('writes nothing with allOrNothing where a row is bad', async () => {
    const rows = [argumentOf(good), { ...argumentOf(good), tin: 'KR1' }];
    expect((await send(rows, { allOrNothing: true })).report).toMatchObject({ read: 2, written: 0, refused: 2 });
    expect(await korea.registry.isEmpty()).toBe(true);
    expect((await send([argumentOf(good)], { allOrNothing: true })).report).toMatchObject({ written: 1 });
  });

  it('takes 1,000 rows and no more', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => sampleOperator(krTin(index), ['JP', 'US']));
    await expect(korea.registry.importOperators(rows, 'test')).rejects.toMatchObject({
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
    expect(await korea.registry.importOperators(rows.slice(0, 1000), 'test')).toMatchObject({ written: 1000 });
    expect(await korea.registry.importOperators(rows.slice(0, 1000), 'test')).toMatchObject({ unchanged: 1000 });
  });
});
