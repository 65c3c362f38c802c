import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GATEWAY_SCOPES } from '../../../schema/contract/scopes.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../../subgraphs/aeo-registry/support/sample-operators.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';
import {
  askForChanges,
  atTheRegistry,
  changesAfter,
  decisionsOn,
  pageOfChanges,
  standing,
  waitForChanges,
} from './changes-client.ts';

const SUSPEND = `mutation($number: ID!, $version: Int!, $effectiveFrom: DateTime) {
  suspendAuthorization(number: $number, ground: "Seals were broken.", version: $version, effectiveFrom: $effectiveFrom) { number } }`;
const CONSENT = `mutation($tin: TIN!, $destination: ID!, $given: Boolean!) {
  setConsent(tin: $tin, destination: $destination, given: $given, evidence: "Form 12") { version } }`;
const MANAGER = `mutation($tin: TIN!) { assignAccountManager(tin: $tin, name: "Kim", contact: null) { version } }`;
const ALIAS = `mutation($tin: TIN!, $value: String!) {
  addAlias(tin: $tin, destination: "JP", scheme: "MID", value: $value, from: "2026-01-01") { version } }`;
const BENEFITS = `mutation($tin: TIN!, $effectiveFrom: DateTime) {
  suspendBenefits(tin: $tin, remark: "Seizure 4711", effectiveFrom: $effectiveFrom) { tin } }`;
const WATCH = 'mutation($tins: [String!]!) { watchOperators(tins: $tins) { tin problem operator { tin } } }';
const UNWATCH = 'mutation($tins: [String!]!) { unwatchOperators(tins: $tins) { tin problem operator { tin } } }';
const WATCHED = `query($after: Cursor, $first: Int) { watchedOperators(after: $after, first: $first) {
  edges { cursor node { watched operator { tin } } } pageInfo { hasNextPage endCursor } changesAfter } }`;

/** An exporter whom Japan recognises, with consent to Japan and the United States. */
function exporter(tin: string) {
  return sampleOperator(tin, ['JP', 'US'], {
    authorizations: [sampleAuthorization(`AEO-${tin}`, { validations: [] })],
  });
}

interface Watched {
  readonly watchedOperators: {
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { watched: boolean; operator: { tin: string } };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly changesAfter: string;
  };
}

