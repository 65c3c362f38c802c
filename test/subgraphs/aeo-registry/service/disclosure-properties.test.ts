import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAdministration } from '../../../../schema/administrations.ts';
import { SCOPES, type Scope } from '../../../../schema/contract/scopes.ts';
import type { Tin } from '../../../../schema/contract/tin.ts';
import { PURPOSES_OF_USE } from '../../../../schema/contract/vocabulary.ts';
import { ARRANGEMENTS } from '../../../../schema/reference/arrangements.ts';
import { loadSigner } from '../../../../schema/trust/signer.ts';
import { ENUMERATION_LIMITS } from '../../../../subgraphs/aeo-registry/domain/enumeration.ts';
import { addConsent } from '../../../../subgraphs/aeo-registry/domain/operator-change.ts';
import { getRegistryProfile } from '../../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import {
  type ChangeIdentity,
  createChangeIdentity,
} from '../../../../subgraphs/aeo-registry/service/change-identity.ts';
import { createDisclose, type Disclose } from '../../../../subgraphs/aeo-registry/service/disclose.ts';
import { createImport, type ImportOperators } from '../../../../subgraphs/aeo-registry/service/import-operators.ts';
import { createTellPartners } from '../../../../subgraphs/aeo-registry/service/tell-partners.ts';
import { createWatchCallers } from '../../../../subgraphs/aeo-registry/service/watch-callers.ts';
import { findEntries } from '../../../../subgraphs/aeo-registry/store/ledger.store.ts';
import { findOperators, writeChanges } from '../../../../subgraphs/aeo-registry/store/operator.store.ts';
import { openRegistryDatabase } from '../../../../subgraphs/aeo-registry/store/registry-database.ts';
import type { Database } from '../../../../subgraphs/runtime/database.ts';
import { callerOf, createTestClock } from '../../../support/parties.ts';
import { claimsOf, partners } from '../support/registry-harness.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';

const caller = fc.record({
  administration: fc.constantFrom('KR', 'JP', 'US', 'BR', 'NZ'),
  purpose: fc.constantFrom(...PURPOSES_OF_USE),
  scopes: fc.subarray<Scope>([
    'recognition:ask',
    'operator:read',
    'validation:read',
    ...(Object.keys(SCOPES) as Scope[]).slice(3),
  ]),
});
const DESTINATIONS = ['JP', 'US', 'BR', 'NZ'] as const;
const consentHistory = fc.array(
  fc.record({
    destination: fc.constantFrom(...DESTINATIONS),
    given: fc.boolean(),
    hours: fc.integer({ min: -5, max: 2 }),
  }),
  { maxLength: 5 },
);

/** What stands nowhere but in the operator's own data. */
const SECRETS = ['한결무역', 'Hangyeol', '세종대로', 'AEO-', 'Liquidity', 'CUSTOMS_ON_SITE'];

