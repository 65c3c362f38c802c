import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { REGISTRY_SCOPES } from '../../../schema/contract/scopes.ts';
import { KOREAN_EXPORTER, KOREAN_EXPORTER_REVOKED } from '../../../scripts/seed/worth-asking.ts';
import { startWorld, type World } from './world.ts';

const { tin: EXPORTER } = KOREAN_EXPORTER;
const ANNOUNCE = `mutation Announce($from: DateTime, $until: DateTime!, $fallbackAllowed: Boolean!, $remark: String) {
  announceMaintenance(from: $from, until: $until, fallbackAllowed: $fallbackAllowed, remark: $remark) {
    id from until fallbackAllowed remark withdrawnAt
  }
}`;
const WITHDRAW = 'mutation Withdraw($id: ID!) { withdrawMaintenance(id: $id) { id withdrawnAt } }';
const LIST = 'query List($all: Boolean!) { announcedMaintenance(all: $all) { from withdrawnAt } }';
const SHOWN =
  '{ administration(code: "KR") { registry { status maintenance { from until fallbackAllowed remark } } } }';
const UNDECIDED = { outcome: 'UNDETERMINED', reasons: ['REGISTRY_UNAVAILABLE'], basis: 'NONE' };

interface Shown {
  readonly status: string;
  readonly maintenance: readonly { readonly from: string; readonly until: string }[];
}

let world: World;
let restore: () => void = () => undefined;

beforeAll(async () => {
  world = await startWorld({ reliance: new Map([['KR', 24]]) });
});
afterAll(() => world.federation.stop());
afterEach(() => {
  restore();
  restore = () => undefined;
});

const inMinutes = (minutes: number) => new Date(world.clock().getTime() + minutes * 60_000).toISOString();

async function announce(from: number | null, until: number, more: object = {}) {
  const { data, errors } = await world.federation.askOfficer<{ announceMaintenance: { id: string } } | null>(
    'KR',
    ANNOUNCE,
    { from: from === null ? null : inMinutes(from), until: inMinutes(until), fallbackAllowed: true, ...more },
  );
  return { id: data?.announceMaintenance.id ?? '', data, refusals: errors.map(({ extensions }) => extensions) };
}

async function withdraw(id: string) {
  const { errors } = await world.federation.askOfficer('KR', WITHDRAW, { id });
  return errors.map(({ extensions: { code } }) => code);
}

async function shown(): Promise<Shown> {
  const { data } = await world.federation.ask<{ administration: { registry: Shown } }>('JP', SHOWN);
  return data.administration.registry;
}

/** Until the hub shows so many windows: the event has arrived. */
async function areShown(count: number): Promise<void> {
  await expect.poll(async () => (await shown()).maintenance.length, { timeout: 10_000 }).toBe(count);
}

