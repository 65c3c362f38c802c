import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import { createParties, createTestClock, type Parties } from '../../support/parties.ts';
import { createHubFeed, type HubFeed } from './support/hub-feed.ts';
import { type RegistryHarness, startKorea } from './support/registry-harness.ts';
import { krTin, sampleOperator } from './support/sample-operators.ts';

const SIGNALS = 'query ($tin: TIN) { partnerSignals(tin: $tin) { at from kind tin remark effectiveFrom } }';
const [TIN, OTHER] = [krTin(1), krTin(2)];

interface Signal {
  readonly kind: string;
  readonly tin: string;
  readonly remark: string;
}

describe('what partners did on their side', () => {
  let parties: Parties;
  let hub: HubFeed;
  let korea: RegistryHarness;
  const clock = createTestClock();

  beforeEach(async () => {
    parties = await createParties();
    hub = createHubFeed(parties, clock);
    korea = await startKorea({ parties, signals: [hub.source] });
  });
  afterEach(() => korea.stop());

  async function signals(tin?: string): Promise<readonly Signal[]> {
    await korea.registry.pullSignals();
    const { data } = await korea.officer<{ partnerSignals: Signal[] }>(SIGNALS, { tin });
    return data?.partnerSignals ?? [];
  }

  /** Why each event that is kept aside was not believed. */
  function keptAside(): readonly string[] {
    const database = new Sqlite(korea.databaseFile, { readonly: true });
    const rows = database.prepare('SELECT why FROM unbelieved_event ORDER BY cursor').all() as { why: string }[];
    database.close();
    return rows.map(({ why }) => why);
  }

  it('arrives in the registry, newest first, by operator and whole', async () => {
    expect(await signals()).toEqual([]);
    await hub.tell(TIN, { iat: 1_795_000_000, effectiveFrom: '2026-11-20T00:00:00.000Z' });
    await hub.tell(OTHER, { iat: 1_795_000_100, from: 'US', remark: 'other' });
    await hub.tell(TIN, { iat: 1_795_000_100, kind: 'BENEFITS_REINSTATED' });
    expect(await signals(TIN)).toEqual([
      {
        ...{ at: '2026-11-18T11:08:20.000Z', from: 'JP', kind: 'BENEFITS_REINSTATED', tin: TIN },
        ...{ remark: 'Undeclared goods were found.', effectiveFrom: '2026-11-24T12:00:00.000Z' },
      },
      {
        ...{ at: '2026-11-18T11:06:40.000Z', from: 'JP', kind: 'BENEFITS_SUSPENDED', tin: TIN },
        ...{ remark: 'Undeclared goods were found.', effectiveFrom: '2026-11-20T00:00:00.000Z' },
      },
    ]);
    expect((await signals()).map(({ tin }) => tin)).toEqual([TIN, OTHER, TIN]);
  });

  it('is kept once, however often the event comes', async () => {
    const event = await hub.tell(TIN, { jti: 'same' });
    hub.put(event);
    hub.put(event);
    await hub.tell(TIN, { jti: 'same', remark: 'told differently' });
    expect(await signals()).toMatchObject([{ remark: 'Undeclared goods were found.' }]);
    hub.put(event);
    expect(await signals()).toHaveLength(1);
    expect(keptAside()).toEqual([]);
  });

  it('is not what somebody else signed, or is for somebody else, or is no such event; the rest still arrives', async () => {
    await hub.tell(TIN, { remark: 'forged by a registry' }, 'registry-jp');
    await hub.tell(TIN, { remark: 'forged by the gateway' }, 'gateway');
    await hub.tell(TIN, { remark: 'of another kind of statement' }, 'recognition', 'aeo-receipt+jwt');
    await hub.tell(TIN, { remark: 'for Japan', aud: administrationAudience('JP') });
    await hub.tell(TIN, { remark: 'without a name', jti: '' });
    await hub.tell(TIN, { remark: 'unheard of', kind: 'UNHEARD_OF' as never });
    const [head = '', , tail = ''] = (await hub.tell(TIN, { remark: 'true' })).split('.');
    const claims = Buffer.from(JSON.stringify({ sub: TIN, remark: 'altered' })).toString('base64url');
    hub.put(`${head}.${claims}.${tail}`);
    hub.put('nonsense');
    hub.put('');
    await hub.tell(OTHER, { remark: 'true too' });
    const shown = await signals();
    expect(shown.map(({ remark }) => remark).toSorted()).toEqual(['true', 'true too']);
    expect(keptAside()).toHaveLength(9);
    expect(hub.asked.at(-1)).toBe('11');
    expect(await signals()).toHaveLength(2);
    expect(keptAside()).toHaveLength(9);
  });

  it('goes on after a restart where it ended', async () => {
    await hub.tell(TIN);
    await hub.tell(TIN);
    await hub.tell(OTHER);
    expect(await signals()).toHaveLength(3);
    await korea.stop();
    hub.asked.length = 0;
    korea = await startKorea({ parties, signals: [hub.source] });
    await hub.tell(OTHER);
    expect(await signals()).toHaveLength(4);
    expect([...new Set(hub.asked)]).toEqual(['3', '4']);
  });

  it('waits where the hub is silent, and what is there already is shown', async () => {
    await hub.tell(TIN);
    expect(await signals()).toHaveLength(1);
    hub.fallSilent();
    await hub.tell(TIN);
    expect(await signals()).toHaveLength(1);
  });

  it('is about the operator where the partner named it by its alias', async () => {
    await korea.registry.importOperators([sampleOperator(TIN, ['JP'])], 'test');
    const add = `mutation { addAlias(tin: "${TIN}", destination: "JP", scheme: "AEO_CODE", value: "${OTHER}", from: "2026-01-01") { tin } }`;
    expect((await korea.officer(add)).errors).toBeUndefined();
    await hub.tell(OTHER);
    await hub.tell(OTHER, { from: 'US' });
    expect((await signals(TIN)).map(({ tin }) => tin)).toEqual([TIN]);
    expect(await signals(OTHER)).toHaveLength(1);
  });

  it('is not waited for without end where the hub repeats itself or gives no page', async () => {
    await hub.tell(TIN);
    const [page] = [await signals()];
    expect(page).toHaveLength(1);
    await korea.stop();
    const repeated = [{ cursor: '1', event: await hub.tell(TIN) }];
    for (const events of [repeated, 'nonsense', [{ cursor: null, event: 'e' }], undefined]) {
      const link = { ...hub.source.link, events: async () => events as never };
      korea = await startKorea({ parties, signals: [{ ...hub.source, link }] });
      expect((await signals()).length).toBeLessThanOrEqual(2);
      await korea.stop();
    }
    korea = await startKorea({ parties, signals: [hub.source] });
    expect(await signals()).toHaveLength(2);
  });

  it('is for readers of the registry, and asked about by a TIN', async () => {
    const writer = await korea.token({ scope: 'registry:write' });
    expect((await korea.officer(SIGNALS, {}, writer)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await korea.officer(SIGNALS, { tin: 'KR1' })).errors).toMatchObject([{ extensions: { field: 'tin' } }]);
  });

  it('is pulled by itself, and no more once the registry is stopped', async () => {
    await korea.stop();
    korea = await startKorea({ parties, signals: [{ ...hub.source, intervalMs: 5 }] });
    await hub.tell(TIN);
    const shown = async () => (await korea.officer<{ partnerSignals: Signal[] }>(SIGNALS)).data?.partnerSignals.length;
    await expect.poll(shown).toBe(1);
    await korea.stop();
    const pulls = hub.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hub.asked).toHaveLength(pulls);
    korea = await startKorea({ parties });
  });
});
