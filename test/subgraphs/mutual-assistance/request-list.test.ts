import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAssistance, startAssistance } from './support.ts';

let running: RunningAssistance;
const references: string[] = [];

interface Page {
  readonly assistanceRequests: {
    readonly edges: { readonly cursor: string; readonly node: { readonly reference: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const LIST = `query($after: Cursor, $first: Int, $direction: AssistanceDirection, $state: AssistanceState) {
  assistanceRequests(after: $after, first: $first, direction: $direction, state: $state) {
    edges { cursor node { reference history { to } agreement { id } response { outcome evidence { name } } } }
    pageInfo { hasNextPage endCursor } } }`;

beforeAll(async () => {
  running = await startAssistance();
  for (let index = 0; index < 45; index += 1) references.unshift((await running.submitted('JP')).reference);
});

afterAll(() => running.stop());

async function page(variables: object) {
  const { data, errors } = await running.ask<Page>('JP', LIST, { ...variables });
  if (data == null) throw new Error(JSON.stringify(errors));
  return data.assistanceRequests;
}

describe('the list of requests', () => {
  it('gives twenty, newest first, and goes on after the last without a gap or a repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    const sizes: number[] = [];
    do {
      const { edges, pageInfo } = await page({ after });
      sizes.push(edges.length);
      seen.push(...edges.map(({ node }) => node.reference));
      // What is sent meanwhile stands before the first page and moves nothing.
      if (after === null) await running.submitted('JP');
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(sizes).toEqual([20, 20, 5]);
    expect(seen).toEqual(references);
  });

  it('is empty in the other direction and in another state', async () => {
    const none = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect(await page({ direction: 'INCOMING' })).toEqual(none);
    expect(await page({ state: 'COMPLETED' })).toEqual(none);
    expect((await page({ direction: 'OUTGOING', state: 'SUBMITTED', first: 200 })).edges).toHaveLength(46);
  });

  it.each([
    [0, 'BAD_USER_INPUT'],
    [-1, 'BAD_USER_INPUT'],
    [201, 'LIMIT_EXCEEDED'],
  ])('does not give %i at once: %s', async (first, code) => {
    const { errors } = await running.ask('JP', LIST, { first });
    expect(errors?.[0]?.extensions).toMatchObject({ code, field: 'first' });
  });

  it.each(['', 'not a cursor', 'eyJ4IjoxfQ'])('refuses the cursor %j', async (after) => {
    const { errors } = await running.ask('JP', LIST, { after });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});