describe('for any caller, purpose and consent history', () => {
  const clock = createTestClock();
  let database: Database;
  let disclose: Disclose;
  let importOperators: ImportOperators;
  let identity: ChangeIdentity;
  let number = 0;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'aeo-properties-'));
    database = await openRegistryDatabase('registry-kr', { kind: 'sqlite', directory, synchronous: 'NORMAL' });
    const home = findAdministration('KR');
    if (home === undefined) throw new TypeError('KR is gone');
    const signer = await loadSigner(join(directory, 'keys'), 'registry-kr');
    const tellPartners = createTellPartners({ home, clock, isPartner: partners, arrangements: ARRANGEMENTS });
    const parts = { home, profile: getRegistryProfile('KR'), database, signer, clock, tellPartners };
    disclose = createDisclose({
      ...parts,
      isPartner: partners,
      arrangements: ARRANGEMENTS,
      watch: createWatchCallers(parts, {
        ...ENUMERATION_LIMITS,
        unansweredAtLeast: 1_000_000,
        sequenceLength: 1_000_000,
      }),
    });
    importOperators = createImport(parts);
    identity = createChangeIdentity(parts);
  });
  afterAll(() => database.close());

  async function operatorWith(
    history: readonly { destination: string; given: boolean; hours: number }[],
  ): Promise<Tin> {
    number += 1;
    const tin = krTin(number);
    await importOperators([sampleOperator(tin, [])], {
      by: 't',
      dryRun: false,
      allOrNothing: true,
      datedConsents: true,
    });
    for (const { destination, given, hours } of history) {
      const since = new Date(clock().getTime() + hours * 3_600_000).toISOString();
      const operator = (await findOperators(database.read, [tin])).get(tin);
      if (operator === undefined) throw new TypeError('it was not written');
      const change = addConsent(operator, { destination, given, since, evidence: 'e', recordedBy: 't' });
      await database.write((manager) => writeChanges(manager, [change]));
    }
    return tin;
  }

  async function aliasOf(tin: Tin, destination: string): Promise<Tin> {
    const value = krTin(20_000 + number);
    const added = await identity.addAlias({
      ...{ tin, destination, scheme: 'MID', value, from: '2020-01-01', until: null, recordedBy: 't' },
    });
    expect(added.ok).toBe(true);
    return value;
  }

  it('nothing leaves that is not allowed, what is withheld looks like what is unknown, and the ledger has both', async () => {
    await fc.assert(
      fc.asyncProperty(caller, consentHistory, fc.constantFrom(...DESTINATIONS), async (given, history, toward) => {
        const tin = await operatorWith(history);
        const alias = await aliasOf(tin, toward);
        const unknown = krTin(10_000 + number);
        const asking = callerOf(given.administration, given);
        const [answer, nothing, named] = await disclose(asking, [tin, unknown, alias]);
        const consent = history.findLast(
          ({ destination, hours }) => destination === given.administration && hours <= 0,
        );
        const related =
          given.administration === 'KR' ||
          (partners(given.administration, given.purpose, clock()) && consent?.given === true);
        const may = (...scopes: readonly Scope[]) => related && scopes.every((scope) => given.scopes.includes(scope));

        expect(answer?.record !== null).toBe(may('operator:read'));
        expect(Object.keys(answer?.national ?? {}).length > 0).toBe(may('operator:read'));
        const validations = answer?.record?.authorizations[0]?.validations ?? null;
        const isToldFindings = given.administration === 'KR' || given.purpose !== 'IMPORT_CLEARANCE';
        expect(validations !== null).toBe(isToldFindings && may('operator:read', 'validation:read'));
        expect(JSON.stringify(answer).includes('Liquidity')).toBe(
          given.administration === 'KR' && may('operator:read', 'validation:read'),
        );
        expect(answer?.attestation !== null).toBe(given.scopes.includes('recognition:ask'));
        if (answer?.attestation != null && nothing?.attestation != null) {
          const [said, negative] = [claimsOf(answer.attestation), claimsOf(nothing.attestation)];
          expect(said.statement).toBe(related ? 'OPERATOR' : 'UNKNOWN_OR_NOT_DISCLOSED');
          expect(negative).toMatchObject({ statement: 'UNKNOWN_OR_NOT_DISCLOSED', operator: null });
          if (!related) expect({ ...said, jti: '', sub: '' }).toEqual({ ...negative, jti: '', sub: '' });
        }
        if (!related) {
          expect({ ...answer, attestation: '' }).toEqual({ ...nothing, attestation: '' });
          const text = JSON.stringify([answer, answer?.attestation == null ? null : claimsOf(answer.attestation)]);
          for (const secret of SECRETS) expect(text).not.toContain(secret);
        }
        const isMeant = related && toward === given.administration;
        expect({ ...named, attestation: '' }).toEqual({ ...(isMeant ? answer : nothing), attestation: '' });
        if (named?.attestation != null && nothing?.attestation != null) {
          const claims = claimsOf(named.attestation);
          expect(claims.sub).toBe(alias);
          expect(claims.operator?.tin).toBe(isMeant ? tin : undefined);
          expect(named.attestation.length === nothing.attestation.length).toBe(!isMeant);
        }
        if (answer?.attestation != null && toward !== given.administration) {
          expect(JSON.stringify(claimsOf(answer.attestation))).not.toContain(alias);
        }

        const nowhere = { to: undefined, since: undefined, until: undefined, oldestFirst: false, after: undefined };
        const entries = await findEntries(database.read, { tin, ...nowhere }, 2);
        const entry = entries.find(({ asked }) => asked === tin);
        const [other] = await findEntries(database.read, { tin: unknown, ...nowhere }, 1);
        expect(entry?.requestId).toBe(asking.requestId);
        expect(other?.fields).toEqual([]);
        const something = may('operator:read') || may('recognition:ask');
        expect((entry?.fields.length ?? 0) > 0).toBe(something);
      }),
      { numRuns: 150 },
    );
  });
});
