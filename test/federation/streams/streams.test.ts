import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CHINESE_E_VENDOR, EU_FULFILMENT_CENTRE } from '../../../scripts/seed/worth-asking.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { type Follower, follow, PROTOCOLS, type Protocol } from '../../support/stream-clients.ts';
import * as step from '../story/story-operations.ts';

const REGISTRATION = `subscription Registration($after: Cursor) {
  vendorRegistrationChanged(after: $after) {
    id status version
    representative { tin record { legalName } recognition(role: MANUFACTURER) { outcome } }
  }
}`;
const ASSISTANCE = `subscription Assistance($after: Cursor) {
  assistanceRequestChanged(after: $after) { id state requested { code } }
}`;

let federation: TestFederation;
let applications = 0;
const open: Follower[] = [];

beforeAll(async () => {
  federation = await startFederation();
});
afterEach(async () => {
  for (const follower of open.splice(0)) await follower.close();
});
afterAll(() => federation.stop());

async function followAs(protocol: Protocol, administration: string, query: string, after: string | null = null) {
  const follower = follow(protocol, { url: federation.url, token: await federation.token(administration) }, query, {
    after,
  });
  open.push(follower);
  return follower;
}

async function apply(): Promise<string> {
  applications += 1;
  const { data, errors } = await federation.ask<step.ApplyData>('EU', step.APPLY, {
    input: {
      legalName: `海湾 ${applications}`,
      establishedIn: 'CN',
      tin: CHINESE_E_VENDOR.tin,
      stakeholder: 'E_VENDOR',
      businessModel: 'FULFILMENT_OFFSHORE',
      representative: EU_FULFILMENT_CENTRE.tin,
      contactEmail: 'duty@vendor.example',
      idempotencyKey: `streams-${applications}`,
    },
  });
  expect(errors).toEqual([]);
  return data.applyForVendorRegistration.id;
}

describe.each(PROTOCOLS)('over %s', (protocol) => {
  test('a step is told with what other subgraphs have beside it', async () => {
    const follower = await followAs(protocol, 'EU', REGISTRATION, '0');
    const id = await apply();
    let told = await follower.next();
    console.log(JSON.stringify(told));
    while ((told?.data?.['vendorRegistrationChanged'] as { id: string })?.id !== id) told = await follower.next();
    console.log(JSON.stringify(told));
  });
});
