import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSISTANCE_AGREEMENTS } from '../../../../schema/reference/assistance-agreements.ts';
import type {
  AssistanceStore,
  RequestPosition,
  RequestSelection,
} from '../../../../subgraphs/mutual-assistance/domain/assistance-ports.ts';
import { daysAfter } from '../../../../subgraphs/mutual-assistance/domain/calendar-date.ts';
import { NO_PARTICULARS } from '../../../../subgraphs/mutual-assistance/domain/request-particulars.ts';
import type { NewRequest } from '../../../../subgraphs/mutual-assistance/domain/submit-request.ts';
import { createAssistanceStore } from '../../../../subgraphs/mutual-assistance/store/assistance.store.ts';
import { openAssistanceDatabase } from '../../../../subgraphs/mutual-assistance/store/assistance-database.ts';
import { AssistanceRequestEntity } from '../../../../subgraphs/mutual-assistance/store/assistance-request.entity.ts';
import { rowOfDraft } from '../../../../subgraphs/mutual-assistance/store/request-mapping.ts';
import { selectionOfSide } from '../../../../subgraphs/mutual-assistance/store/request-selection.ts';
import type { Database } from '../../../../subgraphs/runtime/database.ts';

const [agreement] = ASSISTANCE_AGREEMENTS;
if (agreement === undefined) throw new Error('there are no agreements');
const PARTNERS = ['KR', 'EU', 'AU', 'CN', 'NO'] as const;
const REQUESTS = 10_000;

function request(at: number): NewRequest {
  const partner = PARTNERS[at % PARTNERS.length] ?? 'KR';
  const [requesting, requested] = at % 2 === 0 ? ['JP', partner] : [partner, 'JP'];
  return {
    ...{ id: `request-${at}`, requesting, requested, idempotencyKey: `key-${at}`, agreement: agreement as never },
    ...{ reason: 'Reason.', facts: 'Facts.', urgent: false, vendorRegistrationId: null, oral: null, year: 2026 },
    ...{ criteria: [], questions: [], particulars: NO_PARTICULARS, jointWith: [], furtherUses: [], version: 1 },
    kind: at % 3 === 0 ? 'SPOT_CHECK' : 'OPERATOR_VALIDATION',
    purpose: 'AEO_VALIDATION',
    subject: { kind: 'OPERATOR', tin: 'KR1168200276' as never },
    state: at % 7 === 0 ? 'ACKNOWLEDGED' : 'SUBMITTED',
    submittedAt: '2026-11-24T12:00:00.000Z',
    clock: { dueOn: daysAfter('2026-12-01', at % 90), stoppedDays: 0, stop: null },
    ...{ answeredAt: null, postponement: null, response: null, refusal: null },
  };
}

const ALL: RequestSelection = {
  ...{ party: 'JP', direction: null, state: null, kind: null, partner: null, after: null, limit: 200 },
  orderBy: 'SUBMITTED',
  now: new Date('2026-11-24T12:00:00Z'),
};

let database: Database;
let store: AssistanceStore;

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'assistance-many-'));
  database = await openAssistanceDatabase({ kind: 'sqlite', directory, synchronous: 'NORMAL' });
  store = createAssistanceStore(database);
  await database.write(async (manager) => {
    for (let from = 0; from < REQUESTS; from += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => {
        const ordinal = from + index + 1;
        return rowOfDraft(request(ordinal), { ordinal, referenceYear: 2026, referenceNumber: ordinal });
      });
      await manager.insert(AssistanceRequestEntity, rows);
    }
    await manager.query('ANALYZE');
  });
});

afterAll(() => database.close());

async function everyPage(given: Partial<RequestSelection>): Promise<string[]> {
  const seen: string[] = [];
  let after: RequestPosition | null = null;
  for (;;) {
    const page = await store.list({ ...ALL, ...given, after });
    const last = page.at(-1);
    if (last === undefined) return seen;
    seen.push(...page.map(({ id }) => id));
    after = { id: last.id, dueOn: last.clock.dueOn };
  }
}

describe('a list of 10,000', () => {
  it.each(['SUBMITTED', 'DUE'] as const)(
    'in the order %s gives each once, in both directions together',
    async (orderBy) => {
      const seen = await everyPage({ orderBy });
      expect(seen).toHaveLength(REQUESTS);
      expect(new Set(seen).size).toBe(REQUESTS);
    },
  );

  it('is narrowed by direction, state, kind and partner together', async () => {
    const seen = await everyPage({ direction: 'OUTGOING', state: 'ACKNOWLEDGED', kind: 'SPOT_CHECK', partner: 'KR' });
    const expected = Array.from({ length: REQUESTS }, (_, index) => request(index + 1)).filter(
      ({ requesting, requested, state, kind }) =>
        requesting === 'JP' && requested === 'KR' && state === 'ACKNOWLEDGED' && kind === 'SPOT_CHECK',
    );
    expect(seen).toEqual(expected.map(({ id }) => id).reverse());
    expect(seen.length).toBeGreaterThan(10);
  });

  /** The plans as they stand in the README of the subgraph. */
  it.each<[string, 'requesting' | 'requested', Partial<RequestSelection>, RegExp]>([
    ['newest first', 'requesting', {}, /USING INDEX assistance_request_outgoing /],
    ['in a state', 'requested', { state: 'SUBMITTED' }, /USING INDEX assistance_request_incoming_state /],
    ['of a kind', 'requesting', { kind: 'SPOT_CHECK' }, /USING INDEX assistance_request_outgoing_kind /],
    ['with a partner', 'requesting', { partner: 'KR' }, /USING INDEX assistance_request_pair /],
    ['by day', 'requested', { orderBy: 'DUE' }, /USING INDEX assistance_request_incoming_due /],
    [
      'by day, going on',
      'requested',
      { orderBy: 'DUE', after: { id: 'request-500', dueOn: '2027-01-01' } },
      /USING INDEX assistance_request_incoming_due /,
    ],
  ])('%s is read in the order of an index, without sorting', async (_what, side, given, plan) => {
    const query = selectionOfSide(database.read, side, { ...ALL, ...given });
    const [sql, parameters] = query.getQueryAndParameters();
    const rows: { detail: string }[] = await database.read.query(`EXPLAIN QUERY PLAN ${sql}`, parameters);
    const details = rows.map(({ detail }) => detail);
    expect(details[0]).toMatch(plan);
    expect(details.join('\n')).not.toMatch(/TEMP B-TREE|SCAN request/);
  });
});
