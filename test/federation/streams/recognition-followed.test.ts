import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { KOREAN_EXPORTER } from '../../../scripts/seed/worth-asking.ts';
import { type Follower, PROTOCOLS, type Told } from '../../support/stream-clients.ts';
import { type FollowedFederation, startFollowed } from './followed-federation.ts';

const { tin } = KOREAN_EXPORTER;
const WATCH = 'mutation ($tins: [String!]!) { watchOperators(tins: $tins) { tin } }';
const CHANGE = `subscription ($after: Cursor, $tins: [TIN!], $administrations: [ID!]) {
  recognitionChange(after: $after, tins: $tins, administrations: $administrations) {
    cursor kind at operator { tin record { legalName } recognition(role: EXPORTER) { outcome reasons } }
  }
}`;
const STATUS = `query ($tin: TIN!) { operator(tin: $tin) { record { authorizations { number version } } } }`;
const step = (action: string, word: string) => `mutation ($number: ID!, $version: Int!) {
  ${action}(number: $number, ${word}: "Seals were broken.", version: $version) { status } }`;

let federation: FollowedFederation;

beforeAll(async () => {
  federation = await startFollowed();
  for (const code of ['JP', 'EU']) await federation.ask(code, WATCH, { tins: [tin] });
});
afterEach(() => federation.closeAll());
afterAll(() => federation.stop());

/** A step by Korea on its own exporter. */
async function act(action: string, word: string): Promise<void> {
  interface Found {
    readonly operator: { readonly record: { readonly authorizations: readonly { number: string; version: number }[] } };
  }
  const { data } = await federation.askOfficer<Found>('KR', STATUS, { tin });
  const { errors } = await federation.askOfficer('KR', step(action, word), {
    ...data.operator.record.authorizations[0],
  });
  expect(errors).toEqual([]);
}

function changeOf(told: Told | undefined) {
  const change = told?.data?.['recognitionChange'] as
    | { cursor: string; operator: { recognition: { outcome: string } } }
    | undefined;
  if (change === undefined) throw new TypeError(JSON.stringify(told));
  return change;
}

/** The next change after which the operator has this outcome; what an earlier test did may still be told before it. */
async function changeWith(follower: Follower, outcome: string) {
  for (;;) {
    const told = await follower.next();
    expect(told?.errors).toBeUndefined();
    const change = changeOf(told);
    expect(change.cursor).toBe(told?.extensions?.cursor);
    if (change.operator.recognition.outcome === outcome) return change;
  }
}

async function cursorNow(administration: string): Promise<string> {
  const { data } = await federation.ask<{ watchedOperators: { changesAfter: string } }>(
    administration,
    '{ watchedOperators { changesAfter } }',
  );
  return data.watchedOperators.changesAfter;
}

describe.each(PROTOCOLS)('over %s', (protocol) => {
  test('a suspension at home is told to the partner that watches, with what the partner makes of it now', async () => {
    const after = await cursorNow('JP');
    const follower = await federation.followAs(protocol, 'JP', CHANGE, { after });
    await act('suspendAuthorization', 'ground');
    const suspended = await changeWith(follower, 'NOT_RECOGNISED');
    expect(suspended).toMatchObject({
      kind: 'OPERATOR_CHANGED',
      operator: { tin, record: { legalName: expect.any(String) }, recognition: { outcome: 'NOT_RECOGNISED' } },
    });
    await act('reinstateAuthorization', 'remark');
    const reinstated = await changeWith(follower, 'RECOGNISED');

    // The pages of the feed and the subscription have the same cursors.
    const page = await federation.ask<{ recognitionChanges: { edges: { cursor: string }[] } }>(
      'JP',
      'query ($after: Cursor) { recognitionChanges(after: $after) { edges { cursor } } }',
      { after: suspended.cursor },
    );
    expect(page.data.recognitionChanges.edges[0]?.cursor).not.toBe(suspended.cursor);
    expect(page.data.recognitionChanges.edges.at(-1)?.cursor).toBe(reinstated.cursor);
  });

  test('a change is told to those alone whose filter lets it through', async () => {
    const after = await cursorNow('JP');
    const open = (variables: object) =>
      federation.followAs(protocol, 'JP', CHANGE, { after, variables: { ...variables } });
    const [byTin, byHome, other, elsewhere] = await Promise.all([
      open({ tins: [tin.toLowerCase()] }),
      open({ administrations: ['KR'] }),
      open({ tins: ['US123456789'] }),
      open({ administrations: ['US'] }),
    ]);
    await act('suspendAuthorization', 'ground');
    await act('reinstateAuthorization', 'remark');
    for (const follower of [byTin, byHome]) expect(changeOf(await follower?.next()).operator).toMatchObject({ tin });
    const nothing = new Promise((resolve) => setTimeout(resolve, 300, 'nothing'));
    for (const follower of [other, elsewhere]) {
      expect(await Promise.race([follower?.next(), nothing])).toBe('nothing');
    }
  });

  test('whoever follows the operator itself gets it; whoever neither asked nor watches gets nothing', async () => {
    const query = 'subscription ($after: Cursor) { recognitionChanged(after: $after) { tin } }';
    const japan = await federation.followAs(protocol, 'JP', query, { after: await cursorNow('JP') });
    const singapore = await federation.followAs(protocol, 'SG', query, { after: await cursorNow('SG') });
    await act('suspendAuthorization', 'ground');
    await act('reinstateAuthorization', 'remark');
    expect(await japan.next()).toMatchObject({ data: { recognitionChanged: { tin } } });
    const nothing = new Promise((resolve) => setTimeout(resolve, 300, 'nothing'));
    expect(await Promise.race([singapore.next(), nothing])).toBe('nothing');
  });
});

test('more TINs than a filter may have are refused, and a cursor of another administration is none', async () => {
  const tins = Array.from({ length: 1_001 }, () => tin);
  const many = await federation.followAs('sse', 'JP', CHANGE, { variables: { tins } });
  expect((await many.next())?.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', field: 'tins' } }]);
  const foreign = await federation.followAs('sse', 'JP', CHANGE, { after: await cursorNow('EU') });
  expect((await foreign.next())?.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
});
