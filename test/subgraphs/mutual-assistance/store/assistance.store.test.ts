import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSISTANCE_AGREEMENTS } from '../../../../schema/reference/assistance-agreements.ts';
import type { AssistanceStore } from '../../../../subgraphs/mutual-assistance/domain/assistance-ports.ts';
import type {
  AssistanceRequest,
  AssistanceResponse,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-request.ts';
import type { AssistanceDraft } from '../../../../subgraphs/mutual-assistance/domain/submit-request.ts';
import { createAssistanceStore } from '../../../../subgraphs/mutual-assistance/store/assistance.store.ts';
import { openAssistanceDatabase } from '../../../../subgraphs/mutual-assistance/store/assistance-database.ts';
import type { Database } from '../../../../subgraphs/runtime/database.ts';

const [agreement] = ASSISTANCE_AGREEMENTS.filter(({ id }) => id === 'JP-KR-CMAA-2004');
if (agreement === undefined) throw new Error('the agreement of the tests is gone');

let count = 0;

function draft(given: Partial<AssistanceDraft> = {}): AssistanceDraft {
  count += 1;
  return {
    id: `request-${count}`,
    requesting: 'JP',
    requested: 'KR',
    idempotencyKey: `key-${count}`,
    kind: 'VENDOR_VALIDATION',
    agreement: agreement as NonNullable<typeof agreement>,
    reason: 'Reason “quoted”, 理由.',
    facts: 'Facts.',
    purpose: 'VENDOR_REGISTRATION',
    urgent: true,
    subject: { kind: 'VENDOR', vendorId: 'v1', legalName: '株式会社 A', establishedIn: 'KR', tin: 'KR1168200276' },
    vendorRegistrationId: 'r1',
    criteria: ['G_CARGO_SECURITY'],
    questions: ['Since when?'],
    state: 'SUBMITTED',
    submittedAt: '2026-11-24T12:00:00.000Z',
    dueOn: '2027-02-22',
    postponedUntil: null,
    response: null,
    refusal: null,
    version: 1,
    year: 2026,
    ...given,
  };
}

function stepOf(request: AssistanceRequest) {
  const at = '2026-11-25T12:00:00.000Z';
  return {
    request: { ...request, state: 'ACKNOWLEDGED', version: request.version + 1 },
    event: { at, by: 'KR', from: request.state, to: 'ACKNOWLEDGED', remark: null },
    evidence: [],
  } as const;
}

const engines: [string, () => Promise<{ database: Database; drop: () => Promise<void> }>][] = [
  [
    'SQLite',
    async () => {
      const directory = mkdtempSync(join(tmpdir(), 'assistance-store-'));
      return {
        database: await openAssistanceDatabase({ kind: 'sqlite', directory, synchronous: 'NORMAL' }),
        drop: async () => {},
      };
    },
  ],
];

const postgresUrl = process.env['TEST_DATABASE_URL'];
if (postgresUrl !== undefined) {
  engines.push([
    'PostgreSQL',
    async () => {
      const schema = `assistance_${Math.random().toString(36).slice(2)}`;
      return {
        database: await openAssistanceDatabase({ kind: 'postgres', url: postgresUrl }, schema),
        async drop() {
          const client = new pg.Client({ connectionString: postgresUrl });
          await client.connect();
          await client.query(`DROP SCHEMA ${schema} CASCADE`);
          await client.end();
        },
      };
    },
  ]);
}

describe.each(engines)('the store on %s', (_name, open) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: AssistanceStore;

  beforeAll(async () => {
    opened = await open();
    store = createAssistanceStore(opened.database);
  });

  afterAll(async () => {
    await opened.database.close();
    await opened.drop();
  });

  it('gives back what it was given', async () => {
    const { year: _year, ...given } = draft();
    const kept = await store.add({ ...given, year: 2026 });
    expect(kept).toEqual({ ...given, reference: kept.reference });
    expect(await store.find(kept.id)).toEqual(kept);
    expect(await store.findByKey('JP', kept.idempotencyKey)).toEqual(kept);
    expect(await store.findByKey('KR', kept.idempotencyKey)).toBeUndefined();
    expect((await store.historiesOf([kept.id])).get(kept.id)).toEqual([
      { at: kept.submittedAt, by: 'JP', from: null, to: 'SUBMITTED', remark: null },
    ]);
  });

  it('counts references for each pair and year, in both directions apart, without a gap', async () => {
    const pair = { requesting: 'AU', requested: 'JP' };
    const kept = await Promise.all([1, 2, 3].map(() => store.add(draft(pair))));
    const next = await store.add(draft({ ...pair, year: 2027 }));
    const back = await store.add(draft({ requesting: 'JP', requested: 'AU' }));
    expect([...kept.map(({ reference }) => reference)].sort()).toEqual([
      'AU-JP-2026-000001',
      'AU-JP-2026-000002',
      'AU-JP-2026-000003',
    ]);
    expect([next.reference, back.reference]).toEqual(['AU-JP-2027-000001', 'JP-AU-2026-000001']);
  });

  it('keeps one request for one key of one administration, however often at once', async () => {
    const drafts = [1, 2, 3].map(() => draft({ idempotencyKey: 'one key' }));
    const kept = await Promise.all(drafts.map((each) => store.add(each)));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
    const other = await store.add(draft({ requesting: 'CN', idempotencyKey: 'one key' }));
    expect(other.id).not.toBe(kept[0]?.id);
  });

  it('keeps one of two steps that were decided on the same version', async () => {
    const request = await store.add(draft());
    const results = await Promise.all([store.keepStep(stepOf(request)), store.keepStep(stepOf(request))]);
    expect(results.sort()).toEqual([false, true]);
    expect(await store.find(request.id)).toMatchObject({ state: 'ACKNOWLEDGED', version: 2 });
    expect((await store.historiesOf([request.id])).get(request.id)).toHaveLength(2);
  });

  it('keeps an answer with its evidence, whose content no reading gives', async () => {
    const request = await store.add(draft());
    const response: AssistanceResponse = {
      ...{ criteria: [], answers: ['2019.'], useRestrictions: null, completedAt: '2026-11-25T12:00:00.000Z' },
      outcome: 'CONFIRMED',
    };
    const evidence = ['a.txt', 'b.txt'].map((name) => ({
      ...{ name, mediaType: 'text/plain', sizeBytes: 5, sha256: 'x', contentBase64: 'aGVsbG8=' },
    }));
    const step = stepOf(request);
    await store.keepStep({ ...step, request: { ...step.request, response }, evidence });
    expect((await store.find(request.id))?.response).toEqual(response);
    expect((await store.evidenceOf([request.id])).get(request.id)).toEqual([
      { name: 'a.txt', mediaType: 'text/plain', sizeBytes: 5, sha256: 'x' },
      { name: 'b.txt', mediaType: 'text/plain', sizeBytes: 5, sha256: 'x' },
    ]);
  });

  it('lists a party’s requests newest first, by direction and state, page after page', async () => {
    const sent = [];
    for (let index = 0; index < 5; index += 1) {
      sent.push(await store.add(draft({ requesting: 'CH', requested: index % 2 === 0 ? 'EU' : 'JP' })));
    }
    const received = await store.add(draft({ requesting: 'EU', requested: 'CH' }));
    const ids = async (given: object) =>
      (await store.list({ party: 'CH', direction: null, state: null, after: null, limit: 10, ...given })).map(
        ({ id }) => id,
      );
    const newestFirst = sent.map(({ id }) => id).reverse();
    expect(await ids({})).toEqual([received.id, ...newestFirst]);
    expect(await ids({ direction: 'OUTGOING' })).toEqual(newestFirst);
    expect(await ids({ direction: 'INCOMING' })).toEqual([received.id]);
    expect(await ids({ direction: 'OUTGOING', limit: 2, after: newestFirst[1] })).toEqual(newestFirst.slice(2, 4));
    expect(await ids({ state: 'COMPLETED' })).toEqual([]);
    expect(await ids({ party: 'NO' })).toEqual([]);
  });

  it('finds by link only what the party may see', async () => {
    const request = await store.add(draft({ requesting: 'NZ', requested: 'EU', vendorRegistrationId: 'r-nz' }));
    for (const party of ['NZ', 'EU']) {
      expect(await store.linkedTo('vendorRegistrationId', ['r-nz', 'other'], party)).toEqual([request]);
      expect(await store.findMany([request.id], party)).toEqual([request]);
    }
    expect(await store.linkedTo('vendorRegistrationId', ['r-nz'], 'KR')).toEqual([]);
    expect(await store.findMany([request.id], 'KR')).toEqual([]);
  });
});
