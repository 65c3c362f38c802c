import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CopiedAnswer, CopiedQuestion } from '../../client/copied-answer.ts';
import { type CopyStore, openCopyStore } from '../../client/copy-store.ts';
import { createFederationClient } from '../../client/federation-client.ts';
import { type LocalCopy, startLocalCopy } from '../../client/local-copy.ts';
import { krTin, sampleAuthorization, sampleOperator } from '../subgraphs/aeo-registry/support/sample-operators.ts';
import { type FaultProxy, SOUND, startFaultProxy } from '../support/fault-proxy.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { createTestClock } from '../support/parties.ts';

const DAY = 86_400_000;
const SUSPEND = `mutation($number: ID!, $version: Int!) {
  suspendAuthorization(number: $number, ground: "Seals were broken.", version: $version) { number }
}`;

describe('a local copy', () => {
  const clock = createTestClock('2026-11-24T12:00:00.000Z');
  const directory = mkdtempSync(join(tmpdir(), 'aeo-local-copy-'));
  const tins = Array.from({ length: 8 }, (_, index) => krTin(600_000 + index * 1_000));
  const stops: (() => Promise<void>)[] = [];
  let federation: TestFederation;
  let link: FaultProxy;

  beforeAll(async () => {
    federation = await startFederation({ clock, reliance: new Map([['KR', 48]]) });
    const exporter = (tin: (typeof tins)[number]) =>
      sampleOperator(tin, ['JP'], { authorizations: [sampleAuthorization(`AEO-${tin}`, { validations: [] })] });
    await federation.embedded.registries.get('KR')?.importOperators(tins.map(exporter), 'test');
    link = await startFaultProxy(Number(new URL(federation.url).port));
  });
  afterEach(async () => {
    await link.set(SOUND);
    for (const stop of stops.splice(0)) await stop();
  });
  afterAll(async () => {
    await link.close();
    await federation.stop();
    rmSync(directory, { recursive: true });
  });

  /** A copy whose turns are taken by `catchUp` alone. */
  function startCopy(name: string): { copy: LocalCopy; store: CopyStore } {
    const url = `http://127.0.0.1:${link.port}`;
    const ask = createFederationClient({ url, token: () => federation.token('JP'), purpose: 'IMPORT_CLEARANCE' });
    const store = openCopyStore(join(directory, name));
    const copy = startLocalCopy({ ask, store, clock, intervalMs: 3_600_000 });
    stops.push(async () => {
      await copy.stop();
      store.close();
    });
    return { copy, store };
  }

  function takeTin() {
    const tin = tins.pop();
    if (tin === undefined) throw new TypeError('there are too few operators for so many tests');
    return tin;
  }

  const about = (tin: string): CopiedQuestion => ({ tin, role: 'EXPORTER' });
  const cut = () => link.set({ refuses: true });
  const outcomeOf = (answer: CopiedAnswer) =>
    answer.basis === 'FEDERATION'
      ? [answer.basis, answer.decision.outcome]
      : [answer.basis, answer.outcome, ...('why' in answer ? [answer.why] : [])];

  async function suspend(tin: string): Promise<void> {
    const { data } = await federation.askOfficer<{ operator: { version: number } }>(
      'KR',
      `{ operator(tin: "${tin}") { version } }`,
    );
    const { errors } = await federation.askOfficer('KR', SUSPEND, {
      ...{ number: `AEO-${tin}`, version: data.operator.version },
    });
    expect(errors).toEqual([]);
  }

  /** Takes turns until the change has come along. */
  async function untilSeen(copy: LocalCopy, question: CopiedQuestion, expected: readonly string[]): Promise<void> {
    await expect
      .poll(
        async () => {
          await copy.catchUp();
          return outcomeOf(copy.answerFromCopy(question));
        },
        { timeout: 10_000 },
      )
      .toEqual(expected);
  }

  it('answers from the federation while it can, and from the copy with age and end while the link is cut', async () => {
    const question = about(takeTin());
    const { copy } = startCopy('cut');
    copy.follow([question]);
    await copy.catchUp();
    expect(copy.state()).toEqual({ currentAsOf: clock().toISOString(), fault: null, questions: 1, outOfDate: 0 });
    expect(outcomeOf(await copy.answer(question))).toEqual(['FEDERATION', 'RECOGNISED']);
    await cut();
    clock.set(new Date(clock().getTime() + 3_600_000).toISOString());
    expect(await copy.answer(question)).toMatchObject({
      ...{ basis: 'LOCAL_COPY', outcome: 'RECOGNISED', ageSeconds: 3_600 },
      kept: { decision: { receipt: expect.stringMatching(/^ey/) } },
    });
    expect(outcomeOf(await copy.answer(about(krTin(1))))).toEqual(['LOCAL_COPY', 'UNDETERMINED', 'NOT_IN_COPY']);
    await expect(copy.catchUp()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(copy.state()).toMatchObject({ fault: 'UNREACHABLE' });
    clock.set(new Date(clock().getTime() + 2 * DAY).toISOString());
    expect(outcomeOf(await copy.answer(question))).toEqual(['LOCAL_COPY', 'UNDETERMINED', 'NOT_TO_BE_RELIED_ON']);
  });

  it('learns of a suspension from the feed, and then recognises no more', async () => {
    const question = about(takeTin());
    const { copy } = startCopy('suspended');
    copy.follow([question]);
    await copy.catchUp();
    await suspend(question.tin);
    await untilSeen(copy, question, ['LOCAL_COPY', 'UNDETERMINED', 'NOT_RECOGNISED_WHEN_ASKED']);
    expect(outcomeOf(await copy.answer(question))).toEqual(['FEDERATION', 'NOT_RECOGNISED']);
  });

  it('cannot tell of an operator that changed while its registry is silent, and asks again when that is over', async () => {
    const question = about(takeTin());
    const { copy } = startCopy('silent');
    copy.follow([question]);
    await copy.catchUp();
    await suspend(question.tin);
    const speaks = federation.replaceRegistry('KR', (real) => ({
      ...real,
      request: async () => {
        throw new Error('the line is dead');
      },
    }));
    await untilSeen(copy, question, ['LOCAL_COPY', 'UNDETERMINED', 'CHANGED_SINCE']);
    speaks();
    clock.set(new Date(clock().getTime() + 61_000).toISOString());
    await untilSeen(copy, question, ['LOCAL_COPY', 'UNDETERMINED', 'NOT_RECOGNISED_WHEN_ASKED']);
  });

  it('goes on after a restart where it was, without asking again what has not changed', async () => {
    const [still, changed] = [about(takeTin()), about(takeTin())];
    const before = startCopy('restarted');
    before.copy.follow([still, changed]);
    await before.copy.catchUp();
    for (const stop of stops.splice(0)) await stop();
    await suspend(changed.tin);
    const { copy, store } = startCopy('restarted');
    const kept = store.find(still);
    await untilSeen(copy, changed, ['LOCAL_COPY', 'UNDETERMINED', 'NOT_RECOGNISED_WHEN_ASKED']);
    expect(store.find(still)).toEqual(kept);
    expect(outcomeOf(copy.answerFromCopy(still))).toEqual(['LOCAL_COPY', 'RECOGNISED']);
  });

  it('starts over where its place in the feed is no more, and asks everything again', async () => {
    const question = about(takeTin());
    const { copy, store } = startCopy('expired');
    copy.follow([question]);
    await copy.catchUp();
    const kept = store.find(question);
    clock.set(new Date(clock().getTime() + 91 * DAY).toISOString());
    const ahead = Buffer.from('["CHANGES","JP",999999]').toString('base64url');
    store.changed([], ahead);
    await copy.catchUp();
    expect(store.cursor()).not.toBe(ahead);
    expect(store.find(question)?.askedAt).not.toBe(kept?.askedAt);
    expect(copy.state()).toMatchObject({ fault: null, outOfDate: 0 });
  });

  it('lets a wrong identifier be known, and asks about nobody else for it', async () => {
    const { copy } = startCopy('wrong');
    copy.follow([about('KR1'), about(takeTin())]);
    await copy.catchUp();
    expect(copy.state()).toMatchObject({ questions: 2, outOfDate: 1 });
    await expect(copy.answer(about('KR1'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