describe('maintenance that an administration announces', () => {
  test('is shown before and during, and no more when it is over; the answer says so and when to ask again', async () => {
    await announce(60, 180, { fallbackAllowed: false, remark: 'New data centre' });
    await areShown(1);
    const from = inMinutes(60);
    const until = inMinutes(180);
    const window = { from, until, fallbackAllowed: false, remark: 'New data centre' };
    expect(await shown()).toEqual({ status: 'AVAILABLE', maintenance: [window] });
    expect((await world.decision('JP', EXPORTER)).notices).toEqual([]);

    world.pass(61);
    restore = world.silence('KR');
    expect((await shown()).maintenance).toEqual([window]);
    // What it said an hour ago would do, but it does not allow that.
    expect(await world.decision('JP', EXPORTER)).toMatchObject({
      ...UNDECIDED,
      ...{ notices: ['REGISTRY_IN_MAINTENANCE'], nextStep: 'RETRY_LATER', retryAfterSeconds: 119 * 60 },
    });

    world.pass(119);
    expect((await shown()).maintenance).toEqual([]);
    expect(await world.decision('JP', EXPORTER)).toMatchObject({
      outcome: 'RECOGNISED',
      basis: 'LAST_KNOWN',
      notices: [],
    });
    expect(await world.decision('JP', KOREAN_EXPORTER_REVOKED.tin)).toMatchObject({
      ...UNDECIDED,
      retryAfterSeconds: 30,
    });
  });

  test('lets its last word be relied on where it allows that', async () => {
    await world.decision('JP', EXPORTER);
    const { id } = await announce(null, 60);
    await areShown(1);
    expect(await world.decision('JP', EXPORTER)).toMatchObject({ basis: 'LIVE', notices: ['REGISTRY_IN_MAINTENANCE'] });
    restore = world.silence('KR');
    expect(await world.decision('JP', EXPORTER)).toMatchObject({
      ...{ outcome: 'RECOGNISED', basis: 'LAST_KNOWN', notices: ['REGISTRY_IN_MAINTENANCE'] },
    });
    restore();
    expect(await withdraw(id)).toEqual([]);
    await areShown(0);
    expect((await world.decision('JP', EXPORTER)).notices).toEqual([]);
  });

  test('is listed by its officers, what was withdrawn too, and what is over where all are asked for', async () => {
    const list = async (all: boolean) => {
      const { data } = await world.federation.askOfficer<{ announcedMaintenance: { withdrawnAt: string | null }[] }>(
        'KR',
        LIST,
        { all },
      );
      return data.announcedMaintenance.map(({ withdrawnAt }) => withdrawnAt !== null);
    };
    expect(await list(false)).toEqual([true]);
    expect(await list(true)).toEqual([false, true]);
  });

  test('is in order, not too long, not too far ahead, not over, and not twice at one time', async () => {
    const refusals = async (...given: Parameters<typeof announce>) => (await announce(...given)).refusals;
    const rule = (field: string, text: string) => [
      expect.objectContaining({ code: 'BAD_USER_INPUT', field, rule: text }),
    ];
    expect(await refusals(60, 60)).toEqual(rule('until', 'AFTER_FROM'));
    expect(await refusals(-60, 0)).toEqual(rule('until', 'IN_THE_FUTURE'));
    expect(await refusals(60, 60 + 72 * 60 + 1)).toEqual(rule('until', 'AT_MOST_72_HOURS'));
    expect(await refusals(367 * 1_440, 368 * 1_440)).toEqual(rule('from', 'AT_MOST_366_DAYS_AHEAD'));
    expect(await refusals(60, 120, { remark: 'Two\nlines' })).toEqual(rule('remark', 'ONE_LINE'));
    expect(await refusals(60, 120, { remark: ' ' })).toEqual(rule('remark', 'LENGTH'));
    const { id } = await announce(60, 120);
    expect(await refusals(119, 180)).toEqual(rule('from', 'NOT_OVERLAPPING'));
    expect(await refusals(0, 61)).toEqual(rule('from', 'NOT_OVERLAPPING'));
    const behind = await announce(120, 180);
    expect(behind.refusals).toEqual([]);
    expect(await withdraw(id)).toEqual([]);
    expect(await withdraw(id)).toEqual(['ILLEGAL_TRANSITION']);
    expect(await withdraw('1')).toEqual(['NOT_FOUND']);
    const instead = await announce(60, 120);
    expect(instead.refusals).toEqual([]);
    world.pass(200);
    expect(await withdraw(instead.id)).toEqual(['ILLEGAL_TRANSITION']);
  });

  test('is announced by officers who may write', async () => {
    const until = inMinutes(60);
    const scopes = REGISTRY_SCOPES.filter((scope) => scope !== 'registry:write');
    const { errors } = await world.federation.askOfficer('KR', ANNOUNCE, { until, fallbackAllowed: true }, scopes);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', rule: 'registry:write' } }]);
  });
});

describe('the recognition service', () => {
  test('counts what its decisions rest on, by the administration asked about', async () => {
    const text = await (await fetch(`${world.federation.url}/metrics`)).text();
    const count = (quality: string) =>
      Number(
        new RegExp(`aeo_recognition_decisions_total\\{partner="KR",quality="${quality}"\\} (\\d+)`).exec(text)?.[1],
      );
    expect(['LIVE', 'LAST_KNOWN', 'UNDETERMINED'].map(count)).toEqual([4, 2, 2]);
  });
});