describe('the feed of changes', () => {
  const clock = createTestClock();
  let federation: TestFederation;
  const fresh = Array.from({ length: 18 }, (_, index) => krTin(index));

  beforeAll(async () => {
    federation = await startFederation({ clock });
    expect(await decisionsOn(federation, 'JP', fresh)).toMatchObject(fresh.map(() => ({ outcome: 'NOT_RECOGNISED' })));
    await federation.embedded.registries.get('KR')?.importOperators(fresh.map(exporter), 'test');
    await waitForChanges(federation, 'JP', null, fresh.length);
  });
  afterAll(() => federation.stop());

  /** A Korean operator of its own for a test, which Japan has asked about, and where Japan's feed ends before anything happens to it. */
  async function koreanExporter() {
    const tin = fresh.pop();
    if (tin === undefined) throw new TypeError('there are too few operators for so many tests');
    return { tin, ...(await changesAfter(federation, 'JP', null)) };
  }

  async function watchedBy(administration: string, after: string | null = null, first = 1_000) {
    const { data, errors } = await federation.ask<Watched>(administration, WATCHED, { after, first });
    expect(errors).toEqual([]);
    return data.watchedOperators;
  }

  const suspend = async (tin: string, effectiveFrom?: string) =>
    atTheRegistry(federation, 'KR', SUSPEND, { ...(await standing(federation, 'KR', tin)), effectiveFrom });
  const consent = (tin: string, destination: string, given: boolean) =>
    atTheRegistry(federation, 'KR', CONSENT, { tin, destination, given });

  test('has a suspension at home, for the partner that asked and for no other', async () => {
    const { tin, endCursor } = await koreanExporter();
    expect(await decisionsOn(federation, 'JP', [tin])).toMatchObject([{ outcome: 'RECOGNISED' }]);
    const others = await changesAfter(federation, 'US', null);
    await suspend(tin);
    const { changes } = await waitForChanges(federation, 'JP', endCursor, 1);
    expect(changes).toMatchObject([{ kind: 'OPERATOR_CHANGED', at: clock().toISOString(), operator: { tin } }]);
    expect(await changesAfter(federation, 'US', null)).toEqual(others);
    expect(await decisionsOn(federation, 'JP', [tin])).toMatchObject([{ outcome: 'NOT_RECOGNISED' }]);
  });

  test('has what is watched by whoever never asked', async () => {
    const { tin } = await koreanExporter();
    const { endCursor } = await changesAfter(federation, 'US', null);
    const { data } = await federation.ask('US', WATCH, { tins: [tin] });
    expect(data).toEqual({ watchOperators: [{ tin, problem: null, operator: { tin } }] });
    await suspend(tin);
    expect((await waitForChanges(federation, 'US', endCursor, 1)).changes).toMatchObject([{ operator: { tin } }]);
  });

  test('shows a consent withdrawn as a change, and nothing of the operator from then on', async () => {
    const { tin, endCursor } = await koreanExporter();
    await consent(tin, 'JP', false);
    const withdrawn = await waitForChanges(federation, 'JP', endCursor, 1);
    expect(withdrawn.changes).toMatchObject([{ kind: 'OPERATOR_CHANGED', operator: { tin } }]);
    expect(await decisionsOn(federation, 'JP', [tin])).toMatchObject([{ reasons: ['UNKNOWN_OR_NOT_DISCLOSED'] }]);
    await suspend(tin);
    const witness = await koreanExporter();
    await suspend(witness.tin);
    const { changes } = await waitForChanges(federation, 'JP', withdrawn.endCursor, 1);
    expect(changes.map(({ operator }) => operator.tin)).toEqual([witness.tin]);
  });

  test('has nothing of what the partner cannot see, such as a consent to another, an account manager or an import that says the same', async () => {
    const { tin, endCursor } = await koreanExporter();
    await consent(tin, 'US', false);
    await atTheRegistry(federation, 'KR', MANAGER, { tin });
    await federation.embedded.registries.get('KR')?.importOperators([exporter(tin)], 'test');
    await atTheRegistry(federation, 'KR', ALIAS, { tin, value: krTin(5_000) });
    const { changes } = await waitForChanges(federation, 'JP', endCursor, 1);
    expect(changes).toHaveLength(1);
  });

  test('has an operator under the alias by which it was asked about', async () => {
    const alias = krTin(6_000);
    await decisionsOn(federation, 'JP', [alias]);
    const { tin, endCursor } = await koreanExporter();
    await atTheRegistry(federation, 'KR', ALIAS, { tin, value: alias });
    const { changes } = await waitForChanges(federation, 'JP', endCursor, 2);
    expect(changes.map(({ operator }) => operator.tin).sort()).toEqual([tin, alias].sort());
  });

  test('has what becomes effective later at once and at that instant, and not what was given up before', async () => {
    const [kept, withdrawn] = [await koreanExporter(), await koreanExporter()];
    const now = clock();
    const tomorrow = new Date(now.getTime() + 86_400_000).toISOString();
    await suspend(kept.tin, tomorrow);
    await suspend(withdrawn.tin, tomorrow);
    const planned = await waitForChanges(federation, 'JP', withdrawn.endCursor, 2);
    expect(planned.changes).toMatchObject([{ operator: { tin: kept.tin } }, { operator: { tin: withdrawn.tin } }]);
    expect(await decisionsOn(federation, 'JP', [kept.tin])).toMatchObject([{ outcome: 'RECOGNISED', reasons: [] }]);
    await consent(withdrawn.tin, 'JP', false);
    const { endCursor } = await waitForChanges(federation, 'JP', planned.endCursor, 1);
    clock.set(tomorrow);
    const { changes } = await waitForChanges(federation, 'JP', endCursor, 1);
    expect(changes).toMatchObject([{ kind: 'OPERATOR_CHANGED', at: tomorrow, operator: { tin: kept.tin } }]);
    expect(await decisionsOn(federation, 'JP', [kept.tin])).toMatchObject([{ outcome: 'NOT_RECOGNISED' }]);
  });

  test('has the own side’s suspension of benefits, now and planned, for that side alone', async () => {
    const { tin, endCursor } = await koreanExporter();
    const tomorrow = new Date(clock().getTime() + 86_400_000).toISOString();
    const others = await changesAfter(federation, 'US', null);
    await federation.ask('JP', BENEFITS, { tin, effectiveFrom: tomorrow });
    const { changes, endCursor: behind } = await changesAfter(federation, 'JP', endCursor);
    expect(changes).toMatchObject([{ kind: 'BENEFITS_SUSPENDED', at: clock().toISOString(), operator: { tin } }]);
    clock.set(tomorrow);
    expect((await waitForChanges(federation, 'JP', behind, 1)).changes).toMatchObject([
      { kind: 'BENEFITS_SUSPENDED', at: tomorrow, operator: { tin } },
    ]);
    expect((await changesAfter(federation, 'US', null)).changes).toEqual(others.changes);
  });

  test('is filtered by operator and by home administration, and goes on behind what was passed over', async () => {
    const [first, second] = [await koreanExporter(), await koreanExporter()];
    await suspend(first.tin);
    await suspend(second.tin);
    const all = await waitForChanges(federation, 'JP', second.endCursor, 2);
    const only = (filters: object) => changesAfter(federation, 'JP', second.endCursor, filters);
    expect((await only({ tins: [second.tin.toLowerCase()] })).changes).toEqual([all.changes[1]]);
    expect(await only({ administrations: ['KR', 'US'] })).toEqual(all);
    expect(await only({ administrations: ['US'] })).toEqual({ ...all, changes: [] });
    expect(await only({ tins: [] })).toMatchObject({ changes: [] });
  });

  test('refuses what is no cursor of its own', async () => {
    const { endCursor } = await changesAfter(federation, 'JP', null);
    const list = await watchedBy('JP');
    const ahead = Buffer.from('["CHANGES","JP",999999]').toString('base64url');
    const codeOf = async (administration: string, after: string) =>
      (await askForChanges(federation, administration, after)).errors.map(({ extensions }) => extensions.code);
    expect(await codeOf('JP', 'nonsense')).toEqual(['BAD_USER_INPUT']);
    expect(await codeOf('JP', list.edges[0]?.cursor ?? '')).toEqual(['BAD_USER_INPUT']);
    expect(await codeOf('US', endCursor)).toEqual(['BAD_USER_INPUT']);
    expect(await codeOf('JP', ahead)).toEqual(['CURSOR_EXPIRED']);
    expect(await codeOf('JP', endCursor)).toEqual([]);
  });

  test('has one to a thousand entries on a page', async () => {
    const codes = async (first: number) =>
      (await askForChanges(federation, 'JP', null, { first })).errors.map(({ extensions }) => extensions.code);
    expect(await codes(0)).toEqual(['BAD_USER_INPUT']);
    expect(await codes(1_001)).toEqual(['LIMIT_EXCEEDED']);
    expect(await codes(1_000)).toEqual([]);
  });

  test('needs the scope to ask', async () => {
    const scopes = GATEWAY_SCOPES.filter((scope) => scope !== 'recognition:ask');
    for (const query of [`{ recognitionChanges { pageInfo { endCursor } } }`, WATCHED, WATCH, UNWATCH]) {
      const { errors } = await federation.ask('JP', query, { tins: [] }, { scopes });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', rule: 'scope recognition:ask' } }]);
    }
  });

  test('follows what is watched until it is watched no longer, and what was asked about for ever', async () => {
    const { tin: asked } = await koreanExporter();
    const never = krTin(7_000);
    const listed = async () =>
      (await watchedBy('JP')).edges
        .map(({ node }) => ({ tin: node.operator.tin, watched: node.watched }))
        .filter(({ tin }) => [asked, never].includes(tin));
    for (const times of [1, 2]) {
      const { data } = await federation.ask('JP', WATCH, { tins: [asked, never, 'KR1', never] });
      expect(data, `the ${times}. time`).toEqual({
        watchOperators: [
          { tin: asked, problem: null, operator: { tin: asked } },
          { tin: never, problem: null, operator: { tin: never } },
          { tin: 'KR1', problem: expect.any(String), operator: null },
          { tin: never, problem: null, operator: { tin: never } },
        ],
      });
    }
    expect(await listed()).toEqual([
      { tin: asked, watched: true },
      { tin: never, watched: true },
    ]);
    await federation.ask('JP', UNWATCH, { tins: [asked, never] });
    await federation.ask('JP', UNWATCH, { tins: [asked, never] });
    expect(await listed()).toEqual([{ tin: asked, watched: false }]);
  });

  test('is started over with a list whose pages all lead to the end that the feed had at the first', async () => {
    const { tin, endCursor } = await koreanExporter();
    const first = await watchedBy('JP', null, 2);
    expect(first.changesAfter).toBe(endCursor);
    await suspend(tin);
    await waitForChanges(federation, 'JP', endCursor, 1);
    const tins = first.edges.map(({ node }) => node.operator.tin);
    for (let page = first; page.pageInfo.hasNextPage; ) {
      page = await watchedBy('JP', page.pageInfo.endCursor, 2);
      expect(page.changesAfter).toBe(first.changesAfter);
      tins.push(...page.edges.map(({ node }) => node.operator.tin));
    }
    expect(tins).toEqual((await watchedBy('JP')).edges.map(({ node }) => node.operator.tin));
    expect(new Set(tins).size).toBe(tins.length);
    expect((await changesAfter(federation, 'JP', first.changesAfter)).changes).toMatchObject([{ operator: { tin } }]);
    const foreign = await federation.ask('US', WATCHED, { after: first.pageInfo.endCursor });
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
  });

  test('is kept for ninety days; an older cursor is told so, and the list leads back into the feed', async () => {
    const { tin, endCursor } = await koreanExporter();
    await suspend(tin);
    const recent = await waitForChanges(federation, 'JP', endCursor, 1);
    clock.set(new Date(clock().getTime() + 91 * 86_400_000).toISOString());
    await expect
      .poll(async () => (await askForChanges(federation, 'JP', endCursor)).errors, { timeout: 10_000 })
      .toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED', field: 'after' }, message: /watchedOperators/ }]);
    expect(await pageOfChanges(federation, 'JP', recent.endCursor, {})).toMatchObject({ changes: [] });
    expect(await pageOfChanges(federation, 'JP', null)).toEqual({ ...recent, changes: [] });
    const { changesAfter: place, edges } = await watchedBy('JP');
    expect(edges.map(({ node }) => node.operator.tin)).toContain(tin);
    const { tin: another } = await koreanExporter();
    await suspend(another);
    expect((await waitForChanges(federation, 'JP', place, 1)).changes).toMatchObject([{ operator: { tin: another } }]);
  });
});
