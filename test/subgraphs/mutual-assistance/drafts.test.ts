import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KR_TIN, type RequestView, type RunningAssistance, startAssistance } from './support.ts';

let running: RunningAssistance;

beforeAll(async () => {
  running = await startAssistance();
});

afterAll(() => running.stop());

interface DraftView {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly missing: readonly string[];
}

const SAVE = `mutation($input: AssistanceDraftInput!, $id: ID, $version: Int) {
  saveAssistanceDraft(input: $input, id: $id, version: $version) { id state version missing } }`;
const SUBMIT = 'mutation($id: ID!, $version: Int!) { submitAssistanceDraft(id: $id, version: $version) { id state } }';
const DISCARD = 'mutation($id: ID!, $version: Int!) { discardAssistanceDraft(id: $id, version: $version) }';

/** What a recognition decision gives with ASK_FOR_ASSISTANCE. */
const NEXT_STEP = {
  ...{ requested: 'KR', kind: 'OPERATOR_VALIDATION', agreement: 'JP-KR-CMAA-2004', purpose: 'IMPORT_CLEARANCE' },
  ...{ reason: 'No arrangement.', facts: 'The operator acts as EXPORTER.', subjectTin: KR_TIN },
  criteria: ['A_DEMONSTRATED_COMPLIANCE', 'B_COMMERCIAL_RECORDS', 'G_CARGO_SECURITY'],
};

async function save(administration: string, input: object, given: object = {}) {
  const { data, errors } = await running.ask<{ saveAssistanceDraft: DraftView }>(administration, SAVE, {
    input,
    ...given,
  });
  return { draft: data?.saveAssistanceDraft, errors };
}

describe('a draft', () => {
  it('may be empty, and names everything that it lacks, what is demanded first', async () => {
    const { draft } = await save('JP', {});
    expect(draft).toMatchObject({ state: 'DRAFT', version: 1 });
    expect(draft?.missing.slice(0, 7)).toEqual([
      ...['requested', 'kind', 'agreement', 'reason', 'facts', 'purpose', 'subjectTin'],
    ]);
    const { errors } = await running.ask('JP', SUBMIT, { id: draft?.id, version: 1 });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'requested' });
    expect(errors?.[0]?.message).toContain('requested, kind, agreement');
  });

  it('takes the request that a decision proposes as it is, and sends it once', async () => {
    const { draft } = await save('JP', NEXT_STEP);
    const given = { id: draft?.id, version: 1 };
    const sent = await running.ask<{ submitAssistanceDraft: RequestView }>('JP', SUBMIT, given);
    expect(sent.data?.submitAssistanceDraft.state).toBe('SUBMITTED');
    expect(await running.ask('JP', SUBMIT, given)).toEqual(sent);
    const { data } = await running.ask<{ assistanceDraft: null }>(
      'JP',
      'query($id: ID!) { assistanceDraft(id: $id) { id } }',
      { id: draft?.id },
    );
    expect(data?.assistanceDraft).toBeNull();
  });

  it('stays where sending it is refused', async () => {
    const { draft } = await save('JP', { ...NEXT_STEP, agreement: 'WTO-TFA-12' });
    const { errors } = await running.ask('JP', SUBMIT, { id: draft?.id, version: 1 });
    expect(errors?.[0]?.extensions.code).toBe('NO_LEGAL_BASIS');
    expect(await running.ask('JP', DISCARD, { id: draft?.id, version: 1 })).toEqual({
      data: { discardAssistanceDraft: draft?.id },
    });
  });

  it('is saved and discarded on the version that was read', async () => {
    const { draft } = await save('JP', { reason: 'First.' });
    const second = await save('JP', { reason: 'Second.' }, { id: draft?.id, version: 1 });
    expect(second.draft?.version).toBe(2);
    const late = await save('JP', { reason: 'Third.' }, { id: draft?.id, version: 1 });
    expect(late.errors?.[0]?.extensions.code).toBe('VERSION_CONFLICT');
    const alone = await save('JP', {}, { id: draft?.id });
    expect(alone.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'version' });
  });

  it('is nothing to any other administration, the one that would be asked among them', async () => {
    const { draft } = await save('JP', NEXT_STEP);
    const query = `query($id: ID!) { assistanceDraft(id: $id) { id } assistanceDrafts { id } assistanceRequest(id: $id) { id }
      assistanceRequests(state: DRAFT) { edges { node { id } } } }`;
    for (const other of ['KR', 'EU']) {
      const nothing = {
        assistanceDraft: null,
        assistanceDrafts: [],
        assistanceRequest: null,
        assistanceRequests: { edges: [] },
      };
      expect((await running.ask(other, query, { id: draft?.id })).data).toEqual(nothing);
      for (const mutation of [SUBMIT, DISCARD]) {
        const { errors } = await running.ask(other, mutation, { id: draft?.id, version: 1 });
        expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      }
    }
  });
});
