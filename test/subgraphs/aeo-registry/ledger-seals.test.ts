import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { createRegistry } from '../../../subgraphs/aeo-registry/aeo-registry.ts';
import { getRegistryProfile } from '../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { pinnedTokens, silentLog } from '../../support/parties.ts';
import { partners, type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin } from './support/sample-operators.ts';

interface Seal {
  readonly day: string;
  readonly sequence: number;
  readonly hash: string;
  readonly signature: string;
}

describe('the seals of the ledger', () => {
  let korea: RegistryHarness;

  beforeEach(async () => {
    korea = await startKorea();
  });
  afterEach(() => korea.stop());

  const seals = async (bounds = '', harness = korea) => {
    const { data } = await harness.officer<{ ledgerSeals: Seal[] }>(
      `{ ledgerSeals${bounds} { day sequence hash signature } }`,
    );
    return data?.ledgerSeals ?? [];
  };
  const ask = () => korea.entities([krTin(1)], 'attestation');

  it('cover each day until midnight in Seoul, and are signed by the registry', async () => {
    await ask();
    korea.clock.set('2026-11-24T14:59:59.999Z');
    await ask();
    await korea.registry.sealLedger();
    expect(await seals()).toEqual([]);
    korea.clock.set('2026-11-24T15:00:00.000Z');
    await ask();
    await korea.registry.sealLedger();
    const [seal, ...more] = await seals();
    expect(more).toEqual([]);
    expect(seal).toMatchObject({ day: '2026-11-24', sequence: 2 });
    const demand = { type: 'aeo-ledger-head+jwt', roles: ['REGISTRY'] as const, now: korea.clock() };
    const verdict = await verifyStatement(seal?.signature ?? '', korea.parties.trust, demand);
    const { signature: _signature, ...named } = seal ?? {};
    expect(verdict).toMatchObject({ ok: true, claims: { iss: 'urn:aeo:registry:KR', ...named } });
  });

  it('are set once a day, and only where the ledger grew', async () => {
    await ask();
    korea.clock.set('2026-11-25T01:00:00.000Z');
    await korea.registry.sealLedger();
    await Promise.all([korea.registry.sealLedger(), korea.registry.sealLedger()]);
    korea.clock.set('2026-11-26T01:00:00.000Z');
    await korea.registry.sealLedger();
    await ask();
    korea.clock.set('2026-11-29T01:00:00.000Z');
    await korea.registry.sealLedger();
    expect((await seals()).map(({ day, sequence }) => [day, sequence])).toEqual([
      ['2026-11-24', 1],
      ['2026-11-28', 2],
    ]);
    expect((await seals('(from: "2026-11-25")')).map(({ sequence }) => sequence)).toEqual([2]);
    expect((await seals('(until: "2026-11-24")')).map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('are made up for when the registry starts, and by one of two processes only', async () => {
    await ask();
    await korea.stop();
    const { parties } = korea;
    const start = (instant: string) =>
      createRegistry({
        profile: getRegistryProfile('KR'),
        location: {
          kind: 'sqlite',
          directory: korea.databaseFile.replace(/\/[^/]+$/, ''),
          synchronous: 'NORMAL',
        },
        ...{ signer: parties.signer('registry-kr'), trust: parties.trust, log: silentLog, isPartner: partners },
        clock: () => new Date(instant),
        verifyToken: pinnedTokens(parties.trust, () => new Date(instant)),
      });
    const two = await Promise.all([start('2026-11-25T00:00:00Z'), start('2026-11-25T00:00:01Z')]);
    await Promise.all(two.map((registry) => registry.stop()));
    korea = await startKorea({ parties });
    expect((await seals()).map(({ day, sequence }) => [day, sequence])).toEqual([['2026-11-24', 1]]);
  });

  it('are not set on a ledger that has lost what the last one names', async () => {
    await ask();
    korea.clock.set('2026-11-25T01:00:00.000Z');
    await korea.registry.sealLedger();
    const database = new Sqlite(korea.databaseFile);
    database.exec('DELETE FROM ledger');
    database.close();
    await ask();
    korea.clock.set('2026-11-26T01:00:00.000Z');
    await korea.registry.sealLedger();
    expect((await seals()).map(({ day }) => day)).toEqual(['2026-11-24']);
  });

  it('are for officers only', async () => {
    const answer = await korea.self(krTin(1), '{ ledgerSeals { day } }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('and the entries that they cover can be read from the first on', async () => {
    for (let asked = 0; asked < 5; asked += 1) await ask();
    interface Entries {
      disclosures: { edges: { node: { sequence: number } }[]; pageInfo: { endCursor: string } };
    }
    const page = async (after?: string) => {
      const query =
        'query ($after: Cursor) { disclosures(oldestFirst: true, first: 3, after: $after) { edges { node { sequence } } pageInfo { endCursor } } }';
      const { data } = await korea.officer<Entries>(query, { after });
      return { sequences: data?.disclosures.edges.map(({ node }) => node.sequence), end: data?.disclosures.pageInfo };
    };
    const first = await page();
    expect(first.sequences).toEqual([1, 2, 3]);
    expect((await page(first.end?.endCursor)).sequences).toEqual([4, 5]);
  });
});
