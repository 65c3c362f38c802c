import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAdministration } from '../../../../schema/administrations.ts';
import type { ValidationImport } from '../../../../schema/contract/operator-import.ts';
import type { Result } from '../../../../schema/contract/result.ts';
import { SAFE_CRITERIA } from '../../../../schema/contract/vocabulary.ts';
import { loadSigner } from '../../../../schema/trust/signer.ts';
import { createTrustList } from '../../../../schema/trust/trust-list.ts';
import type { Application } from '../../../../subgraphs/aeo-registry/domain/application.ts';
import { decideBy } from '../../../../subgraphs/aeo-registry/domain/decide-by.ts';
import { assignManager, changeAuthorization } from '../../../../subgraphs/aeo-registry/domain/operator-change.ts';
import { replayApplication } from '../../../../subgraphs/aeo-registry/domain/replay-application.ts';
import { getRegistryProfile } from '../../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { rulesOn } from '../../../../subgraphs/aeo-registry/service/act-on-application.ts';
import { type Apply, createApply } from '../../../../subgraphs/aeo-registry/service/apply.ts';
import type { CheckParts } from '../../../../subgraphs/aeo-registry/service/check-on-file.ts';
import {
  createExamineApplication,
  type ExamineApplication,
} from '../../../../subgraphs/aeo-registry/service/examine-application.ts';
import { createImport } from '../../../../subgraphs/aeo-registry/service/import-operators.ts';
import { createKeepInTouch } from '../../../../subgraphs/aeo-registry/service/keep-in-touch.ts';
import { createMonitorOperators } from '../../../../subgraphs/aeo-registry/service/monitor-operators.ts';
import { createReadApplications } from '../../../../subgraphs/aeo-registry/service/read-applications.ts';
import { createRepresentVendors } from '../../../../subgraphs/aeo-registry/service/represent-vendors.ts';
import { createTellPartners } from '../../../../subgraphs/aeo-registry/service/tell-partners.ts';
import { ApplicationRow } from '../../../../subgraphs/aeo-registry/store/application.entity.ts';
import { findApplication } from '../../../../subgraphs/aeo-registry/store/application.store.ts';
import { findOperators, writeChanges } from '../../../../subgraphs/aeo-registry/store/operator.store.ts';
import { openRegistryDatabase } from '../../../../subgraphs/aeo-registry/store/registry-database.ts';
import type { DatabaseLocation } from '../../../../subgraphs/runtime/database.ts';
import { createTestClock } from '../../../support/parties.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';

const postgres = process.env['TEST_DATABASE_URL'];
const locations: readonly DatabaseLocation[] = [
  { kind: 'sqlite', directory: mkdtempSync(join(tmpdir(), 'aeo-procedure-')), synchronous: 'NORMAL' },
  ...(postgres === undefined ? [] : [{ kind: 'postgres', url: postgres } as const]),
];
const OFFICER = { by: 'officer@KR', only: undefined };
const DAY = 86_400_000;
const VALIDATION: ValidationImport = {
  method: 'CUSTOMS_ON_SITE',
  validatedBy: 'Korea Customs Service',
  performedOn: '2026-11-20',
  nextDueOn: null,
  criteria: SAFE_CRITERIA.map((criterion) => ({ criterion, result: 'MET', basis: 'DIRECT', remark: null })),
};

function valueOrFail<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new TypeError(result.refusal.message);
  return result.value;
}

