import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { registryIssuer } from '../../../schema/contract/attestation.ts';
import type { FeedEvent } from '../../../schema/contract/feed-event.ts';
import {
  HUB_AUDIENCE,
  REGISTRY_EVENT_READERS,
  REGISTRY_EVENT_TYPE,
  type RegistryEventClaims,
  type RegistryEventKind,
} from '../../../schema/contract/registry-event.ts';
import type { TrustedRole } from '../../../schema/trust/trust-list.ts';
import { appendEvents, eventsAfter } from '../../runtime/event-outbox.ts';
import type { RegisterParts } from './register-parts.ts';

/** Services of the hub that read this registry's events. */
export const HUB_READERS = ['VENDOR_REGISTRATION', 'RECOGNITION'] as const satisfies readonly TrustedRole[];

/** What an event says beside what every one says. */
export type Told<Claims = RegistryEventClaims> = Claims extends RegistryEventClaims
  ? Omit<Claims, 'iss' | 'aud' | 'jti' | 'iat'>
  : never;

/**
 * Tells each service of the hub what it is to know, in this order; inside the transaction of the change that is told. What is
 * written are the claims: they are signed when they are read, so that no change waits for a key or fails for want of one.
 */
export async function tellHub(
  manager: EntityManager,
  { home, clock }: Pick<RegisterParts, 'home' | 'clock'>,
  events: readonly Told[],
): Promise<void> {
  const iat = Math.floor(clock().getTime() / 1000);
  const told = events.map((event): RegistryEventClaims => {
    return { iss: registryIssuer(home.code), aud: HUB_AUDIENCE, jti: randomUUID(), iat, ...event };
  });
  for (const role of HUB_READERS) {
    const meant = told.filter(({ kind }) => isReader(role, kind));
    await appendEvents(
      manager,
      role,
      meant.map((claims) => JSON.stringify(claims)),
    );
  }
}

/** The events for one service of the hub behind the cursor, oldest first, signed. */
export async function hubEventsAfter(
  { database, signer }: Pick<RegisterParts, 'database' | 'signer'>,
  role: TrustedRole,
  after: string | null,
): Promise<readonly FeedEvent[]> {
  const page = await eventsAfter(database, role, after);
  return Promise.all(
    page.map(async ({ cursor, event }) => ({
      cursor,
      event: await signer.sign(JSON.parse(event), REGISTRY_EVENT_TYPE),
    })),
  );
}

function isReader(role: TrustedRole, kind: RegistryEventKind): boolean {
  const readers: readonly TrustedRole[] = REGISTRY_EVENT_READERS[kind];
  return readers.includes(role);
}
