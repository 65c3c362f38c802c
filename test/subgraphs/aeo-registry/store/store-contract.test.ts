import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administration, findAdministration } from '../../../../schema/administrations.ts';
import { loadSigner } from '../../../../schema/trust/signer.ts';
import { addConsent } from '../../../../subgraphs/aeo-registry/domain/operator-change.ts';
import type { PartnerSignal } from '../../../../subgraphs/aeo-registry/domain/partner-signal.ts';
import { getRegistryProfile } from '../../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { createChangeIdentity } from '../../../../subgraphs/aeo-registry/service/change-identity.ts';
import { createDesignateValidators } from '../../../../subgraphs/aeo-registry/service/designate-validators.ts';
import { createImport, type ImportOperators } from '../../../../subgraphs/aeo-registry/service/import-operators.ts';
import { createReadRegister, type ReadRegister } from '../../../../subgraphs/aeo-registry/service/read-register.ts';
import { createTellPartners, type TellPartners } from '../../../../subgraphs/aeo-registry/service/tell-partners.ts';
import { findTinsOfAliases } from '../../../../subgraphs/aeo-registry/store/alias.store.ts';
import { findEntries, recordDisclosures } from '../../../../subgraphs/aeo-registry/store/ledger.store.ts';
import {
  findHeadBefore,
  findLastSeal,
  hasEntry,
  insertSeal,
} from '../../../../subgraphs/aeo-registry/store/ledger-seal.store.ts';
import {
  findConsentsTo,
  findHolders,
  findOperators,
  hasOperators,
  writeChanges,
} from '../../../../subgraphs/aeo-registry/store/operator.store.ts';
import { findSignals, keepSignals } from '../../../../subgraphs/aeo-registry/store/partner-signal.store.ts';
import { openRegistryDatabase } from '../../../../subgraphs/aeo-registry/store/registry-database.ts';
import type { Database, DatabaseLocation } from '../../../../subgraphs/runtime/database.ts';
import { countUnbelieved, findCursor, keepRestOfPage } from '../../../../subgraphs/runtime/event-inbox.ts';
import { createTestClock } from '../../../support/parties.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../support/sample-operators.ts';

const postgres = process.env['TEST_DATABASE_URL'];
const locations: readonly DatabaseLocation[] = [
  { kind: 'sqlite', directory: mkdtempSync(join(tmpdir(), 'aeo-store-')), synchronous: 'NORMAL' },
  ...(postgres === undefined ? [] : [{ kind: 'postgres', url: postgres } as const]),
];
const OPTIONS = { by: 'test', dryRun: false, allOrNothing: false, datedConsents: true };