describe.each(locations)('the store of the procedure on $kind', (location) => {
  const clock = createTestClock();
  let parts: CheckParts;
  let apply: Apply;
  let examine: ExamineApplication;

  beforeAll(async () => {
    const home = findAdministration('KR');
    if (home === undefined) throw new TypeError('KR is gone');
    const database = await openRegistryDatabase(`registry_${randomBytes(6).toString('hex')}`, location);
    const signer = await loadSigner(mkdtempSync(join(tmpdir(), 'aeo-keys-')), 'registry-kr');
    const trust = await createTrustList([]);
    const tellPartners = createTellPartners({ home, clock, isPartner: () => true, arrangements: [] });
    parts = { home, profile: getRegistryProfile('KR'), database, signer, clock, trust, tellPartners };
    apply = createApply(parts);
    examine = createExamineApplication(parts);
  });
  afterAll(async () => {
    if (location.kind === 'postgres') {
      const [{ schema }] = await parts.database.read.query('SELECT current_schema() AS schema');
      await parts.database.read.query(`DROP SCHEMA ${schema} CASCADE`);
    }
    await parts.database.close();
  });

  const submit = async (number: number) =>
    valueOrFail(
      await apply.submit(
        {
          ...{ tin: krTin(number), legalName: '한결무역', stakeholder: 'WAREHOUSE_OPERATOR', businessModel: null },
          ...{ roles: ['WAREHOUSE_OPERATOR'], representativeOf: null, customsValidation: false, renews: null },
          address: { lines: [], city: '서울', postalCode: null, country: 'KR' },
        },
        `key ${number}`,
        OFFICER,
      ),
    );

  const acts: readonly ((reference: { id: string; version: number }) => Promise<Result<Application>>)[] = [
    (reference) => examine.return(reference, ['Accounts'], OFFICER),
    (reference) =>
      apply.complete(
        reference,
        { answer: 'Here', legalName: undefined, address: undefined, roles: undefined, businessModel: undefined },
        OFFICER,
      ),
    (reference) => examine.accept(reference, OFFICER),
    (reference) => apply.selfAssess(reference, [{ question: 'A1', answer: 'None' }], OFFICER),
    (reference) =>
      examine.plan(
        reference,
        { method: 'CUSTOMS_REMOTE', on: '2026-12-01', validator: null, assistance: null },
        OFFICER,
      ),
    (reference) => examine.validate(reference, { validation: VALIDATION, answer: undefined }, OFFICER),
    (reference) => examine.reject(reference, ['Overdue duties'], OFFICER),
  ];
  let number = 100;

  it('holds what a replay of the history gives, whatever was done to the application', async () => {
    const choices = fc.array(fc.tuple(fc.nat(acts.length - 1), fc.nat(20)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(choices, async (chosen) => {
        number += 1;
        const { id } = await submit(number);
        for (const [index, days] of chosen) {
          clock.set(new Date(clock().getTime() + days * DAY).toISOString());
          const before = await findApplication(parts.database.read, id);
          await acts[index]?.({ id, version: before?.events.length ?? 0 });
        }
        const application = await findApplication(parts.database.read, id);
        const row = await parts.database.read.findOneByOrFail(ApplicationRow, { id });
        if (application === undefined) throw new TypeError('it is gone');
        const { state, version } = replayApplication(application);
        expect(row).toMatchObject({ state, version });
        const { limits } = rulesOn(parts, clock());
        if (row.decideBy !== null) expect(row.decideBy).toBe(decideBy(application, limits, clock(), 'Asia/Seoul').on);
      }),
      { numRuns: 15 },
    );
  });

  it('numbers authorizations one after another, and shows applications a page at a time in order', async () => {
    const numbers: string[] = [];
    for (const one of [1, 2]) {
      let application = await submit(one);
      const reference = () => ({ id: application.id, version: application.events.length });
      for (const index of [2, 3, 4, 5])
        application = valueOrFail((await acts[index]?.(reference())) as Result<Application>);
      const grant = {
        type: 'A',
        roles: ['WAREHOUSE_OPERATOR'],
        validFrom: '2026-12-01',
        validTo: undefined,
        legalBasis: 'Act',
      } as const;
      numbers.push(valueOrFail(await examine.authorise(reference(), grant, OFFICER)).authorization.number);
    }
    const year = clock().toISOString().slice(0, 4);
    expect(numbers).toEqual([`KR-${year}-000001`, `KR-${year}-000002`]);

    const read = createReadApplications(parts);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const question = { state: undefined, overdue: undefined, tin: undefined, first: 3, after };
      const page = valueOrFail(await read.list(question, OFFICER));
      seen.push(...page.edges.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString()));
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
    } while (after !== undefined);
    expect(seen).toEqual([...new Set(seen)].toSorted());
    expect(seen.length).toBeGreaterThan(10);
  });

  it('gives back corrections, what a validation rests on, and account managers', async () => {
    const tin = krTin(3);
    const { database } = parts;
    const options = { by: 'o', dryRun: false, allOrNothing: false, datedConsents: true };
    await createImport(parts)([sampleOperator(tin, [])], options);
    const operator = (await findOperators(database.read, [tin])).get(tin);
    const [before] = operator?.authorizations ?? [];
    if (operator === undefined || before === undefined) throw new TypeError('it was not written');
    const recorded = { recordedAt: clock().toISOString(), recordedBy: 'o' };
    const step = { status: 'SUSPENDED', effectiveFrom: '2026-11-01T00:00:00.000Z', ground: 'g', ...recorded } as const;
    const events = [
      { sequence: 2, ...step },
      { sequence: 3, ...step, correction: { of: 2, annuls: true, legalBasis: 'Article 9' } },
    ];
    const [validation] = before.validations;
    if (validation === undefined) throw new TypeError('no validation');
    const evidence = [
      { basis: 'UPU_S58', name: 'n', reference: 'r', issuedBy: null, validUntil: '2027-01-01' } as const,
    ];
    const validations = [{ ...validation, sequence: 2, assistance: { request: 'q', statement: 'a.b.c' }, evidence }];
    const authorization = {
      ...before,
      history: [...before.history, ...events],
      validations: [...before.validations, ...validations],
    };
    const change = changeAuthorization(operator, authorization, { events, validations });
    expect(await database.write((manager) => writeChanges(manager, [change]))).toBe(true);
    const named = assignManager(change.operator, { name: 'Kim', contact: null, ...recorded });
    if (named === undefined) throw new TypeError('nothing changed');
    expect(await database.write((manager) => writeChanges(manager, [named]))).toBe(true);
    expect((await findOperators(database.read, [tin])).get(tin)).toEqual(named.operator);
  });

  it('keeps no authorization that no administration decided', async () => {
    const columns = `"number", "tin", "type", "roles", "valid_from", "terms"`;
    const insert = `INSERT INTO "aeo_authorization" (${columns}) VALUES ('X', '${krTin(1)}', 'A', '[]', '2026-01-01', '[]')`;
    await expect(parts.database.write((manager) => manager.query(insert))).rejects.toThrow(/decided_by/);
  });

  it('keeps vendors, findings, issues and agreements, and finds what is due', async () => {
    const tin = krTin(1);
    const touch = createKeepInTouch(parts);
    const monitor = createMonitorOperators(parts);
    const vendors = [{ name: 'Li Wei', establishedIn: 'CN', tin: null, from: '2026-01-01', until: null }];
    expect(valueOrFail(await createRepresentVendors(parts)(tin, vendors, OFFICER)).written).toBe(1);
    const said = { tin, source: 'SPOT_CHECK', description: 'd', correctiveAction: 'c', dueOn: '2026-12-10' } as const;
    const finding = valueOrFail(await monitor.recordFinding(said, OFFICER));
    valueOrFail(await touch.raise({ tin, subject: 's', text: 't', idempotencyKey: 'k' }, OFFICER));
    const agreement = { businessModel: null, data: [{ kind: 'order', heldBy: 'vendor' }], channel: 'AS4' };
    const rest = { from: '2026-01-01', until: null, benefits: ['ECOMMERCE_D'], availableForInspection: ['stock'] };
    valueOrFail(await touch.agree(tin, { ...agreement, ...rest }, OFFICER));
    const [file, none] = await touch.files([tin, krTin(2)]);
    expect(file).toMatchObject({
      ...{ representedVendors: vendors, findings: [said], issues: [{ subject: 's', state: 'RAISED' }] },
      agreements: [{ ...agreement, ...rest, sequence: 1 }],
    });
    expect(none).toEqual({ representedVendors: [], findings: [], issues: [], agreements: [] });
    const due = (await monitor.dueWork('2040-01-01')).map(({ kind, reference }) => `${kind} ${reference}`);
    expect(due).toEqual(expect.arrayContaining([`CORRECTIVE_ACTION ${finding.id}`]));
    expect(new Set(due.map((one) => one.split(' ')[0]))).toContain('SELF_ASSESSMENT');
  });
});
