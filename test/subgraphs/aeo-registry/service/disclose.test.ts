import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAdministration } from '../../../../schema/administrations.ts';
import type { Caller } from '../../../../schema/contract/caller.ts';
import type { Tin } from '../../../../schema/contract/tin.ts';
import { findBreak } from '../../../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import { ENUMERATION_LIMITS } from '../../../../subgraphs/aeo-registry/domain/enumeration.ts';
import { getRegistryProfile } from '../../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { createChangeIdentity } from '../../../../subgraphs/aeo-registry/service/change-identity.ts';
import {
  createDisclose,
  type Disclose,
  type DiscloseParts,
} from '../../../../subgraphs/aeo-registry/service/disclose.ts';
import { createImport } from '../../../../subgraphs/aeo-registry/service/import-operators.ts';
import type { RegisterParts } from '../../../../subgraphs/aeo-registry/service/register-parts.ts';
import { createTellPartners } from '../../../../subgraphs/aeo-registry/service/tell-partners.ts';
import { createWatchCallers } from '../../../../subgraphs/aeo-registry/service/watch-callers.ts';
import { findEntries, readHead } from '../../../../subgraphs/aeo-registry/store/ledger.store.ts';
import { LedgerEntryRow } from '../../../../subgraphs/aeo-registry/store/ledger-entry.entity.ts';
import { openRegistryDatabase } from '../../../../subgraphs/aeo-registry/store/registry-database.ts';
import type { Database } from '../../../../subgraphs/runtime/database.ts';
import { CHAIN_START, chainHash } from '../../../../subgraphs/runtime/hash-chain.ts';
import { callerOf, createParties, createTestClock } from '../../../support/parties.ts';
import { claimsOf, partners } from '../support/registry-harness.ts';
import { krTin, sampleOperator } from '../support/sample-operators.ts';
import { countStatements } from '../support/statement-count.ts';

const ALL = { tin: undefined, to: undefined, since: undefined, until: undefined, oldestFirst: false, after: undefined };
const START = { sequence: 0, hash: CHAIN_START };

