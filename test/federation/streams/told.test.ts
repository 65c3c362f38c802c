import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHINESE_E_VENDOR } from '../../../scripts/seed/worth-asking.ts';
import { PROTOCOLS, type Told } from '../../support/stream-clients.ts';
import * as step from '../story/story-operations.ts';
import { type FollowedFederation, REGISTRATION, startFollowed } from './followed-federation.ts';

const ASSISTANCE = `subscription Assistance($after: Cursor) {
  assistanceRequestChanged(after: $after) { id state version subject { ... on VendorSubject { vendor { id } } } }
}`;

let federation: FollowedFederation;

beforeAll(async () => {
  federation = await startFollowed();
});
afterEach(() => federation.closeAll());
afterAll(() => federation.stop());

function registrationOf(told: Told | undefined) {
  return told?.data?.['vendorRegistrationChanged'] as Record<string, unknown> | undefined;
}

function requestOf(told: Told | undefined) {
  return told?.data?.['assistanceRequestChanged'] as Record<string, unknown> | undefined;
}

/** The cursor of the newest change that the administration was told of. */
async function cursorBefore(administration: string, id: string): Promise<string> {
  const follower = await federation.followAs('sse', administration, REGISTRATION, { after: '0' });
  for (;;) {
    const told = await follower.next();
    if (registrationOf(told)?.['id'] === id) return told?.extensions?.cursor ?? '';
  }
}

describe.each(PROTOCOLS)('over %s', (protocol) => {
  test('a step is told with what other subgraphs have beside it, and with where to go on', async () => {
    const after = await cursorBefore('EU', await federation.apply());
    const follower = await federation.followAs(protocol, 'EU', REGISTRATION, { after });
    const id = await federation.apply();
    const told = await follower.next();
    expect(told?.errors).toBeUndefined();
    expect(told?.extensions?.cursor).toBe(String(Number(after) + 1));
    expect(registrationOf(told)).toMatchObject({
      ...{ id, status: 'APPLIED', version: 1 },
      representative: { record: { legalName: expect.any(String) }, recognition: { outcome: 'NOT_APPLICABLE' } },
    });
  });

  test('each event is a request of its own: the registry is asked again, and writes it down', async () => {
    const after = await cursorBefore('EU', await federation.apply());
    const follower = await federation.followAs(protocol, 'EU', REGISTRATION, { after });
    const callsOfNext = async () => {
      federation.calls.length = 0;
      await federation.apply();
      expect(registrationOf(await follower.next())).toBeDefined();
      return federation.calls.filter(({ subgraph }) => subgraph === 'registry-eu').length;
    };
    const [first, second] = [await callsOfNext(), await callsOfNext()];
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(first);
  });
});

describe('what is told, and to whom', () => {
  let own: string;

  beforeAll(async () => {
    own = await federation.apply({ tin: CHINESE_E_VENDOR.tin, legalName: 'Harbour Trading' });
  });

  test('a step in a request is told to both sides, each as it may see it, and to nobody else', async () => {
    const followers = await Promise.all(
      PROTOCOLS.flatMap((protocol) =>
        ['EU', 'CN', 'JP'].map((code) => federation.followAs(protocol, code, ASSISTANCE, { after: '0' })),
      ),
    );
    const sent = await federation.ask<step.RequestValidationData>(
      'EU',
      step.REQUEST_VALIDATION,
      { registrationId: own, criteria: ['A_DEMONSTRATED_COMPLIANCE'], version: 1 },
      { purpose: 'VENDOR_REGISTRATION' },
    );
    expect(sent.errors).toEqual([]);
    const id = sent.data.requestExporterValidation.exporterValidation?.id ?? '';
    await federation.ask('CN', step.ACKNOWLEDGE, { id, version: 1 });
    const vendors = { EU: { id: expect.any(String) }, CN: null };
    for (const [at, side] of (['EU', 'CN', 'JP', 'EU', 'CN', 'JP'] as const).entries()) {
      const follower = followers[at];
      if (side === 'JP') {
        const nothing = new Promise((resolve) => setTimeout(resolve, 200, 'nothing'));
        expect(await Promise.race([follower?.next(), nothing])).toBe('nothing');
        continue;
      }
      for (let told = requestOf(await follower?.next()); ; told = requestOf(await follower?.next())) {
        if (told?.['id'] !== id || told['version'] !== 2) continue;
        expect(told).toMatchObject({ state: 'ACKNOWLEDGED', subject: { vendor: vendors[side] } });
        break;
      }
    }
  });

  test('a vendor that acts for itself is told of its own registrations alone', async () => {
    const token = await federation.tokenOfActor('EU', CHINESE_E_VENDOR.tin);
    const query = 'subscription ($after: Cursor) { vendorRegistrationChanged(after: $after) { id vendor { tin } } }';
    await federation.apply();
    for (const protocol of PROTOCOLS) {
      const follower = await federation.followAs(protocol, 'EU', query, { after: '0', token });
      const told = [registrationOf(await follower.next()), registrationOf(await follower.next())];
      const expected = { id: own, vendor: { tin: CHINESE_E_VENDOR.tin } };
      // It applied, and its validation was asked for.
      expect(told).toEqual([expected, expected]);
    }
  });
});

test('both protocols tell the same', async () => {
  await federation.apply();
  const followers = await Promise.all(
    PROTOCOLS.map((one) => federation.followAs(one, 'EU', REGISTRATION, { after: '0' })),
  );
  const told = await Promise.all(
    followers.map(async (follower) => [await follower.next(), await follower.next(), await follower.next()]),
  );
  expect(told[0]).toEqual(told[1]);
  expect(told[0]?.map((one) => one?.extensions?.cursor)).toEqual(['1', '2', '3']);
});

test('what is no subscription has one result, and the stream is complete', async () => {
  for (const protocol of PROTOCOLS) {
    const follower = await federation.followAs(protocol, 'EU', '{ administration(code: "JP") { code } }');
    expect(await follower.next()).toEqual({ data: { administration: { code: 'JP' } } });
    expect(await follower.next()).toBeUndefined();
  }
});
