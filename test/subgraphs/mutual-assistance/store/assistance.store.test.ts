import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSISTANCE_AGREEMENTS } from '../../../../schema/reference/assistance-agreements.ts';
import type {
  AssistanceStore,
  RequestSelection,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-ports.ts';
import type {
  AssistanceRequest,
  AssistanceResponse,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-request.ts';
import { NO_PARTICULARS } from '../../../../subgraphs/mutual-assistance/domain/request-particulars.ts';
import type { NewRequest } from '../../../../subgraphs/mutual-assistance/domain/submit-request.ts';
import type { StepTaken } from '../../../../subgraphs/mutual-assistance/domain/take-step.ts';
import { createAssistanceStore } from '../../../../subgraphs/mutual-assistance/store/assistance.store.ts';
import { openAssistanceDatabase } from '../../../../subgraphs/mutual-assistance/store/assistance-database.ts';
import type { Database } from '../../../../subgraphs/runtime/database.ts';

const [agreement] = ASSISTANCE_AGREEMENTS.filter(({ id }) => id === 'JP-KR-CMAA-2004');
if (agreement === undefined) throw new Error('the agreement of the tests is gone');

const SELECTION: Omit<RequestSelection, 'party'> = {
  ...{ direction: null, state: null, kind: null, partner: null, after: null, limit: 10 },
  orderBy: 'SUBMITTED',
  now: new Date('2026-11-24T12:00:00Z'),
};

let count = 0;

function draft(given: Partial<NewRequest> = {}): NewRequest {
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
    particulars: NO_PARTICULARS,
    jointWith: [],
    oral: null,
    clock: { dueOn: '2027-02-22', stoppedDays: 0, stop: null },
    ...{ answeredAt: null, postponement: null, response: null, refusal: null, furtherUses: [] },
    version: 1,
    year: 2026,
    ...given,
  };
}

function stepOf(request: AssistanceRequest): StepTaken {
  const at = '2026-11-25T12:00:00.000Z';
  return {
    request: { ...request, state: 'ACKNOWLEDGED', version: request.version + 1 },
    event: {
      ...{ at, by: 'KR', from: request.state, remark: null, until: null },
      action: 'acknowledgeAssistanceRequest',
      to: 'ACKNOWLEDGED',
    },
    evidence: [],
  };
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
      {
        ...{ at: kept.submittedAt, by: 'JP', action: 'submitAssistanceRequest', from: null, to: 'SUBMITTED' },
        ...{ remark: null, until: null },
      },
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

  it('keeps an answer and what is told of its evidence', async () => {
    const request = await store.add(draft());
    const response: AssistanceResponse = {
      ...{ criteria: [], answers: ['2019.'], useRestrictions: null, completedAt: '2026-11-25T12:00:00.000Z' },
      ...{ outcome: 'CONFIRMED', notDone: null, statement: 'a.b.c' },
    };
    const evidence = ['a.txt', 'b.txt'].map((name) => ({
      ...{ id: `file-${name}`, name, mediaType: 'text/plain', sizeBytes: 5, sha256: 'x' },
    }));
    const step = stepOf(request);
    await store.keepStep({ ...step, request: { ...step.request, response }, evidence });
    expect((await store.find(request.id))?.response).toEqual(response);
    expect((await store.evidenceOf([request.id])).get(request.id)).toEqual([
      { id: 'file-a.txt', name: 'a.txt', mediaType: 'text/plain', sizeBytes: 5, sha256: 'x' },
      { id: 'file-b.txt', name: 'b.txt', mediaType: 'text/plain', sizeBytes: 5, sha256: 'x' },
    ]);
  });

  it('lists a party’s requests newest first, by direction and state, page after page', async () => {
    const sent = [];
    for (let index = 0; index < 5; index += 1) {
      sent.push(await store.add(draft({ requesting: 'CH', requested: index % 2 === 0 ? 'EU' : 'JP' })));
    }
    const received = await store.add(draft({ requesting: 'EU', requested: 'CH' }));
    const ids = async (given: object) =>
      (await store.list({ ...SELECTION, party: 'CH', ...given })).map(({ id }) => id);
    const newestFirst = sent.map(({ id }) => id).reverse();
    expect(await ids({})).toEqual([received.id, ...newestFirst]);
    expect(await ids({ direction: 'OUTGOING' })).toEqual(newestFirst);
    expect(await ids({ direction: 'INCOMING' })).toEqual([received.id]);
    expect(await ids({ direction: 'OUTGOING', limit: 2, after: { id: newestFirst[1], dueOn: '2027-02-22' } })).toEqual(
      newestFirst.slice(2, 4),
    );
    expect(await ids({ state: 'COMPLETED' })).toEqual([]);
    expect(await ids({ partner: 'JP' })).toEqual([newestFirst[1], newestFirst[3]]);
    expect(await ids({ kind: 'SPOT_CHECK' })).toEqual([]);
    expect(await ids({ party: 'NO' })).toEqual([]);
  });

  it('lists by the day for the answer, and goes on where the cursor stood', async () => {
    const due = async (dueOn: string) =>
      (await store.add(draft({ requesting: 'SG', requested: 'JP', clock: { dueOn, stoppedDays: 0, stop: null } }))).id;
    const [late, early, middle] = [await due('2027-03-01'), await due('2027-01-01'), await due('2027-02-01')];
    const list = async (after: { id: string; dueOn: string } | null) =>
      (await store.list({ ...SELECTION, party: 'SG', orderBy: 'DUE', after })).map(({ id }) => id);
    expect(await list(null)).toEqual([early, middle, late]);
    expect(await list({ id: early ?? '', dueOn: '2027-01-01' })).toEqual([middle, late]);
    expect(await list({ id: early ?? '', dueOn: '2027-02-15' })).toEqual([late]);
  });

  it('lists as lapsed, and as nothing else, what was not confirmed in time', async () => {
    const oral = { madeAt: '2026-11-24T10:00:00.000Z', confirmBy: '2026-11-27T10:00:00.000Z', confirmedAt: null };
    const { id } = await store.add(draft({ requesting: 'HK', requested: 'JP', oral }));
    const inState = async (state: 'SUBMITTED' | 'LAPSED', now: string) =>
      (await store.list({ ...SELECTION, party: 'HK', state, now: new Date(now) })).map((each) => each.id);
    expect(await inState('SUBMITTED', '2026-11-27T10:00:00Z')).toEqual([id]);
    expect(await inState('LAPSED', '2026-11-27T10:00:00Z')).toEqual([]);
    expect(await inState('SUBMITTED', '2026-11-27T10:00:01Z')).toEqual([]);
    expect(await inState('LAPSED', '2026-11-27T10:00:01Z')).toEqual([id]);
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