describe('disclosing', () => {
  const clock = createTestClock();
  const tins = Array.from({ length: 300 }, (_, index) => krTin(index));
  const [first, second] = [krTin(0), krTin(1)];
  let database: Database;
  let parts: DiscloseParts & RegisterParts;
  let disclose: Disclose;

  beforeAll(async () => {
    const parties = await createParties();
    const home = findAdministration('KR');
    if (home === undefined) throw new TypeError('KR is gone');
    const location = { kind: 'sqlite', directory: join(parties.directory, 'd'), synchronous: 'NORMAL' } as const;
    database = await openRegistryDatabase('registry-kr', location);
    const profile = getRegistryProfile('KR');
    const tellPartners = createTellPartners({ home, clock, isPartner: partners, arrangements: [] });
    const own = { home, profile, database, signer: parties.signer('registry-kr'), clock, tellPartners };
    parts = {
      ...own,
      watch: createWatchCallers(own, ENUMERATION_LIMITS),
      isPartner: partners,
      arrangements: [],
    };
    disclose = createDisclose(parts);
    const rows = tins.slice(0, 200).map((tin) => sampleOperator(tin, ['JP']));
    const options = { by: 'test', dryRun: false, allOrNothing: true, datedConsents: true };
    expect(await createImport(parts)(rows, options)).toMatchObject({ ok: true, value: { written: 200 } });
  });
  afterAll(() => database.close());

  async function entriesOf({ requestId }: Caller) {
    const entries = await findEntries(database.read, ALL, 10_000);
    return entries.filter((entry) => entry.requestId === requestId);
  }

  it('takes one transaction and as many statements for 100 TINs as for one', async () => {
    const counted = await countStatements(database);
    await disclose(callerOf('JP'), tins.slice(0, 1));
    const one = { reads: counted.reads.length, writes: counted.writes.length };
    counted.reads.length = 0;
    counted.writes.length = 0;
    const answers = await disclose(callerOf('JP'), tins.slice(0, 100));
    expect(answers.filter(({ record }) => record !== null)).toHaveLength(100);
    expect({ reads: counted.reads.length, writes: counted.writes.length }).toEqual(one);
    expect(one).toEqual({ reads: 9, writes: 5 });
    expect(counted.writes.filter((statement) => statement.startsWith('BEGIN'))).toHaveLength(1);
  });

  it('does the same for a withheld operator as for one that does not exist', async () => {
    const counted = await countStatements(database);
    const statementsFor = async (tin: (typeof tins)[number], asking: string) => {
      counted.reads.length = 0;
      counted.writes.length = 0;
      await disclose(callerOf(asking), [tin]);
      return [...counted.reads, ...counted.writes].map((statement) => statement.replaceAll(/\d+/g, '0'));
    };
    const withheld = await statementsFor(first, 'US');
    expect(await statementsFor(krTin(250), 'US')).toEqual(withheld);
    expect(withheld.filter((statement) => statement.includes('FROM "operator" WHERE "tin"'))).toEqual([]);
  });

  it('does the same for an alias, of a withheld operator, toward another destination or unknown', async () => {
    const identity = createChangeIdentity(parts);
    const [secret, elsewhere, known] = [krTin(601), krTin(602), krTin(603)];
    const alias = { tin: second, scheme: 'MID', from: '2026-01-01', until: null, recordedBy: 'o' };
    expect(await identity.addAlias({ ...alias, destination: 'US', value: secret })).toMatchObject({ ok: true });
    expect(await identity.addAlias({ ...alias, destination: 'BR', value: elsewhere })).toMatchObject({ ok: true });
    expect(await identity.addAlias({ ...alias, destination: 'JP', value: known })).toMatchObject({ ok: true });
    const counted = await countStatements(database);
    const statementsFor = async (identifiers: readonly Tin[], asking: string) => {
      counted.reads.length = 0;
      counted.writes.length = 0;
      await disclose(callerOf(asking), identifiers);
      return [...counted.reads, ...counted.writes].map((statement) => statement.replaceAll(/\d+/g, '0'));
    };
    const unknown = await statementsFor([krTin(250)], 'US');
    expect(await statementsFor([secret], 'US')).toEqual(unknown);
    expect(await statementsFor([elsewhere], 'US')).toEqual(unknown);
    expect(await statementsFor([second], 'US')).toEqual(unknown);
    const told = await statementsFor([known], 'JP');
    expect(told).toEqual(await statementsFor([first], 'JP'));
    expect(told.filter((statement) => statement.includes('FROM "operator" WHERE "tin"'))).toHaveLength(1);
    expect(await statementsFor([first, known, second], 'JP')).toHaveLength(told.length);
  });

  it('gives one entry and one attestation within a request, however often and together it is asked', async () => {
    const caller = callerOf('JP');
    const [[a], [b]] = await Promise.all([disclose(caller, [first]), disclose(caller, [first, second, first])]);
    const [c] = await disclose(caller, [first]);
    expect(b?.attestation).toBe(a?.attestation);
    expect(c?.attestation).toBe(a?.attestation);
    expect(await entriesOf(caller)).toHaveLength(2);
    expect((await entriesOf(caller)).map(({ attestationId }) => attestationId)).toContain(claimsOf(a?.attestation).jti);
  });

  it('never shares an answer between requests, callers, purposes or scopes', async () => {
    const caller = callerOf('JP');
    const [one] = await disclose(caller, [first]);
    const [other] = await disclose({ ...caller, requestId: 'another' }, [first]);
    expect(claimsOf(other?.attestation).jti).not.toBe(claimsOf(one?.attestation).jti);
    const [foreign] = await disclose({ ...caller, administration: 'US' }, [first]);
    expect(foreign?.record).toBeNull();
    await expect(disclose({ ...caller, purpose: 'AUDIT' }, [first])).rejects.toThrow('request id');
    await expect(disclose({ ...caller, subject: 'somebody else' }, [first])).rejects.toThrow('request id');
  });

  it('finds the entry of the request again where another process wrote it, and signs the very same', async () => {
    const caller = callerOf('JP');
    const [one] = await disclose(caller, [first]);
    clock.set('2026-11-24T12:00:20.000Z');
    const [again] = await createDisclose(parts)(caller, [first]);
    expect(again?.attestation).toBe(one?.attestation);
    expect(await entriesOf(caller)).toHaveLength(1);
  });

  it('refuses a request id that is used longer than a request lives', async () => {
    const caller = callerOf('JP');
    await disclose(caller, [first]);
    clock.set('2026-11-24T12:02:00.000Z');
    await expect(disclose(caller, [first])).rejects.toThrow('request id');
    expect(await entriesOf(caller)).toHaveLength(1);
  });

  it('answers nothing where the ledger cannot be written, and answers when it can again', async () => {
    const broken = { ...database, write: () => Promise.reject(new Error('disk full')) };
    const caller = callerOf('JP');
    await expect(createDisclose({ ...parts, database: broken })(caller, [first])).rejects.toThrow('disk full');
    expect(await entriesOf(caller)).toEqual([]);
    expect((await disclose(caller, [first]))[0]?.record).not.toBeNull();
  });

  it('leaves a chain in which a changed row is found', async () => {
    await Promise.all(tins.slice(0, 50).map((tin) => disclose(callerOf('JP'), [tin])));
    const entries = (await findEntries(database.read, ALL, 10_000)).toReversed();
    expect(findBreak(entries, START, chainHash)).toBeNull();
    expect(await readHead(database.read)).toMatchObject({ sequence: entries.length, hash: entries.at(-1)?.hash });
    await database.write((manager) => manager.update(LedgerEntryRow, { sequence: 7 }, { by: 'US' }));
    const changed = (await findEntries(database.read, ALL, 10_000)).toReversed();
    expect(findBreak(changed, START, chainHash)).toBe(7);
  });
});