describe.each(locations)('the store on $kind', (location) => {
  const clock = createTestClock();
  let database: Database;
  let importOperators: ImportOperators;
  let read: ReadRegister;
  let korea: Administration;
  let tellPartners: TellPartners;

  beforeAll(async () => {
    database = await openRegistryDatabase(`registry_${randomBytes(6).toString('hex')}`, location);
    const home = findAdministration('KR');
    if (home === undefined) throw new TypeError('KR is gone');
    korea = home;
    const signer = await loadSigner(mkdtempSync(join(tmpdir(), 'aeo-keys-')), 'registry-kr');
    tellPartners = createTellPartners({ home, clock, isPartner: () => true, arrangements: [] });
    const parts = { home, profile: getRegistryProfile('KR'), database, signer, clock, tellPartners };
    importOperators = createImport(parts);
    read = createReadRegister(parts);
  });
  afterAll(async () => {
    if (location.kind === 'postgres') await database.read.query(`DROP SCHEMA ${await schemaOf(database)} CASCADE`);
    await database.close();
  });

  it('is empty at first', async () => {
    expect(await hasOperators(database.read)).toBe(false);
    expect(await findOperators(database.read, [krTin(0)])).toEqual(new Map());
    expect(await read.ledgerHead()).toMatchObject({ sequence: 0, hash: '0'.repeat(64) });
  });

  it('gives back what was written, whole', async () => {
    const row = sampleOperator(krTin(0), ['JP', 'US'], { tradingNames: ['One', 'Two 100%_!'] });
    expect(await importOperators([row], OPTIONS)).toMatchObject({ value: { written: 1, problems: [] } });
    const operator = (await findOperators(database.read, [krTin(0), krTin(1)])).get(krTin(0));
    const [authorization] = row.authorizations;
    expect(operator).toMatchObject({
      tin: row.tin,
      legalName: row.legalName,
      tradingNames: row.tradingNames,
      address: row.address,
      national: row.national,
      version: 1,
      accountManagers: [],
      successions: [],
      aliases: [],
    });
    expect(operator?.authorizations[0]).toMatchObject({
      number: authorization?.number,
      validTo: '2030-02-28',
      history: [{ sequence: 1, status: 'AUTHORISED', recordedBy: 'test', ground: null }],
      validations: [{ ...authorization?.validations[0], sequence: 1 }],
    });
    expect(operator?.consents.map(({ destination, given, sequence }) => [destination, given, sequence])).toEqual([
      ['JP', true, 1],
      ['US', true, 2],
    ]);
    const consents = await findConsentsTo(database.read, 'US', [krTin(0), krTin(1)], clock());
    expect([...consents.keys()]).toEqual([krTin(0)]);
    expect(await findHolders(database.read, [authorization?.number ?? '', 'nobody'])).toEqual(
      new Map([[authorization?.number, krTin(0)]]),
    );
  });

  it('takes a change only on the version that it was decided on', async () => {
    const operator = (await findOperators(database.read, [krTin(0)])).get(krTin(0));
    if (operator === undefined) throw new TypeError('it was not written');
    const entry = { destination: 'JP', given: false, since: clock().toISOString(), evidence: 'e', recordedBy: 'o' };
    const change = addConsent(operator, entry);
    expect(await database.write((manager) => writeChanges(manager, [change]))).toBe(true);
    expect(await database.write((manager) => writeChanges(manager, [change]))).toBe(false);
    const changed = (await findOperators(database.read, [krTin(0)])).get(krTin(0));
    expect(changed).toMatchObject({ version: 2 });
    expect(changed?.consents).toHaveLength(3);
  });

  it('pages through operators in order of TIN, by part of a name and by present status', async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      sampleOperator(krTin(100 + index), [], {
        legalName: index % 2 === 0 ? `Even ${index}` : `Odd ${index}`,
        authorizations: [
          sampleAuthorization(`N-${index}`, {
            ...(index % 10 === 0 ? { validFrom: '2019-01-01', validTo: '2023-12-31' } : {}),
            history: [
              { status: 'AUTHORISED', effectiveFrom: '2019-01-01T00:00:00.000Z', ground: null },
              ...(index % 10 === 5
                ? [{ status: 'SUSPENDED', effectiveFrom: '2026-01-01T00:00:00.000Z', ground: 'g' } as const]
                : []),
            ],
          }),
        ],
      }),
    );
    expect(await importOperators(rows, OPTIONS)).toMatchObject({ value: { written: 60, problems: [] } });
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page = await read.operators({ only: undefined, search: undefined, status: undefined, first: 25, after });
      if (!page.ok) throw new TypeError(page.refusal.message);
      all.push(...page.value.edges.map(({ node }) => node.tin));
      after = page.value.pageInfo.hasNextPage ? (page.value.pageInfo.endCursor ?? undefined) : undefined;
    } while (after !== undefined);
    expect(all).toEqual([krTin(0), ...rows.map(({ tin }) => tin)].toSorted());
    const found = async (search: string | undefined, status?: 'EXPIRED' | 'SUSPENDED' | 'AUTHORISED') => {
      const page = await read.operators({ only: undefined, search, status, first: 200, after: undefined });
      return page.ok ? page.value.edges.length : page.refusal;
    };
    expect(await found('eVEN')).toBe(30);
    expect(await found('100%_!')).toBe(1);
    expect(await found('%')).toBe(1);
    expect(await found(krTin(100).toLowerCase())).toBe(1);
    expect(await found(undefined, 'EXPIRED')).toBe(6);
    expect(await found(undefined, 'SUSPENDED')).toBe(6);
    expect(await found(undefined, 'AUTHORISED')).toBe(49);
    expect(await found('odd', 'SUSPENDED')).toBe(6);
  });

  it('finds whom an alias means toward its destination on its days, and never instead of a registered TIN', async () => {
    const identity = createChangeIdentity({ home: korea, database, clock, tellPartners });
    const alias = { tin: krTin(0), scheme: 'MID', until: '2026-12-31', recordedBy: 'o' };
    const act = { ...alias, destination: 'JP', value: 'AEOKR1', from: '2026-01-01' };
    expect(await identity.addAlias(act)).toMatchObject({ ok: true, value: { version: 3 } });
    expect(await identity.addAlias({ ...act, until: null })).toMatchObject({ refusal: { field: 'value' } });
    expect(await identity.addAlias({ ...act, value: krTin(700) })).toMatchObject({ ok: true, value: { version: 4 } });
    const found = async (destination: string, value: string, instant = '2026-11-24T12:00:00.000Z') => {
      const tins = await findTinsOfAliases(database.read, destination, ['?', value], new Date(instant), 'Asia/Seoul');
      return tins.get(value);
    };
    expect(await found('JP', 'AEOKR1')).toBe(krTin(0));
    expect(await found('US', 'AEOKR1')).toBeUndefined();
    expect(await found('JP', 'AEOKR1', '2026-12-31T15:00:00.000Z')).toBeUndefined();
    expect(await found('JP', krTin(700))).toBe(krTin(0));
    await importOperators([sampleOperator(krTin(700), [], { authorizations: [] })], OPTIONS);
    expect(await found('JP', krTin(700))).toBeUndefined();
    const operator = (await findOperators(database.read, [krTin(0)])).get(krTin(0));
    expect(operator?.aliases).toMatchObject([
      { value: 'AEOKR1', until: '2026-12-31', recordedAt: clock().toISOString(), recordedBy: 'o' },
      { value: krTin(700) },
    ]);
    const succession = { tin: krTin(0), by: krTin(700), on: '2026-11-01', reason: 'r', recordedBy: 'o' };
    expect(await identity.succeed(succession)).toMatchObject({ ok: true, value: { version: 5 } });
    expect((await findOperators(database.read, [krTin(0)])).get(krTin(0))?.successions).toMatchObject([
      { by: krTin(700), on: '2026-11-01', reason: 'r', recordedBy: 'o' },
    ]);
  });

  it('keeps designations, withdrawn once', async () => {
    const validators = createDesignateValidators({ database, clock, tellPartners });
    const act = { name: 'V', scope: ['G_CARGO_SECURITY'] as const, from: '2026-01-01', by: 'o' };
    const made = await validators.designate(act);
    const id = made.ok ? made.value.id : '';
    expect(await validators.list('2026-01-01')).toEqual([
      { id, name: 'V', scope: act.scope, from: '2026-01-01', until: null },
    ]);
    const withdrawal = { id, on: '2026-02-01', reason: 'r', by: 'o' };
    expect(await validators.withdraw(withdrawal)).toMatchObject({ ok: true, value: { until: '2026-02-01' } });
    expect(await validators.withdraw(withdrawal)).toMatchObject({ refusal: { code: 'ILLEGAL_TRANSITION' } });
    expect(await validators.list('2026-02-01')).toEqual([]);
  });

  it('keeps an event once and its cursor with it, or neither', async () => {
    const signal: PartnerSignal = {
      ...{ id: 'e-1', at: '2026-11-24T12:00:00.000Z', from: 'JP', kind: 'BENEFITS_SUSPENDED', tin: krTin(0) },
      ...{ remark: 'r', effectiveFrom: '2026-11-24T12:00:00.000Z' },
    } as const;
    const page = { source: 'recognition', believed: [{ told: signal, event: 'jws' }], unbelieved: [], cursor: '1' };
    const aside = { cursor: '2', event: 'x', why: 'y' };
    const keep = (given: Partial<Omit<typeof page, 'unbelieved'>> & { unbelieved?: (typeof aside)[] } = {}) =>
      database.write(async (manager) => {
        await keepSignals(manager, given.believed ?? page.believed, clock(), 'Asia/Seoul');
        await keepRestOfPage(manager, { ...page, ...given }, clock());
      });
    expect(await findCursor(database.read, 'recognition')).toBeNull();
    await keep();
    await keep({ believed: [...page.believed, ...page.believed], unbelieved: [aside, aside], cursor: '2' });
    await keep({ unbelieved: [aside], cursor: '3' });
    expect(await findSignals(database.read, undefined, 10)).toEqual([signal]);
    expect(await findSignals(database.read, krTin(1), 10)).toEqual([]);
    expect(await countUnbelieved(database.read)).toBe(1);
    const broken = { ...signal, id: 'e-2', remark: null as unknown as string };
    await expect(keep({ believed: [{ told: broken, event: 'jws' }], cursor: '4' })).rejects.toThrow();
    expect(await findCursor(database.read, 'recognition')).toBe('3');
  });

  it('orders the ledger alike for many writers, and keeps one entry a request and TIN', async () => {
    const wanted = (number: number) => ({
      at: clock().toISOString(),
      by: 'JP',
      subject: 's',
      purpose: 'IMPORT_CLEARANCE' as const,
      tin: krTin(number),
      asked: krTin(number),
      fields: ['legalName'],
      attestationId: `a-${number}`,
      requestId: `r-${number % 10}`,
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        recordDisclosures(database, 'JP', `r-${number % 10}`, [wanted(number)], () => true),
      ),
    );
    const [again] = await recordDisclosures(
      database,
      'JP',
      'r-3',
      [{ ...wanted(3), attestationId: 'new' }],
      () => true,
    );
    expect(again).toMatchObject({ attestationId: 'a-3' });
    await expect(recordDisclosures(database, 'JP', 'r-3', [wanted(3), wanted(43)], () => false)).rejects.toThrow('r-3');
    const entries = await findEntries(
      database.read,
      {
        tin: undefined,
        to: 'JP',
        since: clock().toISOString(),
        until: undefined,
        oldestFirst: false,
        after: undefined,
      },
      100,
    );
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
    expect(entries.every((entry, index) => entry.previousHash === (entries[index + 1]?.hash ?? '0'.repeat(64)))).toBe(
      true,
    );
  });

  it('gives the consents in force at an instant, and of what was withdrawn or holds later nothing', async () => {
    const [tin, now] = [krTin(2), clock().getTime()];
    const at = (milliseconds: number) => new Date(now + milliseconds);
    await importOperators([sampleOperator(tin, ['JP'], { authorizations: [] })], OPTIONS);
    for (const [given, since] of [
      [false, at(1_000)],
      [true, at(2_000)],
    ] as const) {
      const operator = (await findOperators(database.read, [tin])).get(tin);
      if (operator === undefined) throw new TypeError('it was not written');
      const entry = { destination: 'JP', given, since: since.toISOString(), evidence: 'e', recordedBy: 'o' };
      await database.write((manager) => writeChanges(manager, [addConsent(operator, entry)]));
    }
    const found = async (milliseconds: number) => {
      const consents = await findConsentsTo(database.read, 'JP', [krTin(7), tin], at(milliseconds));
      return [...consents].map(([of, entries]) => [of, entries.map(({ sequence, given }) => [sequence, given])]);
    };
    expect(await found(999)).toEqual([[tin, [[1, true]]]]);
    expect(await found(1_000)).toEqual([]);
    expect(await found(2_000)).toEqual([[tin, [[3, true]]]]);
    expect(await findConsentsTo(database.read, 'US', [tin], at(0))).toEqual(new Map());
  });

  it('keeps one seal of the ledger a day, and finds what was asked before an instant', async () => {
    const seal = (day: string) => ({ day, sequence: 1, hash: 'h', signature: 's' });
    const write = (day: string) => database.write((manager) => insertSeal(manager, seal(day)));
    expect(await findLastSeal(database.read)).toBeUndefined();
    for (const day of ['2026-11-01', '2026-11-03', '2026-11-03', '2026-11-02']) await write(day);
    expect(await findLastSeal(database.read)).toEqual(seal('2026-11-03'));
    expect(await read.ledgerSeals(undefined, undefined)).toEqual([seal('2026-11-01'), seal('2026-11-03')]);
    expect(await read.ledgerSeals('2026-11-02', '2026-11-03')).toEqual([seal('2026-11-03')]);
    expect(await findHeadBefore(database.read, '2020-01-01T00:00:00.000Z')).toBeUndefined();
    const head = await findHeadBefore(database.read, '2100-01-01T00:00:00.000Z');
    expect(head?.sequence).toBe(20);
    expect(head !== undefined && (await hasEntry(database.read, head))).toBe(true);
    expect(await hasEntry(database.read, { sequence: 1, hash: 'other' })).toBe(false);
  });
});

async function schemaOf(database: Database): Promise<string> {
  const [row] = await database.read.query('SELECT current_schema() AS name');
  return row.name;
}
